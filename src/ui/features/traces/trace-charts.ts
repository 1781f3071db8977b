// Everything of the page that needs the chart library: one file to load, after the figures.
export { CapacityPlot } from './reuse/CapacityPlot.tsx';
export { LifePlot } from './reuse/LifePlot.tsx';
export { DaysPlot } from './usage/DaysPlot.tsx';
