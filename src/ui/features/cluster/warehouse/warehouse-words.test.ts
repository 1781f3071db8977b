import { describe, expect, test } from 'vitest';
import { fixtureEvaluation } from '../testing/fixture.ts';
import {
  drivesInWords,
  nicsInWords,
  ranksInWords,
  sharingInWords,
  sizedInWords,
  windowsInWords,
} from './warehouse-words.ts';

const evaluation = fixtureEvaluation();
const { warehouse, plan } = evaluation;

test('drives: how many and what decides, or why they are not counted', () => {
  expect(drivesInWords(evaluation)).toBe('9 drives of 30.72 TB: capacity decides.');
  expect(drivesInWords({ plan, warehouse: { ...warehouse, drives: null, drive: null } })).toContain(
    'drives are not counted',
  );
});

test('cards and size', () => {
  expect(nicsInWords(warehouse)).toBe('2 cards a node');
  expect(nicsInWords({ ...warehouse, nicsPerNode: 0 })).toContain('not reached over a network');
  expect(sizedInWords(evaluation)).toBe('As large as it must be to keep everything for 1 d after its last use.');
  expect(sizedInWords({ warehouse: { ...warehouse, isSized: false } })).toContain(
    'At the size that is set, or that the nodes have room for',
  );
});

test('windows: each tier with what it reaches; an empty one keeps nothing', () => {
  const words = windowsInWords({
    curve: [{ windowSeconds: 2_592_000, hitRatio: 0.95 }],
    marks: [
      { role: 'hbm', name: 'HBM', windowSeconds: 0, isBeyond: false, hitRatio: 0 },
      { role: 'warehouse', name: 'NVMe', windowSeconds: 2_592_000, isBeyond: true, hitRatio: 0.95 },
    ],
    ceilingRatio: 0.952,
  });
  expect(words).toBe(
    'HBM keeps nothing, with which 0.0 % is reached; NVMe keeps more than 30 d, with which 95.0 % is reached. The ceiling is 95.2 %, and 30 d would reach 95.0 %.',
  );
});

describe('copies', () => {
  test('on ranks', () => {
    expect(ranksInWords({ copies: 1, gpus: 1, attention: 'tensor' })).toContain('holds each sequence once');
    expect(ranksInWords({ copies: 1, gpus: 8, attention: 'tensor' })).toContain('divide among the 8 ranks');
    expect(ranksInWords({ copies: 8, gpus: 8, attention: 'data' })).toBe(
      'Under tensor parallelism the 8 ranks hold 8 copies of every sequence; a warehouse stores one. Here attention is divided by sequences, so each is held once.',
    );
  });

  test('on nodes', () => {
    const view = {
      ranks: { storedBytes: 1, allRanksBytes: 1, copies: 1 },
      sharedHitRatio: 0.96,
      perNodeHitRatio: 0.87,
      missAmplification: 3.25,
      nodes: 4,
      affinityRatio: 0,
    };
    expect(sharingInWords(view)).toBe(
      'On 4 nodes, with 0.0 % of sessions returning to their node, one of each node’s own reaches 87.0 % instead of 96.0 %, 3.25 × the misses.',
    );
    expect(sharingInWords({ ...view, perNodeHitRatio: 0.96 })).toContain('would lose nothing');
    expect(sharingInWords({ ...view, nodes: 1 })).toContain('the same');
  });
});
