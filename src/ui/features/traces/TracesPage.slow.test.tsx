import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStore } from 'zustand/vanilla';
import { type ReadLog, LOG_FORMATS } from '../../../engine/readers/log.ts';
import { finish } from '../../../engine/run-control.ts';
import { fitWorkload } from '../../../engine/traces/fit-workload.ts';
import { traceReportSteps } from '../../../engine/traces/trace-report.ts';
import { summaryOf } from '../../../engine/traces/trace-summary.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { encodeScenario } from '../../../scenario/codec.ts';
import { createScenarioStore } from '../../../state/scenario-store.ts';
import { createTraceStore, FIRST_RULES } from '../../../state/trace-store.ts';
import type { OpenLog, TraceReport, TraceState } from '../../../state/trace-types.ts';
import { AppContext, type AppServices } from '../../app-context.ts';
import { atHand } from '../../testing/at-hand.ts';
import { pricingFor } from './trace-evaluation.ts';
import { TracesPage } from './TracesPage.tsx';
import { describe, expect, test } from 'vitest';
import { swarmOf } from '../../../domain/swarm/workload.ts';
import { SAMPLES } from '../../../engine/readers/testing/samples.ts';
import { logOf } from '../../../engine/readers/testing/sources.ts';
import { sampleLog } from '../../../engine/traces/sample-log.ts';

const never = (): never => {
  throw new Error('Nothing is read in a picture of the page');
};

/** What the worker would answer of a log under the first rules, with every offer to be priced. */
function opened(log: ReadLog): { readonly log: OpenLog; readonly report: TraceReport } {
  const pricing = pricingFor({ scenario: BASE_SCENARIO, book: WHOLE_BOOK });
  const { lifeSeconds, order } = FIRST_RULES;
  const questions = { lifeSeconds, order, blockCount: undefined, slots: undefined, ...pricing };
  const csv = log.evidence === 'usage' && log.csv ? log.csv : null;
  return {
    log: { summary: summaryOf(log), isSample: false, csv },
    report: finish(traceReportSteps({ log, questions })),
  };
}

/** A fit as the worker would answer it. */
function fitted(log: ReadLog): TraceState['fit'] {
  return { status: 'done', value: fitWorkload({ log }) };
}

/** The page as it is first shown in a state, as markup. Charts are loaded later and are not in it. */
function pageOf(state: Partial<TraceState>): string {
  const hash = encodeScenario(BASE_SCENARIO);
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book: WHOLE_BOOK });
  const first = createTraceStore({ port: never, settle: never }).getState();
  const traces = createStore<TraceState>()(() => ({ ...first, ...state }));
  return renderToStaticMarkup(
    // The page asks for nothing but the two stores.
    <AppContext value={{ store, traces: () => atHand(traces) } as unknown as AppServices}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <TracesPage />
      </MantineProvider>
    </AppContext>,
  );
}

/** Tags away, spaces between. */
function textIn(markup: string): string {
  return markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ');
}

const SAMPLE = sampleLog({ swarm: swarmOf(BASE_SCENARIO.workload), leastRequests: 600, seed: 1 });

