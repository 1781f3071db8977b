import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { scenarioSchema } from '../scenario/schema.ts';
import { benchRecord, cpuMeasurement, gpuMeasurement, SOFTWARE } from './bench-testing.ts';
import {
  adapterWords,
  browserWords,
  carriedFigureOf,
  cpuFigureOf,
  figureOfCarried,
  gpuFigureOf,
  isSameFigure,
  kernelWords,
  leadingPart,
  workersWords,
} from './measured-figure.ts';

const software = gpuMeasurement({ adapter: SOFTWARE, warnings: ['software-adapter'] });
const suspected = gpuMeasurement({ warnings: ['suspected-software'] });

describe('the part that a record speaks for', () => {
  test.each([
    ['both measured', benchRecord(), 'gpu'],
    ['the processor alone', benchRecord({ gpu: null }), 'cpu'],
    ['the GPU alone', benchRecord({ cpu: null }), 'gpu'],
    ['a software adapter', benchRecord({ gpu: software }), 'cpu'],
    ['a software adapter and nothing else', benchRecord({ gpu: software, cpu: null }), null],
    ['one that may be software', benchRecord({ gpu: suspected }), 'cpu'],
    ['one that may be software and nothing else', benchRecord({ gpu: suspected, cpu: null }), 'gpu'],
    ['nothing', null, null],
  ])('%s', (_name, record, part) => {
    expect(leadingPart(record)).toBe(part);
  });

  test('a fallback adapter is software also where nobody warned', () => {
    const silent = gpuMeasurement({ adapter: { ...SOFTWARE, vendor: '', architecture: '' } });
    expect(gpuFigureOf(benchRecord({ gpu: silent }))).toBeNull();
    expect(cpuFigureOf(benchRecord())).not.toBeNull();
  });
});

describe('what a scenario carries', () => {
  test('of a GPU: figure, method, machine, day and doubts', () => {
    const gpu = gpuMeasurement({
      warnings: ['noisy'],
      read: { ...gpuMeasurement().read, medianBytesPerSecond: 900_123_456_789 },
    });
    expect(carriedFigureOf({ record: benchRecord({ gpu }), part: 'gpu', cardId: 'rtx-4090' })).toEqual({
      processor: 'gpu',
      medianBytesPerSecond: 900_120_000_000,
      worstBytesPerSecond: 810e9,
      bestBytesPerSecond: 918e9,
      samples: 12,
      bufferBytes: 2 ** 30,
      timer: 'timestamp',
      method: 'block, 8 loads in flight, 256 wide',
      adapter: 'nvidia lovelace',
      browser: 'Chrome 156 on Linux',
      measuredOn: '2026-11-21',
      cardId: 'rtx-4090',
      warnings: ['noisy'],
    });
  });

  test('of a processor: all workers’ memory, and never a card', () => {
    expect(carriedFigureOf({ record: benchRecord(), part: 'cpu', cardId: 'rtx-4090' })).toMatchObject({
      processor: 'cpu',
      medianBytesPerSecond: 30e9,
      bufferBytes: 512 * 2 ** 20,
      timer: 'wall',
      method: '2 workers, one shared memory',
      adapter: '2 logical cores',
      cardId: null,
    });
  });

  test('is nothing of a part without a figure, and nothing of software', () => {
    const record = benchRecord({ gpu: software, cpu: null });
    expect(carriedFigureOf({ record, part: 'gpu', cardId: null })).toBeNull();
    expect(carriedFigureOf({ record, part: 'cpu', cardId: null })).toBeNull();
  });

  test.each(['gpu', 'cpu'] as const)('is taken by the schema and comes out of a link as it went in: %s', (part) => {
    const longest = 'x'.repeat(500);
    const record = benchRecord({
      gpu: gpuMeasurement({
        adapter: { ...gpuMeasurement().adapter, description: longest },
        warnings: ['noisy', 'plateau-not-reached', 'timers-disagree', 'hidden-tab', 'small-limits'],
      }),
      environment: { ...benchRecord().environment, userAgent: longest },
    });
    const measured = carriedFigureOf({ record, part, cardId: null });
    const scenario = { ...BASE_SCENARIO, measured };
    expect(scenarioSchema.safeParse(scenario).error).toBeUndefined();
    const opened = decodeScenario(encodeScenario(scenario));
    expect(opened).toEqual({ scenario, notices: [] });
    if (!measured || !opened.scenario.measured) throw new Error('The figure was lost');
    expect(isSameFigure(measured, opened.scenario.measured)).toBe(true);
    expect(isSameFigure(measured, { ...measured, measuredOn: '2026-11-20' })).toBe(false);
    expect(isSameFigure(measured, { ...measured, warnings: [] })).toBe(measured.warnings.length === 0);
  });

  test('is computed with as somebody else’s, without doubts that only a later version knows', () => {
    const carried = carriedFigureOf({ record: benchRecord(), part: 'gpu', cardId: null });
    if (!carried) throw new Error('There is no figure');
    expect(figureOfCarried({ ...carried, warnings: ['noisy', 'phase-of-moon', 'toString'] })).toEqual({
      part: 'gpu',
      bytesPerSecond: 900e9,
      origin: 'link',
      warnings: ['noisy'],
    });
  });
});

describe('words', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge 156 on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
      'Chrome 156 on Android',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
      'Chrome 156 on Linux',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153 on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
      'Safari 26.1 on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1',
      'Chrome 156 on iOS',
    ],
    ['Lynx/2.9', 'Lynx/2.9'],
    ['', 'a browser that does not say what it is'],
  ])('%s', (userAgent, words) => {
    expect(browserWords(userAgent)).toBe(words);
  });

  test('an adapter says each thing once, or nothing', () => {
    const silent = { vendor: '', architecture: '', device: '', description: '', isFallback: false, renderer: 'ANGLE' };
    expect(adapterWords(silent)).toBe('an adapter that does not say what it is');
    expect(adapterWords({ ...silent, vendor: 'apple', architecture: 'apple', device: ' ' })).toBe('apple');
  });

  test('one load and one worker are no plural', () => {
    expect(kernelWords({ map: 'grid', unroll: 1, workgroupSize: 64, workgroups: 8 })).toBe(
      'grid, 1 load in flight, 64 wide',
    );
    expect(workersWords(cpuMeasurement({ workers: 1, memory: 'private' }))).toBe('1 worker, memory of each its own');
  });
});
