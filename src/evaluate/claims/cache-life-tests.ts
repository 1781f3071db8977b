import type { TtlOption } from '../../domain/offer/cache-policy.ts';
import { knownRate, type Offer } from '../../domain/offer/rate-card.ts';
import { mostPings, strategiesOf } from '../../domain/offer/strategy.ts';
import { priceWithPings, type PricingContext } from '../../domain/spend/price-strategy.ts';
import type { Seconds, Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation } from '../cluster/cluster-view.ts';
import { proveTimes } from '../cluster/time-proof.ts';
import type { OfferBook } from '../offer-book.ts';
import { explainSpend } from '../explain-spend.ts';
import { found, known, ours, publishedTime, said, type ClaimTest } from './claim-helpers.ts';
import { onCluster, onOffers, onSpend } from './claim-looks.ts';
import { clusterOf, scenarioOf, sessionScenario, singlePrompts, spendOf } from './claim-scenarios.ts';

/** How long caches live. */

const FIVE_MINUTES = 300;
const HOUR = 3_600;
/** Claude Opus 5: input 5, read 0.5, writes 6.25 and 10. */
const OPUS = 'anthropic/claude-opus-5';
const OPUS_LIST = { search: 'Claude Opus 5', sellers: ['anthropic'], columns: ['idle'] } as const;

/** A month with one life of the offer's cache and one mark at the end of each prompt, with so many pings. */
function costOf({ context, ttlId, pings }: { context: PricingContext; ttlId: string; pings: number }): Usd {
  const strategy = strategiesOf(context).find((sold) => sold.kind === 'single' && sold.ttl.id === ttlId);
  const priced = priceWithPings({ context, strategy: found({ value: strategy, id: ttlId }), pings });
  if (priced.status !== 'priced') throw new Error(priced.reason);
  return priced.usdPerMonth;
}

/** The longest life that a seller states for caches of an offer. */
function longestLife({ offers }: OfferBook): { readonly offer: Offer; readonly ttl: TtlOption } {
  const lives = offers.flatMap((offer) =>
    offer.cachePolicy.ttls.flatMap((ttl) => (ttl.seconds.kind === 'published' ? [{ offer, ttl }] : [])),
  );
  const [longest] = lives.toSorted((a, b) => b.ttl.seconds.value - a.ttl.seconds.value);
  return found({ value: longest, id: 'a cache life' });
}