describe('before anything was read', () => {
  test('says what can be read, and that nothing leaves the browser', () => {
    const text = textIn(pageOf({}));
    for (const shown of [
      'What do your own logs say?',
      'Choose files',
      'Choose a folder',
      'Nothing leaves this browser.',
      'No log is open.',
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain('Which questions');
  });

  test('shows progress with a way to stop it', () => {
    const markup = pageOf({ reading: { status: 'reading', files: 2, progress: { doneBytes: 5e6, bytes: 2e7 } } });
    expect(markup).toMatch(/<progress[^>]*aria-label="Reading"[^>]*value="0.25"/);
    const text = textIn(markup);
    for (const shown of ['Reading 2 files…', '5 MB of 20 MB', 'Cancel']) expect(text).toContain(shown);
  });

  test('gives the reason of a refusal, and lets another format be asked for', () => {
    const text = textIn(pageOf({ reading: { status: 'refused', reason: 'The file is not text.' } }));
    expect(text).toContain('Not read. The file is not text.');
    expect(text).toContain('told by the contents');
  });
});

describe('a sample', () => {
  const { log, report } = opened(SAMPLE);
  const text = textIn(pageOf({ log: { ...log, isSample: true }, report }));

  test('is said to be one, wherever it is', () => {
    expect(text).toContain('Sample: the scenario’s own swarm, generated.');
    expect(text).not.toContain('Show the sample');
    expect(text).not.toMatch(/\bobserved [a-z]/);
  });

  test('answers everything that a log of blocks can', () => {
    for (const title of [
      'Which questions can this log answer?',
      'By which rules?',
      'Which swarm would send this?',
      'What could be reused, and what would be?',
      'How large must a cache be?',
      'How do life and size limit it together?',
      'Where did the cache expire, and what did it cost?',
      'What does this log cost elsewhere?',
      'What would have made this log cheaper?',
      'Which sessions reuse what?',
      'How long are prompts, answers and gaps?',
    ])
      expect(text).toContain(title);
    expect(text).not.toContain('Effective life');
  });

  test('prices it at the scenario’s offer first', () => {
    expect(text).toMatch(/At Claude Opus 5\.5 this log costs \$[\d,.]+ at best/);
    expect(text).toMatch(/with warehouse, \$ Claude Opus 5\.5 · Anthropic the scenario’s offer · /);
    expect(text).toContain('writes to the 5m cache of Claude Opus 5.5 less reads');
  });

  test('draws the surface as a grid of which one cell takes the focus', () => {
    const markup = pageOf({ log, report });
    expect(markup.match(/role="gridcell"[^>]*tabindex="0"/g)).toHaveLength(1);
    const rows = report.surface?.map.length ?? 0;
    expect(markup.match(/role="row"/g)).toHaveLength(rows);
    expect(rows).toBeLessThanOrEqual(24);
  });
});

describe('while figures are computed', () => {
  const { log, report } = opened(SAMPLE);

  test('that is said, and rules that were changed can be taken back', () => {
    const rules = { ...FIRST_RULES, order: 'sequential' } as const;
    const text = textIn(pageOf({ log, report, rules, asking: 'asking' }));
    expect(text).toContain('Computing… The figures shown are those from before.');
    expect(text).toContain('Cancel, keep the rules before');
    expect(text).toContain('takes seconds to minutes');
  });

  test('for other prices there is nothing to take back', () => {
    const text = textIn(pageOf({ log, report, asking: 'asking' }));
    expect(text).toContain('Computing…');
    expect(text).not.toContain('Cancel');
  });
});

test('where no row says what was read, no figure says that it was nothing', async () => {
  const text = textIn(pageOf(opened(await logOf(SAMPLES['litellm-spend']))));
  expect(text).toContain('not told');
  expect(text).not.toMatch(/\b0(?:\.0)? % of prompt/);
});

describe('a fit', () => {
  test('stands in words and numbers beside the log, to be used', () => {
    const { log, report } = opened(SAMPLE);
    const text = textIn(pageOf({ log, report, fit: fitted(SAMPLE) }));
    for (const shown of [
      'Fitted.',
      'turns per agent',
      'The fitted swarm’s hit rate is at most',
      'Use as the scenario’s swarm',
    ])
      expect(text).toContain(shown);
  });
});

describe.each(LOG_FORMATS)('a log of format %s', (format) => {
  test('is shown, with the kinds of evidence kept apart', async () => {
    const read = await logOf(SAMPLES[format]);
    const { log, report } = opened(read);
    const markup = pageOf({ log, report, fit: fitted(read) });
    const text = textIn(markup);
    expect(text).toMatch(/Read: .*1 file/);
    expect(text).toContain('What does this log cost elsewhere?');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text.includes('Effective life')).toBe(read.evidence === 'usage');
    expect(text.includes('Blocks of a prompt are touched')).toBe(read.evidence === 'blocks');
    // What is not known is not answered.
    if (read.evidence === 'lengths') {
      expect(text).not.toContain('Where did the cache expire');
      expect(markup).not.toContain('data-ground="inferred">inferred</span> Share');
    }
  });
});
