import { describe, expect, test } from 'vitest';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import type { BenchView, MeasuredFigure } from '../../../../evaluate/bench/bench-view.ts';
import { evaluateBench } from '../../../../evaluate/bench/evaluate-bench.ts';
import { BASE_SCENARIO } from '../../../../scenario/base.ts';
import {
  differenceWords,
  lengthsInWords,
  machinesInWords,
  prefillDetail,
  prefillReasons,
  prefillWords,
  timesWords,
  unitsWords,
} from './meaning-words.ts';

const MEASURED: MeasuredFigure = { part: 'gpu', bytesPerSecond: 941e9, origin: 'record', warnings: [] };

/** Llama 3.1 8B in bf16, whose bounds are worked out by hand in the domain's tests. */
function view(measured: MeasuredFigure | null): BenchView {
  const model = WHOLE_BOOK.modelById('meta-llama/Meta-Llama-3.1-8B') ?? WHOLE_BOOK.modelById('meta-llama-3.1-8b');
  if (!model) throw new Error('The model is not in the book');
  const answer = evaluateBench({
    scenario: { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, modelId: model.id, weightFormat: 'bf16' } },
    book: WHOLE_BOOK,
    measured,
    confirmedCardId: null,
    otherModelIds: [],
  });
  if (answer.status !== 'ok') throw new Error(answer.message);
  return answer;
}

describe('the answer of the chart', () => {
  test('sets what was measured beside a data sheet, and names which is which', () => {
    // 28.1 GB a token: 33.5 at 941 GB/s, 119 at 3.35 TB/s.
    expect(machinesInWords(view(MEASURED))).toBe(
      'At 941 GB/s, measured, reading allows one sequence about 33.5 tokens a second at 100,000 tokens of context; at most 119 by the data sheet of H100 SXM5.',
    );
  });

  test('without a measurement claims none', () => {
    const words = machinesInWords(view(null));
    expect(words).toContain('at most 119 by the data sheet of H100 SXM5');
    expect(words).not.toContain('measured,');
    expect(machinesInWords({ ...view(null), machines: [] })).toBe('The scenario’s model says too little for a bound.');
  });
});

describe('a short and a long context', () => {
  const { lengths } = view(MEASURED);
  if (!lengths) throw new Error('There is no comparison');
  const [own, h100] = lengths.rows;
  if (!own || !h100) throw new Error('There are no rows');

  test('prefill of the measured machine is unknown, with the reason and what it cannot be below', () => {
    expect(prefillWords(own.long)).toBe('unknown');
    // 15.0 GB of weights at 941 GB/s.
    expect(prefillDetail({ at: own.long, origin: 'measured' })).toBe('weights alone about 16 ms');
    expect(timesWords(own.prefillRatio)).toBe('–');
    expect(prefillReasons(lengths)[0]).toMatch(/^Graphics card: .*not measured/);
  });

  test('of on-chip memory is unknown too, and cannot be below what its data sheet allows', () => {
    const groq = lengths.rows.find(({ machine }) => machine.id === 'groq-lpu1');
    if (!groq) throw new Error('There is no Groq');
    expect(prefillWords(groq.long)).toBe('unknown');
    // 15.0 GB of weights at 144 × 80 TB/s: 1.3 µs.
    expect(prefillDetail({ at: groq.long, origin: 'data-sheet' })).toBe('not below 1.3 µs');
    expect(prefillReasons(lengths).join(' ')).toContain('measured on accelerators with HBM');
  });

  test('decode differs by the cache alone', () => {
    // 13.1 GB at 941 GB/s, less the 13.1 MB of 100 tokens.
    expect(differenceWords(own)).toBe('13.9 ms more a token, all of it cache');
    expect(
      differenceWords({
        ...own,
        difference: { ...own.difference, decodeSeconds: 2, kvSeconds: 1.5, weightSeconds: 0.5 },
      }),
    ).toBe('2 s more a token, 75.0 % of it cache and 25.0 % weights');
    expect(differenceWords({ ...own, difference: { ...own.difference, decodeSeconds: 0 } })).toBe('no more a token');
  });

  test('is told on a machine whose arithmetic is known', () => {
    const words = lengthsInWords(lengths);
    expect(words).toMatch(
      /^From 100 to 100,000 tokens, on H100 SXM5: prefill takes \d[\d.,]* times as long, and each token/,
    );
    expect(timesWords(h100.decodeRatio)).toMatch(/^× 1\.87$/);
    expect(lengthsInWords({ ...lengths, rows: [] })).toContain('too little');
  });
});

test('units of one’s own machine are not known, and on-chip ones are marked', () => {
  expect(unitsWords({ units: 1, memoryKind: 'unknown' })).toBe('not known');
  expect(unitsWords({ units: 1_016, memoryKind: 'on-chip' })).toBe('1,016, on-chip');
  expect(unitsWords({ units: 8, memoryKind: 'device' })).toBe('8');
});
