import { BASE_1 } from './formats/v1.ts';
import type { Scenario } from './schema.ts';

/** The scenario that everything starts from: the base of the newest version, which a link leaves out. */
export const BASE_SCENARIO: Scenario = BASE_1;
