/** What draws: loaded after the figures. */
export { BoundPlot } from './meaning/BoundPlot.tsx';
export { SweepPlot } from './sweep/SweepPlot.tsx';
