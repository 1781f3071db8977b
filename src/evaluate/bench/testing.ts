import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import type {
  BenchQuestion,
  BenchView,
  EvaluateBench,
  LengthsOnMachine,
  MachineBound,
  MeasuredFigure,
  ModelBound,
} from './bench-view.ts';
import { evaluateBench } from './evaluate-bench.ts';

/** Questions and answers of the Bench page for tests: Llama 3.1 8B in bf16 where 941 GB/s were measured. */

const ask: EvaluateBench = evaluateBench;
export const MEASURED: MeasuredFigure = { part: 'gpu', bytesPerSecond: 941e9, origin: 'record', warnings: [] };

export function scenarioOf(kv: Partial<Scenario['kv']>): Scenario {
  return { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, ...kv } };
}

export const LLAMA_8B = scenarioOf({ modelId: 'Meta-Llama-3.1-8B', weightFormat: 'bf16', contextTokens: 100_000 });

export function view(question: Partial<BenchQuestion> = {}): BenchView {
  const answer = ask({
    scenario: LLAMA_8B,
    book: CORE_BOOK,
    measured: MEASURED,
    confirmedCardId: null,
    otherModelIds: [],
    ...question,
  });
  if (answer.status !== 'ok') throw new Error(answer.message);
  return answer;
}

export function machine(of: BenchView, id: string): MachineBound {
  const row = of.machines.find((one) => 'machine' in one && one.machine.id === id);
  if (!row || !('machine' in row)) throw new Error(`No ${id}`);
  return row;
}

export function own(of: BenchView): ModelBound {
  const [row] = of.models;
  if (!row || 'reason' in row) throw new Error('No model');
  return row;
}

export function lengthsOf(of: BenchView, id: string): LengthsOnMachine {
  const row = of.lengths?.rows.find((one) => one.machine.id === id);
  if (!row) throw new Error(`No ${id}`);
  return row;
}

export const TYPED = {
  name: 'Typed',
  verdict: 'typed',
  notes: [],
  groups: [{ kind: 'full', layers: 32, kvHeads: 8, kDim: 128, vDim: 128 }],
  maxContextTokens: null,
  totalParameters: 8e9,
  activeParameters: null,
  draftLayers: 0,
} as const;
