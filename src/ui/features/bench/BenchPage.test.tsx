import type { ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { BenchRecord, BenchWarning, CpuFailure, GpuFailure } from '../../../domain/bandwidth/measurement.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import { encodeScenario } from '../../../scenario/codec.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { createBenchStore, firstRequest, type BenchStoreState } from '../../../state/bench-store.ts';
import { ADAPTER, benchRecord, cpuMeasurement, gpuMeasurement, SOFTWARE } from '../../../state/bench-testing.ts';
import { carriedFigureOf } from '../../../state/measured-figure.ts';
import { createScenarioStore } from '../../../state/scenario-store.ts';
import { AppContext, type AppServices } from '../../app-context.ts';
import { atHand } from '../../testing/at-hand.ts';
import { BenchPage } from './BenchPage.tsx';
import { ResultCards } from './results/ResultCards.tsx';
import { CPU_FAILURES, GPU_FAILURES, WARNINGS } from './state-words.ts';

interface Shown {
  readonly record?: BenchRecord | null;
  readonly measured?: Scenario['measured'];
  readonly state?: Partial<BenchStoreState>;
  readonly what?: ReactNode;
}

/** The page, or a part of it, as text: tags away, spaces between. */
function textOf({ record = null, measured = null, state = {}, what = <BenchPage /> }: Shown = {}): string {
  const hash = encodeScenario({ ...BASE_SCENARIO, measured });
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book: WHOLE_BOOK });
  const bench = createBenchStore({
    port: () => Promise.reject(new Error('Nothing is measured here')),
    request: firstRequest({ isPhone: false }),
  });
  // Rendering on a server reads what a store began with.
  const began = { ...bench.getState(), ...state, record };
  bench.getInitialState = () => began;
  bench.setState(began);
  const markup = renderToStaticMarkup(
    // The page asks for nothing but the two stores.
    <AppContext value={{ store, bench: () => atHand(bench) } as unknown as AppServices}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        {what}
      </MantineProvider>
    </AppContext>,
  );
  return markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ');
}

/** The cards of the two parts alone. */
const cardsOf = (record: BenchRecord): string => textOf({ record, what: <ResultCards record={record} /> });

const failed = (failure: GpuFailure) =>
  ({ status: 'failed', failure, detail: 'As it said.', adapter: ADAPTER, samples: [] }) as const;

/** A page is too long to be printed where a word of it is missing. */
function expectShown({ text, shown = [], hidden = [] }: { text: string; shown?: string[]; hidden?: string[] }): void {
  expect(shown.filter((words) => !text.includes(words))).toEqual([]);
  expect(hidden.filter((words) => text.includes(words))).toEqual([]);
}

test('before anything was measured the page says what a run does and takes, and data sheets answer', () => {
  expectShown({
    text: textOf(),
    shown: [
      'nothing is sent anywhere',
      'A run takes about 30 s',
      'H100 SXM5',
      'Groq',
      'data sheet',
      'Why are 100,000 tokens slower than 100?',
    ],
    hidden: ['at least 9', 'Which card is this?', 'What else was measured?', 'Which model would', 'Reckon with'],
  });
});

describe('both parts measured', () => {
  test('each figure stands in a card that names its part, with method and spread; no data sheet is guessed', () => {
    expectShown({
      text: textOf({ record: benchRecord() }),
      shown: [
        'Graphics card (GPU) nvidia lovelace at least 900 GB/s measured by this page: median of 12 reads of 1 GiB',
        'Processor (CPU) 2 logical cores at least 30 GB/s measured by this page: median of 12 reads of 512 MiB',
        '918 GB/s and 810 GB/s',
        'right: 0x12345678 , 9 sums checked',
        'block, 8 loads in flight, 256 wide (chosen)',
        'each byte read and written: twice (× 2)',
        'Between 64 MiB and 256 MiB the rate falls',
        'Which model would this memory decode how fast?',
        'GeForce RTX 4090',
        'This is the card',
      ],
      hidden: ['1.01 TB/s', 'It is another card'],
    });
  });

  test('a data sheet is shown for the card that was confirmed', () => {
    expectShown({
      text: textOf({ record: benchRecord(), state: { confirmedCardId: 'geforce-rtx-4090' } }),
      // 900 of 1,008 GB/s.
      shown: ['89.3 % of the 1.01 TB/s that the data sheet of the GeForce RTX 4090 gives', 'It is another card'],
    });
  });
});

