import { describe, expect, test } from 'vitest';
import { swarmOf } from '../domain/swarm/workload.ts';
import { SAMPLES } from '../engine/readers/testing/samples.ts';
import { linesOf, logOf, readable, readTexts } from '../engine/readers/testing/sources.ts';
import { finish } from '../engine/run-control.ts';
import { fitWorkload } from '../engine/traces/fit-workload.ts';
import type { TraceQuestions } from '../engine/traces/report-types.ts';
import { sampleLog } from '../engine/traces/sample-log.ts';
import { traceReportSteps } from '../engine/traces/trace-report.ts';
import { summaryOf } from '../engine/traces/trace-summary.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { createTraceHandler } from './trace-handler.ts';
import type { FromTraceWorker, ToTraceWorker, TraceBlob, TraceReading } from './trace-protocol.ts';

const AS_FOUND: TraceReading = { format: null, keepDuplicates: null, csvColumns: null };
const QUESTIONS: TraceQuestions = {
  lifeSeconds: 300,
  order: 'leaf-first',
  blockCount: undefined,
  slots: undefined,
  pricedSeconds: [300, 3_600],
  thresholds: [],
  pingSeconds: [300],
};
const swarm = swarmOf(BASE_SCENARIO.workload);

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function start({ now = () => 0 }: { now?: () => number } = {}) {
  const posted: FromTraceWorker[] = [];
  const handle = createTraceHandler({ post: (answer) => void posted.push(answer), pause: nextTurn, now });
  const answersTo = (id: number) => posted.filter((answer) => answer.id === id && answer.type !== 'progress');
  const lastOf = (id: number) => {
    const [answer, ...others] = answersTo(id);
    expect(others).toEqual([]);
    return answer;
  };
  return { posted, handle, lastOf };
}

const fileOf = (text: string): TraceBlob => ({ blob: new Blob([text]), mayBeOther: false });
const reading = (id: number, ...files: readonly TraceBlob[]): ToTraceWorker => ({
  type: 'read',
  id,
  files,
  options: AS_FOUND,
});
const sampling = (id: number, leastRequests = 700): ToTraceWorker => ({
  type: 'sample',
  id,
  swarm,
  leastRequests,
  seed: 1,
});
const asking = (id: number, change: Partial<TraceQuestions> = {}): ToTraceWorker => ({
  type: 'ask',
  id,
  questions: { ...QUESTIONS, ...change },
});

/** A file whose bytes a test gives out piece by piece. */
function fileInPieces(size: number) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => void (controller = given),
    cancel: () => void (isCancelled = true),
  });
  const blob = { size, stream: () => stream } as TraceBlob['blob'];
  return {
    file: { blob, mayBeOther: false },
    give: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    fail: (error: Error) => controller?.error(error),
    wasCancelled: () => isCancelled,
  };
}

const namedError = (name: string): Error => Object.assign(new Error('internal'), { name });

/** Rows enough for several steps. */
const MANY_ROWS = linesOf(
  ...Array.from({ length: 30_000 }, (_, i) => ({
    timestamp: 1_000 * i,
    input_length: 600,
    output_length: 5,
    hash_ids: [0, i + 1],
  })),
);

describe('opening', () => {
  test('gives what the reader gives, in a few words, and holds the log for questions', async () => {
    const { handle, lastOf } = start();
    await handle(reading(1, fileOf(SAMPLES.mooncake)));
    const log = await logOf(SAMPLES.mooncake);
    expect(lastOf(1)).toEqual({
      type: 'opened',
      id: 1,
      log: { summary: summaryOf(log), isSample: false, csv: null },
    });
    await handle(asking(2));
    expect(lastOf(2)).toEqual({
      type: 'reported',
      id: 2,
      report: finish(traceReportSteps({ log, questions: QUESTIONS })),
    });
  });

  test('passes on how files are to be read, and which columns a CSV has', async () => {
    const { handle, lastOf } = start();
    await handle({
      ...reading(1, fileOf(SAMPLES.csv)),
      options: { ...AS_FOUND, keepDuplicates: true },
    } as ToTraceWorker);
    expect(lastOf(1)).toMatchObject({
      type: 'opened',
      log: { csv: { header: expect.arrayContaining(['cache_read_tokens']), columns: { input: 'input_tokens' } } },
    });
    await handle({
      ...reading(2, fileOf(SAMPLES.csv)),
      options: { ...AS_FOUND, format: 'azure-llm' },
    } as ToTraceWorker);
    expect(lastOf(2)?.type).toBe('refused');
  });

  test('files found in a folder may be something else', async () => {
    const { handle, lastOf } = start();
    const other: TraceBlob = { ...fileOf('# Read me'), mayBeOther: true };
    await handle(reading(1, other, fileOf(SAMPLES.mooncake)));
    expect(lastOf(1)).toMatchObject({ type: 'opened', log: { summary: { files: 1, requests: 2 } } });
  });

  test('a sample is the generator’s', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    const log = sampleLog({ swarm, leastRequests: 700, seed: 1 });
    expect(lastOf(1)).toEqual({ type: 'opened', id: 1, log: { summary: summaryOf(log), isSample: true, csv: null } });
    await handle({ type: 'fit', id: 2 });
    expect(lastOf(2)).toEqual({ type: 'fitted', id: 2, fit: fitWorkload({ log }) });
  });

  test('a sample too large for a page is refused before it is drawn', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1, 2_000_000));
    expect(lastOf(1)).toMatchObject({ type: 'refused', reason: expect.stringContaining('2,000,620 requests') });
  });
});

