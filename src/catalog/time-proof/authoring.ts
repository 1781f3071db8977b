import { fact } from '../../domain/fact.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Comparison, ProofMachine, ProofPrompt, TimeGrade, TimeProofCase } from './case.ts';
import type { DatedSource } from './sources.ts';

/** Short ways to write cases. Nothing here adds knowledge. */

interface Row extends Pick<
  TimeProofCase,
  'group' | 'quantity' | 'model' | 'settings' | 'unit' | 'grade' | 'computation'
> {
  readonly pointId: string;
  /** Tells the figures of one point apart. */
  readonly figure: string;
  /** In `unit`. */
  readonly published: number;
  readonly source: DatedSource;
  /** How the figure was read, or a condition of it. */
  readonly note?: string;
  readonly comparison?: Comparison;
  readonly promptTokens?: Tokens | null;
  readonly concurrency?: number | null;
  readonly why?: string | null;
}

const KINDS: Readonly<Record<TimeGrade, 'measured' | 'published' | 'derived'>> = {
  table: 'published',
  text: 'published',
  chart: 'measured',
  claim: 'published',
  'worked-out': 'derived',
};

export function timeCase({
  pointId,
  figure,
  published: value,
  source: { text, checkedOn, publishedOn },
  note,
  comparison = 'comparable',
  promptTokens = null,
  concurrency = null,
  why = null,
  ...row
}: Row): TimeProofCase {
  return {
    ...row,
    id: `${pointId}/${figure}`,
    pointId,
    published: fact(value, {
      kind: KINDS[row.grade],
      source: text,
      checkedOn,
      ...(note !== undefined && { note }),
    }),
    publishedOn,
    comparison,
    promptTokens,
    concurrency,
    why,
  };
}

export function prompt(promptTokens: Tokens, cachedTokens: Tokens = 0): ProofPrompt {
  return { promptTokens, cachedTokens };
}

/** One prompt, all of it computed. */
export function computed(machine: ProofMachine, promptTokens: Tokens): TimeProofCase['computation'] {
  return { kind: 'ttft', machine, prompts: [prompt(promptTokens)], waiting: null };
}

/** One prompt, all of it loaded. */
export function loaded(machine: ProofMachine, promptTokens: Tokens): TimeProofCase['computation'] {
  return { kind: 'load', machine, promptTokens };
}
