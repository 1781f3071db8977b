import { evaluateKv } from '../evaluate/kv/evaluate-kv.ts';
import { createLastGood } from './last-good.ts';

/** The remembered evaluation of the open scenario's KV cache. */
export const kvOf = createLastGood(evaluateKv);
