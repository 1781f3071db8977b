/** What scripts/bench-gpu.mjs runs under Node. */
export { checkKernels } from './check-kernels.ts';
export { measureGpu } from './measure-gpu.ts';
export { reportOf } from './report.ts';