describe('a reading that comes to nothing', () => {
  const refusals: readonly (readonly [what: string, files: readonly TraceBlob[], answer: object])[] = [
    ['is in no known format', [fileOf('nonsense')], { type: 'refused' }],
    [
      'holds two formats',
      [fileOf(SAMPLES.mooncake), fileOf(SAMPLES['azure-llm'])],
      { type: 'refused', reason: expect.stringContaining('one format') },
    ],
    [
      'turns out shorter than it was',
      [{ blob: { size: 1_000, stream: () => new Blob([SAMPLES.mooncake]).stream() } as Blob, mayBeOther: false }],
      { type: 'failed', message: 'The file was changed while it was read. Choose it again.' },
    ],
    [
      'turns out longer than it was',
      [{ blob: { size: 3, stream: () => new Blob([SAMPLES.mooncake]).stream() } as Blob, mayBeOther: false }],
      { type: 'failed', message: expect.stringContaining('changed while it was read') },
    ],
  ];
  test.each(refusals)('because it %s leaves the log that was open', async (_, files, answer) => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    await handle(reading(2, ...files));
    expect(lastOf(2)).toMatchObject(answer);
    await handle(asking(3));
    expect(lastOf(3)).toMatchObject({ type: 'reported', report: { sessions: { rows: { length: 2 } } } });
  });

  test.each([
    ['NotReadableError', 'changed or moved'],
    ['NotFoundError', 'no longer where it was'],
    ['NotAllowedError', 'may not be read'],
    ['Error', 'could not be read (internal)'],
  ])('the browser’s %s is a sentence that names the file by its place', async (name, words) => {
    const { handle, lastOf } = start();
    const pieces = fileInPieces(1_000);
    const answered = handle(reading(1, fileOf(SAMPLES.mooncake), pieces.file));
    await nextTurn();
    pieces.fail(namedError(name));
    await answered;
    expect(lastOf(1)).toMatchObject({ type: 'failed', message: expect.stringContaining(words) });
    expect(lastOf(1)).toMatchObject({ message: expect.stringMatching(/^File 2 .* Choose it again\.$/) });
  });

  test('cancelled in the middle of a file, although the drive does not answer', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    const pieces = fileInPieces(1_000_000);
    const answered = handle(reading(2, pieces.file));
    pieces.give(SAMPLES.mooncake);
    await nextTurn();
    await handle({ type: 'cancel', id: 2 });
    await answered;
    expect(lastOf(2)?.type).toBe('cancelled');
    expect(pieces.wasCancelled()).toBe(true);
    await handle(asking(3));
    expect(lastOf(3)?.type).toBe('reported');
  });

  test('cancelled between two steps of a reading at full speed', async () => {
    const { handle, lastOf } = start();
    const answered = handle(reading(1, fileOf(MANY_ROWS), fileOf(MANY_ROWS)));
    await nextTurn();
    await handle({ type: 'cancel', id: 1 });
    await answered;
    expect(lastOf(1)?.type).toBe('cancelled');
    await handle(asking(2));
    expect(lastOf(2)).toEqual({ type: 'failed', id: 2, message: 'No log is open.' });
  });

  test('the latest reading wins', async () => {
    const { handle, lastOf } = start();
    await Promise.all([
      handle(reading(1, fileOf(MANY_ROWS))),
      handle(reading(2, fileOf(SAMPLES.codex))),
      handle(sampling(3)),
      handle(reading(4, fileOf(SAMPLES.mooncake))),
    ]);
    expect([1, 2, 3, 4].map((id) => lastOf(id)?.type)).toEqual(['cancelled', 'cancelled', 'cancelled', 'opened']);
  });
});

