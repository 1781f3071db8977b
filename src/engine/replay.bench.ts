import { LRUCache } from 'lru-cache';
import { bench, describe } from 'vitest';
import { BlockReader } from './block-reader.ts';
import { replay } from './replay.ts';
import { totalsOf, type RequestStream } from './request-stream.ts';
import {
  blockIdRequests,
  descents,
  streamByDescent,
  streamByIds,
  syntheticTurns,
} from './testing/synthetic-sessions.ts';

/**
 * How long a replay takes. The bar: the whole curve of 85 million block references in 0.5 s. Beside the table each case
 * prints references per second, best run and median.
 */
interface Case {
  readonly name: string;
  readonly references: number;
  readonly run: () => unknown;
}

function benchReferences({ name, references, run }: Case): void {
  const seconds: number[] = [];
  const timed = () => {
    const since = performance.now();
    run();
    seconds.push((performance.now() - since) / 1_000);
  };
  const print = (_: unknown, mode?: string) => {
    if (mode !== 'run') return;
    const sorted = seconds.toSorted((a, b) => a - b);
    const rate = (time = NaN) => `${(references / time / 1e6).toFixed(0)} M`;
    console.log(`${name}: ${rate(sorted[0])} references/s best, ${rate(sorted[sorted.length >> 1])} median`);
  };
  bench(name, timed, { iterations: 7, time: 0, warmupIterations: 2, warmupTime: 0, teardown: print });
}

const MILLION = 1_000_000;

describe('85 million references in 64 slots', () => {
  const turns = syntheticTurns({ slots: 64, references: 85 * MILLION });
  const known = descents(turns);
  const stream = streamByDescent(known);
  const requests = blockIdRequests(turns);
  const { blocks: references } = totalsOf(stream);
  const windowsSeconds = [60, 300, 3_600, Infinity];
  const capacitiesBlocks = [4_000, 15_625, 31_250, 62_500, 125_000, 250_000, Infinity];
  benchReferences({ name: 'replay by runs, whole curve', references, run: () => replay({ stream }) });
  benchReferences({
    name: 'replay by runs, whole curve and 4 windows × 7 capacities',
    references,
    run: () => replay({ stream, windowsSeconds, capacitiesBlocks }),
  });
  benchReferences({ name: 'stream by descent', references, run: () => streamByDescent(known) });
  benchReferences({
    name: 'stream from block ids, then replay by runs',
    references,
    run: () => replay({ stream: streamByIds(requests) }),
  });
});

describe('5 million references in 16 slots, against other methods', () => {
  const stream = streamByDescent(descents(syntheticTurns({ slots: 16, references: 5 * MILLION })));
  const { blocks: references } = totalsOf(stream);
  const lists = listsOf(stream);
  benchReferences({ name: 'by runs: whole curve', references, run: () => replay({ stream }) });
  benchReferences({
    name: 'block by block, leaf-first: whole curve',
    references,
    run: () => replay({ stream: { ...lists, form: 'blocks' } }),
  });
  benchReferences({
    name: 'block by block, sequential: whole curve',
    references,
    run: () => replay({ stream, order: 'sequential' }),
  });
  benchReferences({ name: 'lru-cache: one capacity', references, run: () => packageHits({ ...lists, max: 31_250 }) });
});

function listsOf(stream: RequestStream) {
  const reader = new BlockReader(stream);
  const { blocks, uniqueBlocks } = totalsOf(stream);
  const blockIds = new Uint32Array(blocks);
  const firstBlock = new Float64Array(stream.startSeconds.length + 1);
  for (let request = 0; request < stream.startSeconds.length; request++) {
    const at = firstBlock[request] ?? 0;
    const ids = reader.idsOf(request);
    blockIds.set(ids, at);
    firstBlock[request + 1] = at + ids.length;
  }
  const { blockTokens, startSeconds, inputTokens, outputTokens } = stream;
  return { blockTokens, startSeconds, inputTokens, outputTokens, blockIds, firstBlock, uniqueBlocks };
}

function packageHits({ blockIds, max }: { blockIds: Uint32Array; max: number }): number {
  const cache = new LRUCache<number, true>({ max });
  let hits = 0;
  for (const block of blockIds) {
    if (cache.get(block)) hits++;
    else cache.set(block, true);
  }
  return hits;
}
