import { describe, expect, test } from 'vitest';
import { lineTotals } from '../../domain/spend/lines.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import { evaluateSpend, rungNamed } from '../spend.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { chargesOf } from './charges.ts';

const RUNGS = ['no-cache', 'provider-default', 'best-policy', 'warehouse', 'ceiling'] as const;

describe('charges', () => {
  test('count every token that the bill of every rung at every offer counts, class by class', () => {
    let priced = 0;
    for (const offer of WHOLE_BOOK.offers) {
      const evaluation = evaluateSpend({ ...BASE_SCENARIO, offerId: offer.id }, WHOLE_BOOK);
      if (evaluation.status !== 'ok') continue;
      for (const name of RUNGS) {
        const rung = rungNamed({ ladder: evaluation.ladder, rung: name });
        if (rung.status !== 'priced') continue;
        const charges = chargesOf({ groups: evaluation.groups, rung: name });
        for (const line of rung.lines) {
          const counted = charges
            .filter((charge) => charge.class === line.class)
            .reduce((sum, { tokens }) => sum + tokens, 0);
          const wanted = line.tokens ?? line.tokenHours ?? 0;
          if (!(Math.abs(counted - wanted) <= 1e-9 * wanted))
            expect.fail(`${offer.id} ${name} ${line.class}: ${counted} and not ${wanted}`);
          priced++;
        }
        expect(lineTotals({ lines: rung.lines, prefix: 'pings' }).tokens > 0).toBe(
          charges.some((charge) => charge.class === 'pings'),
        );
      }
    }
    expect(priced).toBeGreaterThan(1_000);
  });
});
