import { periodAt, knownRate, type Price, type RateSet } from '../../domain/offer/rate-card.ts';
import type { Seconds, UsdPerMTok } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { explainSpend } from '../explain-spend.ts';
import type { OfferBook } from '../offer-book.ts';
import { found, isAbout, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onOffers, onSpend } from './claim-looks.ts';
import { presetWorkload, scenarioOf, spendOf, withRoles } from './claim-scenarios.ts';

/** Prices as sellers list them. */

const OPUS_46 = 'anthropic/claude-opus-4-6';
const OPUS_5 = 'anthropic/claude-opus-5';
const OPUS_55 = 'anthropic/claude-opus-5-5';
/** While the list that the article quotes was in force. */
const FEBRUARY = '2026-02-20';
const LONG_TOKENS = 210_000;
const SECONDS_PER_HOUR = 3_600;

function rateOf(price: Price | undefined): UsdPerMTok {
  return found({ value: knownRate(price), id: 'a price' });
}

/** Ten turns behind a prefix of 210,000 tokens, to Opus 4.6 in fast mode, in February 2026: every prompt is in the long band. */
function fastScenario(title: string): Scenario {
  return scenarioOf(title, {
    asOf: FEBRUARY,
    offerId: OPUS_46,
    workload: withRoles({
      workload: presetWorkload('coding-session'),
      change: () => ({ turnsPerAgent: 10, taskPrefixTokens: LONG_TOKENS, compaction: null }),
    }),
    purchase: { modeId: 'fast', modeRatio: 1 },
  });
}

/** Rates of the band that a long prompt falls into. */
function longRates({ scenario, book }: { scenario: Scenario; book: OfferBook }): RateSet {
  const { period } = spendOf({ scenario, book }).context;
  return found({ value: period.bands.at(-1), id: 'a band' }).rates;
}

/** Input ÷ cached read at an offer on the day of a scenario. */
function discount({ offerId, book, asOf }: { offerId: string; book: OfferBook; asOf: string }): number {
  const offer = found({ value: book.offerById(offerId), id: offerId });
  const { base } = found({ value: periodAt({ offer, asOf }), id: offerId });
  return rateOf(base.input) / rateOf(base.cacheRead);
}

export const PRICE_LIST_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'opus-fast-225',
    test: ({ title, book }) => {
      const scenario = fastScenario(title);
      const { input, output, cacheRead } = longRates({ scenario, book });
      const today = found({ value: book.offerById(OPUS_55), id: OPUS_55 });
      const { base } = found({ value: periodAt({ offer: today, asOf: scenarioOf(title).asOf }), id: OPUS_55 });
      return {
        figures: [
          ours('Output', rateOf(output), 'usd-per-mtok'),
          ours('Uncached input', rateOf(input), 'usd-per-mtok'),
          ours('Cached read', rateOf(cacheRead), 'usd-per-mtok', 'Six times the standard; not printed on the list.'),
          ours('Input of Claude Opus 5.5 in November 2026', rateOf(base.input), 'usd-per-mtok'),
          ours('Its cached read', rateOf(base.cacheRead), 'usd-per-mtok'),
        ],
        said: said(225, 'usd-per-mtok', '$60 uncached input, $6 cached.'),
        agrees: rateOf(output) === 225 && rateOf(input) === 60 && rateOf(cacheRead) === 6,
        explanation: explainSpend(spendOf({ scenario, book })).without,
        lookAt: onSpend({
          scenario,
          shows:
            'The bill of 20 February 2026, all in fast mode: output at $225.00, kept writes at the input price, $60.00, reads at $6.00.',
        }),
      };
    },
  },
  {
    claimId: 'cached-a-tenth',
    test: ({ title, book }) => {
      const scenario = fastScenario(title);
      const { input, cacheRead } = longRates({ scenario, book });
      const value = rateOf(input) / rateOf(cacheRead);
      const { asOf } = scenarioOf(title);
      return {
        figures: [
          ours('Input ÷ cached read, February 2026', value, 'times'),
          ...[OPUS_55, 'anthropic/claude-fable-5-1', 'deepseek/deepseek-v4-pro', 'deepseek/deepseek-flash'].map(
            (offerId) =>
              ours(
                `${found({ value: book.offerById(offerId), id: offerId }).modelName}, November 2026`,
                discount({ offerId, book, asOf }),
                'times',
              ),
          ),
        ],
        said: said(10, 'times'),
        agrees: isAbout({ value, of: 10 }),
        explanation: null,
        lookAt: onOffers({
          scenario,
          search: 'opus',
          shows:
            'Claude Opus 4.6 that day, in fast mode: input at 30.00 is 10 times a cached read at 3.00; clear the search to see every offer.',
        }),
      };
    },
  },
  {
    claimId: 'hour-is-infrastructure',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, { offerId: OPUS_5, workload: presetWorkload('coding-session') });
      const evaluation = spendOf({ scenario, book });
      const { offer, period } = evaluation.context;
      const write = (id: string) => rateOf(period.base.cacheWrite[id]);
      const life = (id: string): Seconds =>
        found({ value: offer.cachePolicy.ttls.find((ttl) => ttl.id === id), id }).seconds.value;
      const implied = (write('1h') - write('5m')) / ((life('1h') - life('5m')) / SECONDS_PER_HOUR);
      const { usdPerMTokHour } = evaluation.storage;
      return {
        figures: [
          ours('What the premium of an hour amounts to', implied, 'usd-per-mtok-hour'),
          ours('Write for five minutes', write('5m'), 'usd-per-mtok'),
          ours('Write for an hour', write('1h'), 'usd-per-mtok'),
          ours('Rent on flash of the widest common model', usdPerMTokHour, 'usd-per-mtok-hour'),
          ours('One ÷ the other', implied / usdPerMTokHour, 'times'),
        ],
        said: null,
        agrees: null,
        explanation: explainSpend(evaluation).with,
        lookAt: onOffers({
          scenario,
          search: 'Claude Opus 5',
          sellers: ['anthropic'],
          shows:
            'Cache writes of Claude Opus 5: 6.25 for five minutes, 10.00 for an hour; $3.75 ÷ 55 minutes is $4.09 an hour. Flash, at $0.0107, is in the bill on Spend.',
        }),
      };
    },
  },
  {
    claimId: 'few-sell-cache-reads',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, { offerId: 'deepseek/deepseek-v4-pro' });
      const open = book.offers.filter(({ geometryId }) => geometryId !== null);
      const selling = open.filter((offer) => {
        const period = periodAt({ offer, asOf: scenario.asOf });
        return period !== undefined && knownRate(period.base.cacheRead) !== undefined;
      });
      const sellsLives = open.filter(({ cachePolicy }) => cachePolicy.ttls.length > 1);
      const value = selling.length / open.length;
      return {
        figures: [
          ours('Offers of open models with a price for cached reads', value, 'ratio'),
          ours('Such offers', selling.length, 'count'),
          ours('Of them with several lives to choose from', sellsLives.length, 'count'),
        ],
        said: null,
        // "Very few": fewer than half would be generous.
        agrees: value < 0.5,
        explanation: null,
        lookAt: onOffers({
          scenario,
          needs: ['geometry'],
          shows: 'The 17 offers whose geometry is known: 100 % of them have a price in the column of cached reads.',
        }),
      };
    },
  },
];
