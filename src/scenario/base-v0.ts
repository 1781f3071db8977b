export { BASE_SCENARIO } from './base.ts';