test('progress is told at most 20 times a second, and never goes back', async () => {
  // Every look at the clock is 7 ms later: of eight pieces one is told.
  let milliseconds = 0;
  let looks = 0;
  const { handle, posted } = start({
    now: () => {
      looks++;
      return (milliseconds += 7);
    },
  });
  const files = Array.from({ length: 8 }, () => fileOf(MANY_ROWS));
  await handle(reading(1, ...files));
  const done = posted.flatMap((answer) => (answer.type === 'progress' ? [answer.progress] : []));
  expect(looks).toBeGreaterThan(20);
  expect(done.length).toBe(Math.ceil(looks / 8));
  expect(done.map(({ doneBytes }) => doneBytes)).toEqual(
    done.map(({ doneBytes }) => doneBytes).toSorted((a, b) => a - b),
  );
  expect(new Set(done.map(({ bytes }) => bytes))).toEqual(new Set([8 * MANY_ROWS.length]));
});

describe('questions', () => {
  test('only the latest counts', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    await Promise.all([
      handle(asking(2)),
      handle(asking(3, { lifeSeconds: 60 })),
      handle(asking(4, { lifeSeconds: 30 })),
    ]);
    expect([2, 3].map((id) => lastOf(id)?.type)).toEqual(['cancelled', 'cancelled']);
    expect(lastOf(4)).toMatchObject({ type: 'reported', report: { questions: { lifeSeconds: 30 } } });
  });

  test('a fit goes on beside them', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    await Promise.all([handle({ type: 'fit', id: 2 }), handle(asking(3))]);
    expect([2, 3].map((id) => lastOf(id)?.type)).toEqual(['fitted', 'reported']);
  });

  test('those about the log before are cancelled when another is opened', async () => {
    const { handle, lastOf, posted } = start();
    await handle(reading(1, fileOf(MANY_ROWS)));
    const asked = [handle(asking(2)), handle({ type: 'fit', id: 3 })];
    await handle(reading(4, fileOf(SAMPLES.mooncake)));
    await Promise.all(asked);
    const typesAfter = posted.slice(posted.findIndex(({ id, type }) => id === 4 && type === 'opened'));
    for (const { id, type } of typesAfter) if (id === 2 || id === 3) expect(type).toBe('cancelled');
    await handle(asking(5));
    expect(lastOf(5)).toMatchObject({ report: { sessions: { rows: { length: 1 } } } });
  });

  test('cancelled, and asked again', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1, 5_000));
    const asked = handle(asking(2));
    await handle({ type: 'cancel', id: 2 });
    await asked;
    expect(lastOf(2)?.type).toBe('cancelled');
    await handle({ type: 'cancel', id: 99 });
    await handle(asking(3));
    expect(lastOf(3)?.type).toBe('reported');
  });

  test('what the engine refuses is an answer', async () => {
    const { handle, lastOf } = start();
    await handle(sampling(1));
    await handle(asking(2, { lifeSeconds: -1 }));
    expect(lastOf(2)).toMatchObject({ type: 'failed', message: expect.stringContaining('-1') });
  });
});

test('memory that runs out is said so that people understand it', async () => {
  const { handle, lastOf } = start();
  const blob = {
    size: 10,
    stream: () => {
      throw new RangeError('Array buffer allocation failed');
    },
  } as unknown as TraceBlob['blob'];
  await handle(reading(1, { blob, mayBeOther: false }));
  expect(lastOf(1)).toMatchObject({ message: expect.stringContaining('more memory than this browser gives') });
});

test('reads what the readers read, of every format', async () => {
  for (const [format, text] of Object.entries(SAMPLES)) {
    const { handle, lastOf } = start();
    await handle(reading(1, fileOf(text)));
    const expected = summaryOf(readable(await readTexts({ texts: [text] })));
    expect({ format, answer: lastOf(1) }).toMatchObject({ format, answer: { log: { summary: expected } } });
  }
});
