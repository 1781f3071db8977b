import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { cacheBytesOf } from './cache-bytes.ts';
import { bothRatesInWords, capacityInBytes, ownCacheInWords, prefillInWords } from './own-cache-words.ts';

const offer = CORE_BOOK.offerById(BASE_SCENARIO.offerId);

describe('the cache in words', () => {
  test('without limits', () => {
    expect(ownCacheInWords({ windowSeconds: 86_400, capacityTokens: null, replicas: 1, affinityRatio: 1 })).toBe(
      'kept 1 d, no limit of size',
    );
  });

  test('with room, replicas and routing', () => {
    expect(ownCacheInWords({ windowSeconds: 3_600, capacityTokens: 2e6, replicas: 1_200, affinityRatio: 0.5 })).toBe(
      'kept 1 h, 2 M tokens, 1,200 replicas, 50 % of agents kept on one',
    );
  });
});

test('the closed form alone, and beside the simulation', () => {
  expect(bothRatesInWords({ ratio: 0.931, trust: 'good', simulatedRatio: null })).toBe('93.1 % in closed form');
  expect(bothRatesInWords({ ratio: 0.931, trust: 'good', simulatedRatio: 0.93 })).toBe(
    '93.1 % in closed form, 93.0 % simulated (0.1 points apart)',
  );
  expect(bothRatesInWords({ ratio: 0.931, trust: 'rough', simulatedRatio: null })).toBe(
    'roughly 93.1 % in closed form',
  );
});

test('prefill amplification: 15 % missed where 5 % must be', () => {
  expect(prefillInWords({ physicalRatio: 0.85, logicalRatio: 0.95 })).toBe('3 times as much is prefilled as must be.');
  expect(prefillInWords({ physicalRatio: 0.95, logicalRatio: 0.95 })).toBe('Nothing is prefilled but what must be.');
  expect(prefillInWords({ physicalRatio: 1, logicalRatio: 1 })).toBe('Without limits nothing would be prefilled.');
});

describe('bytes', () => {
  test('of a model with its own geometry: 61 layers of 512 + 64 in 16 bits are 70,272 B a token', () => {
    const kv = { ...BASE_SCENARIO.kv, modelId: 'deepseek-ai/DeepSeek-V3' };
    const bytes = cacheBytesOf({ kv, offer, book: CORE_BOOK });
    expect(bytes).toMatchObject({ bytesPerToken: 70_272, isStandIn: false });
    if (!bytes) throw new Error('no geometry');
    expect(capacityInBytes({ capacityTokens: 1e6, bytes })).toMatch(/^70\.27 GB: 70\.27 kB a token of [^,]+$/);
    expect(capacityInBytes({ capacityTokens: null, bytes })).toMatch(/^70\.27 kB a token of [^,]+$/);
  });

  test('of a seller that tells no geometry: a stand-in, and named so', () => {
    const bytes = cacheBytesOf({ kv: BASE_SCENARIO.kv, offer, book: CORE_BOOK });
    expect(bytes && capacityInBytes({ capacityTokens: null, bytes })).toMatch(/, a stand-in$/);
  });

  test('of a model nobody knows: none', () => {
    expect(
      cacheBytesOf({ kv: { ...BASE_SCENARIO.kv, modelId: 'nobody/nothing' }, offer: undefined, book: CORE_BOOK }),
    ).toBeNull();
  });
});
