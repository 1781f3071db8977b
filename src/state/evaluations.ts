import { evaluateKv } from '../evaluate/kv.ts';
import { evaluateSpend } from '../evaluate/spend.ts';
import { evaluateSwarm } from '../evaluate/swarm.ts';
import { createLastGood } from './last-good.ts';

/** One remembered evaluation of the open scenario per kind; pages share them and compute nothing twice. */
export const spendOf = createLastGood(evaluateSpend);
export const swarmOf = createLastGood(evaluateSwarm);
export const kvOf = createLastGood(evaluateKv);
