import { CLOUD_SYSTEMS } from './clouds.ts';
import { DEEPSEEK_SYSTEMS } from './deepseek.ts';
import { ENGINE_SYSTEMS } from './engines.ts';
import { PAPER_SYSTEMS } from './papers.ts';
import { SERVERS_AND_DRIVES } from './servers-and-drives.ts';
import { STORAGE_VENDORS } from './storage-vendors.ts';
import { STORE_SYSTEMS } from './stores.ts';
import type { CacheSystem } from './system.ts';

export type { CacheSystem, SystemFigure, SystemGrade, SystemOutcome, SystemUnit } from './system.ts';
export { SYSTEM_GRADES, SYSTEM_OUTCOMES, SYSTEM_UNITS } from './system.ts';

/** Systems that keep KV caches outside of HBM, with what is published of them. */
export const SYSTEMS: readonly CacheSystem[] = [
  ...STORAGE_VENDORS,
  ...SERVERS_AND_DRIVES,
  ...CLOUD_SYSTEMS,
  ...ENGINE_SYSTEMS,
  ...STORE_SYSTEMS,
  ...DEEPSEEK_SYSTEMS,
  ...PAPER_SYSTEMS,
];