export const CACHE_LIFE_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'cap-of-one-hour',
    test: ({ title, book }) => {
      const { offer, ttl } = longestLife(book);
      const scenario = scenarioOf(title, { offerId: offer.id });
      const evaluation = spendOf({ scenario, book });
      const beyond = book.offers.filter(({ cachePolicy }) =>
        cachePolicy.ttls.some(({ seconds }) => seconds.kind === 'published' && seconds.value > HOUR),
      );
      return {
        figures: [
          known(`Longest life that a seller states: ${offer.modelName}`, ttl.seconds, 'seconds'),
          ours('Offers with a stated life of more than an hour', beyond.length, 'count'),
          ours('Offers', book.offers.length, 'count'),
        ],
        said: said(HOUR, 'seconds'),
        agrees: ttl.seconds.value <= HOUR,
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({ scenario, shows: 'The seller’s own life of 24 hours, “TTL 1 d” on the retention curve.' }),
      };
    },
  },
  {
    claimId: 'nowhere-durable',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, {
        cluster: { modelId: 'DeepSeek-V3', acceleratorId: 'h800', warehouseTierId: '3fs' },
      });
      const day = proveTimes(
        ['deepseek-day/nodes', 'deepseek-day/nodes-without-cache'].map((id) => publishedTime(id)),
      ).map((result) => found({ value: result.ours, id: result.proofCase.id }).typical);
      const withDisk = found({ value: day[0], id: 'nodes' });
      const without = found({ value: day[1], id: 'nodes' });
      return {
        figures: [
          ours('Nodes that the disk cache saved', without - withDisk, 'nodes'),
          ours('With it', withDisk, 'nodes'),
          ours('Without it', without, 'nodes'),
          ours('Saved', 1 - withDisk / without, 'ratio'),
          known('With it, as published', publishedTime('deepseek-day/nodes').published, 'nodes'),
        ],
        said: said(0, 'nodes', '“Nowhere durable to hold this cache.”'),
        agrees: without - withDisk <= 0,
        explanation: clusterOf({ scenario, book }).explanations.nodes,
        lookAt: onCluster({
          view: 'proof',
          scenario,
          shows: 'The last group, DeepSeek-V3 and R1: 226.86 nodes of its day, and 349.63 had nothing come from disk.',
        }),
      };
    },
  },
  {
    claimId: 'evicted-in-five-minutes',
    test: ({ title, book }) => {
      const scenario = fullPrefill({ title, modelId: 'Meta-Llama-3.1-70B' });
      const evaluation = clusterOf({ scenario, book });
      const value = memoryWindow(evaluation);
      const latent = clusterOf({ scenario: fullPrefill({ title, modelId: 'DeepSeek-V3' }), book });
      return {
        figures: [
          ours('Llama 3.1 70B: until 2 TB are written once', value, 'seconds'),
          ours('DeepSeek-V3 at the same load', memoryWindow(latent), 'seconds'),
          ours('Tokens computed a second, a node', prefillOfNode(evaluation), 'tokens-per-second'),
        ],
        said: said(FIVE_MINUTES, 'seconds', 'Within five minutes.'),
        agrees: value <= FIVE_MINUTES,
        explanation: evaluation.explanations.prefill,
        lookAt: onCluster({
          view: 'warehouse',
          scenario,
          shows: 'On the curve of hit rates: memory of the node keeps what is not used for 3.87 min.',
        }),
      };
    },
  },
  {
    claimId: 'pings-keep-it-warm',
    test: ({ title, book }) => {
      const scenario = sessionScenario({ title, offerId: OPUS });
      const evaluation = spendOf({ scenario, book });
      const { offer, period } = evaluation.context;
      const ttl = found({ value: offer.cachePolicy.ttls.find(({ id }) => id === '5m'), id: '5m' });
      const write = found({ value: knownRate(period.base.cacheWrite[ttl.id]), id: 'a write price' });
      const read = found({ value: knownRate(period.base.cacheRead), id: 'a read price' });
      const value = ((write - read) / read) * ttl.seconds.value;
      return {
        figures: [
          ours('Pinging pays for pauses up to', value, 'seconds'),
          ours('A write', write, 'usd-per-mtok'),
          ours('A read', read, 'usd-per-mtok'),
          ours('Pings that can pay', mostPings({ ttl, period }), 'count'),
          known('Life of the cache', ttl.seconds, 'seconds'),
        ],
        said: said(FIVE_MINUTES, 'seconds', 'Before the five-minute window closes.'),
        agrees: value > ttl.seconds.value,
        explanation: explainSpend(evaluation).without,
        lookAt: onOffers({
          scenario,
          ...OPUS_LIST,
          shows: 'Claude Opus 5, column on idle time: pings of the five-minute cache pay up to 57.5 min.',
        }),
      };
    },
  },
  {
    claimId: 'one-hour-worth-it',
    test: ({ title, book }) => {
      const scenario = sessionScenario({ title, offerId: OPUS });
      const evaluation = spendOf({ scenario, book });
      const { context } = evaluation;
      const short = costOf({ context, ttlId: '5m', pings: 0 });
      const long = costOf({ context, ttlId: '1h', pings: 0 });
      return {
        figures: [
          ours('One hour against five minutes', long / short - 1, 'ratio'),
          ours('A month with five minutes', short, 'usd-per-month'),
          ours('With one hour', long, 'usd-per-month'),
          ours('With five minutes and two pings', costOf({ context, ttlId: '5m', pings: 2 }), 'usd-per-month'),
        ],
        said: null,
        agrees: long < short,
        explanation: explainSpend(evaluation).without,
        lookAt: onOffers({
          scenario,
          ...OPUS_LIST,
          shows:
            'The row of Claude Opus 5 opens to ways of caching: whole prompt only, an hour is $10,109 and five minutes with two pings $10,054. Without pings, $10,995, is the provider’s default on Spend.',
        }),
      };
    },
  },
];

/** Single prompts of 16,384 tokens that keep a fleet of eight H100s a node at prefill all the time, with 2 TB of memory each. */
function fullPrefill({ title, modelId }: { title: string; modelId: string }): Scenario {
  return scenarioOf(title, {
    workload: singlePrompts({ promptTokens: 16_384, people: 97_000, tasksPerPersonPerDay: 20 }),
    cluster: {
      modelId,
      acceleratorId: 'h100-sxm',
      dramBytesPerNode: 2e12,
      headroomRatio: 0,
      spareNodes: 0,
      peakToMeanRatio: 1,
      ...(modelId === 'Meta-Llama-3.1-70B' && { gpusPerInstance: 4, weightFormat: 'bf16', mfuRatio: 0.52 }),
    },
  });
}

function memoryWindow({ rungs }: ClusterEvaluation): Seconds {
  const { tiers } = found({ value: rungs.find(({ id }) => id === 'dram'), id: 'dram' });
  return found({ value: tiers.find(({ role }) => role === 'dram'), id: 'dram' }).windowSeconds;
}

function prefillOfNode({ plan }: ClusterEvaluation): number {
  return plan.speed.freshTokensPerSecond.typical * plan.instance.perNode;
}
