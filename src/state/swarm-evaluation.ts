import { evaluateSwarm } from '../evaluate/swarm.ts';
import { createLastGood } from './last-good.ts';

/** The remembered evaluation of the open scenario's swarm. */
export const swarmEvaluationOf = createLastGood(evaluateSwarm);
