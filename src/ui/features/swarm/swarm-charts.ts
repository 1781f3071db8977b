// Everything of the page that needs the chart library: one file to load, after the figures.
export { GapChart } from './GapChart.tsx';
export { GrowthChart } from './GrowthChart.tsx';
export { HitRatePlots } from './hit-rate/HitRatePlots.tsx';
