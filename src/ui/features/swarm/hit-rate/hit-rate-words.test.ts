import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { describe, expect, test } from 'vitest';
import { hitCurves, type Difference, type CapacityPoint, type WindowPoint } from '../../../../evaluate/hit-curves.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import type { SimulationRequest } from '../../../../state/ports.ts';
import { amplificationText, answerInWords, differenceInWords, mainMark, statusInWords } from './hit-rate-words.ts';

const { workload, offerId, cache } = BASE_SCENARIO;
const swarm = swarmOf(workload);
const offer = CORE_BOOK.offerById(offerId);
const curves = hitCurves({ swarm, offer, retentionSeconds: 86_400, cache });
const request = {} as SimulationRequest;

test('the answer names the ceiling, the window that is sold, and the prefill it leads to', () => {
  expect(answerInWords(curves)).toBe(
    'A cache without limits could serve 95.2 % of all prompt tokens. Kept for 5 min (the offer’s TTL) it is 90.8 %, so 1.89 times as much is prefilled as must be.',
  );
});

test('without a sold window the warehouse is the one; without either only the ceiling is left', () => {
  expect(mainMark(hitCurves({ swarm, offer: undefined, retentionSeconds: 3_600, cache }))?.kind).toBe('warehouse');
  expect(answerInWords({ ...curves, marks: [] })).toBe(
    'A cache without limits could serve 95.2 % of all prompt tokens.',
  );
});

test('amplification', () => {
  expect(amplificationText({ physicalRatio: 0.8, logicalRatio: 0.9 })).toBe('2 ×');
  expect(amplificationText({ physicalRatio: 1, logicalRatio: 1 })).toBe('–');
});

describe('differences', () => {
  const at = (windowSeconds: number, ratio: number): Difference<CapacityPoint> => ({
    point: { windowSeconds, ratio: 0, trust: 'good', asked: true, capacityTokens: 512_345 },
    simulatedRatio: 0,
    ratio,
  });
  const none: { good: Difference<WindowPoint> | null; rough: null } = { good: null, rough: null };

  test('the larger of both charts where the form is good, then where it is rough', () => {
    expect(
      differenceInWords({
        windows: { good: at(300, -0.0012), rough: at(12, 0.007) },
        capacities: { good: at(900, 0.004), rough: at(1, -0.16) },
      }),
    ).toBe(
      'Closed form and simulation are at most 0.4 points apart where the form is good. Where it is rough they are up to 0.7 points at a window of 12 s and 16 points in a cache of 510,000 tokens apart: there trust the dots.',
    );
  });

  test('nothing compared, nothing said', () => {
    expect(differenceInWords({ windows: none, capacities: { good: null, rough: null } })).toBe('');
  });
});

describe('status', () => {
  test('says which of the two is shown', () => {
    expect(statusInWords({ run: { status: 'idle' }, isHeld: false })).toMatch(/^Closed form\. The simulation follows/);
    expect(statusInWords({ run: { status: 'idle' }, isHeld: true })).toMatch(/cancelled/);
    expect(
      statusInWords({
        run: {
          status: 'done',
          request,
          simulation: {
            seed: 7,
            tasks: 299,
            requests: 200_330,
            inputTokens: 1,
            spanSeconds: 345_600,
            logicalRatio: 0.9,
            unlimitedRatio: 0.9,
            windowRatios: [],
            capacityRatios: [],
            pairRatios: [],
          },
        },
        isHeld: false,
      }),
    ).toBe('Closed form (lines), and simulated (dots): 200,330 requests of 299 tasks over 4 d, seed 7.');
  });

  test('too large: how much it would take, how much is allowed', () => {
    const tooLarge = {
      status: 'too-large' as const,
      request,
      size: { requests: 4_866_720, bytes: 584_006_400 },
      mostBytes: 400e6,
    };
    const fits = { requests: 3_333_332, bytes: 399_999_840 };
    expect(statusInWords({ run: { ...tooLarge, fits }, isHeld: false })).toBe(
      'Closed form only: simulating 4,866,720 requests takes about 584.0 MB of memory, and a page takes at most 400 MB.',
    );
    expect(statusInWords({ run: { ...tooLarge, fits: null }, isHeld: false })).toContain('One task alone is too large');
  });
});
