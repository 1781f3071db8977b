import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billAtOffer, type Bill, type RequestUsage } from '../../../domain/offer/bill.ts';
import { STANDARD_MODE } from '../../../domain/offer/choose-rates.ts';
import { inUsd } from '../../../domain/offer/currency.ts';
import { periodAt, type Offer } from '../../../domain/offer/rate-card.ts';
import { ALL_OFFERS } from '../all.ts';

/** What holds of the bills of every offer, in every mode and at any hour. */

const ONE_FOR_ONE = { value: 1, kind: 'assumed', source: 'one for one', checkedOn: '2026-11-20' } as const;
const SOLD = ALL_OFFERS.map((offer) => inUsd({ offer, usdPerUnit: ONE_FOR_ONE }));

const counts = fc.nat({ max: 600_000 });
const instants = fc
  .date({ min: new Date('2026-10-07'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** An offer, an instant, and a mode it sells then. */
const purchases: fc.Arbitrary<{ offer: Offer; at: string; mode: string }> = fc
  .tuple(fc.constantFrom(...SOLD), instants, fc.nat())
  .map(([offer, at, pick]) => {
    const period = periodAt({ offer, asOf: at.slice(0, 10) });
    const modes = [STANDARD_MODE, ...(period?.modes ?? []).map(({ id }) => id)];
    return { offer, at, mode: modes[pick % modes.length] ?? STANDARD_MODE };
  });

function usageOf(changes: Partial<RequestUsage>): RequestUsage {
  return { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0, ...changes };
}

/** Exact dollars, or `null` where there is no bill. */
function exact(bill: Bill): bigint | null {
  return bill.status === 'priced' ? bill.exactUsd : null;
}

describe('the bill of any offer', () => {
  test('is there in standard mode for input and output, and says why wherever it is not', () => {
    fc.assert(
      fc.property(purchases, counts, counts, ({ offer, at, mode }, inputTokens, outputTokens) => {
        const result = billAtOffer({ usage: usageOf({ inputTokens, outputTokens }), offer, at, mode });
        if (mode === STANDARD_MODE) expect(result.status).toBe('priced');
        if (result.status === 'unavailable') expect(result.reason.length).toBeGreaterThan(20);
        else expect(result.exactUsd).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  test('is never dearer for reading from the cache what would else be input', () => {
    fc.assert(
      fc.property(purchases, counts, counts, ({ offer, at, mode }, input, readable) => {
        const without = exact(billAtOffer({ usage: usageOf({ inputTokens: input + readable }), offer, at, mode }));
        const cached = exact(
          billAtOffer({ usage: usageOf({ inputTokens: input, cacheReadTokens: readable }), offer, at, mode }),
        );
        if (without !== null && cached !== null) expect(cached).toBeLessThanOrEqual(without);
      }),
    );
  });

  test('never falls when the prompt grows', () => {
    fc.assert(
      fc.property(purchases, counts, counts, ({ offer, at, mode }, inputTokens, more) => {
        const short = exact(billAtOffer({ usage: usageOf({ inputTokens }), offer, at, mode }));
        const long = exact(billAtOffer({ usage: usageOf({ inputTokens: inputTokens + more }), offer, at, mode }));
        if (short !== null && long !== null) expect(long).toBeGreaterThanOrEqual(short);
      }),
    );
  });
});