describe('every state has its sentence and action, and the other figure', () => {
  test.each(Object.keys(GPU_FAILURES) as GpuFailure[])('GPU: %s', (failure) => {
    const { sentence, action } = GPU_FAILURES[failure];
    expectShown({
      text: cardsOf(benchRecord({ gpu: failed(failure) })),
      shown: [sentence, action, 'As it said.', 'at least 30 GB/s'],
      hidden: ['900 GB/s'],
    });
  });

  test.each(Object.keys(CPU_FAILURES) as CpuFailure[])('CPU: %s', (failure) => {
    const { sentence, action } = CPU_FAILURES[failure];
    expectShown({
      text: cardsOf(benchRecord({ cpu: { status: 'failed', failure, detail: '' } })),
      shown: [sentence, action, 'at least 900 GB/s'],
      hidden: ['What the browser said', '30 GB/s'],
    });
  });

  test.each(Object.keys(WARNINGS) as BenchWarning[])('warning: %s', (warning) => {
    const { sentence, action } = WARNINGS[warning];
    // A cache may have helped: nothing is claimed as a least.
    const claim = warning === 'plateau-not-reached' || warning === 'small-limits' ? 'about' : 'at least';
    expectShown({
      text: cardsOf(benchRecord({ gpu: gpuMeasurement({ warnings: [warning] }) })),
      shown: [sentence, action, ...(warning === 'software-adapter' ? [] : [`${claim} 900 GB/s`])],
    });
  });

  test('a suspicion says what it rests on', () => {
    const gpu = gpuMeasurement({ warnings: ['suspected-software'], suspicions: ['below-processor'] });
    expectShown({ text: cardsOf(benchRecord({ gpu })), shown: ['of the processor’s rate'], hidden: ['as flat over'] });
  });

  test('a lost device leaves the rest of the page as it is', () => {
    expectShown({
      text: textOf({ record: benchRecord({ gpu: failed('device-lost') }) }),
      shown: ['Graphics card: device lost. Processor: at least 30 GB/s.', 'H100 SXM5', 'Save the raw record'],
      hidden: ['Which card is this?', 'Where do the caches'],
    });
  });

  test('nothing of either part', () => {
    const cancelled = { status: 'failed', failure: 'cancelled', detail: '' } as const;
    expectShown({
      text: textOf({ record: benchRecord({ gpu: failed('cancelled'), cpu: cancelled }) }),
      shown: ['Nothing was measured to the end', 'Graphics card: cancelled. Processor: cancelled.', 'H100 SXM5'],
    });
  });
});

test('“about” is what was measured, “at most” a data sheet’s, where the clocks disagree too', () => {
  const text = textOf({ record: benchRecord({ gpu: gpuMeasurement({ warnings: ['timers-disagree'] }), cpu: null }) });
  expectShown({ text, shown: ['at least 900 GB/s', 'the memory may allow more'], hidden: ['tokens/s, at most'] });
  for (const row of [/Graphics card about [\d.,]+ /, /H100 SXM5 at most [\d.,]+ /]) expect(text).toMatch(row);
});

test('software is named and has no figure of memory; the processor’s is reckoned with', () => {
  const gpu = gpuMeasurement({ adapter: SOFTWARE, warnings: ['software-adapter'] });
  const text = textOf({ record: benchRecord({ gpu }) });
  expectShown({
    text,
    shown: ['No figure: google swiftshader is a software adapter.', 'At 30 GB/s, measured, reading allows'],
    hidden: ['at least 900', 'Which card is this?', 'Reckon with'],
  });
  expect(text.match(/Put into the scenario link/g)).toHaveLength(1);
});

test('memory that ran out, slices and a page without isolation are told', () => {
  const record = benchRecord({
    gpu: gpuMeasurement({ bufferBytes: 2 ** 28, bindingBytes: 2 ** 27 }),
    cpu: cpuMeasurement({ memory: 'private' }),
  });
  expectShown({
    text: cardsOf({ ...record, environment: { ...record.environment, isCrossOriginIsolated: false } }),
    shown: [
      'There was no memory for 1 GiB, so 256 MiB was read.',
      '256 MiB, in slices of 128 MiB',
      '2 workers, memory of each its own',
      'page not isolated: about a tenth slower',
    ],
  });
});

describe('a figure in the link', () => {
  const measured = carriedFigureOf({ record: benchRecord(), part: 'gpu', cardId: null });

  test('says whose it is, and that it was measured elsewhere', () => {
    expectShown({
      text: textOf({ measured }),
      shown: [
        'From the link: the graphics card of another machine',
        'measured elsewhere: median of 12 reads of 1 GiB',
        'nvidia lovelace',
        'Chrome 156 on Linux',
        '2026-11-21',
        'Graphics card of the link',
      ],
    });
  });

  test('that was just measured here is not called somebody else’s', () => {
    expectShown({
      text: textOf({ record: benchRecord(), measured }),
      shown: ['Take out of the scenario link'],
      hidden: ['measured elsewhere'],
    });
  });

  test('beside another measured here: both can be reckoned with', () => {
    expectShown({
      text: textOf({ record: benchRecord({ startedAt: '2026-11-22T08:00:00.000Z' }), measured }),
      shown: [
        'Reckon with Graphics card Processor From the link: graphics card',
        'Put into the scenario link in place of what it carries',
      ],
    });
  });
});

describe('while it runs', () => {
  const running = { progress: { part: 'cpu', step: 'read', doneRatio: 0.5 } } as const;

  test('it says the step, can be cancelled, and what was measured before stands', () => {
    expectShown({
      text: textOf({ record: benchRecord(), state: { running } }),
      shown: ['Processor: reading, sample by sample…', 'Cancel', 'at least 900 GB/s'],
    });
    expectShown({ text: textOf({ state: { running, isCancelling: true } }), shown: ['Cancelling…'] });
  });

  test('what could not even be loaded is said', () => {
    expectShown({ text: textOf({ state: { problem: 'Failed to fetch' } }), shown: ['could not be loaded'] });
  });
});
