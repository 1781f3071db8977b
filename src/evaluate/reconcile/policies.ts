import { describeChoices, describeStrategy } from '../../domain/offer/describe-strategy.ts';
import { strategiesOf, type Strategy } from '../../domain/offer/strategy.ts';
import { mergeLines, totalUsd, type SpendLine } from '../../domain/spend/lines.ts';
import { pricePolicies, type PricedPolicy } from '../../domain/spend/price-policy.ts';
import type { Rung, RungName } from '../../domain/spend/rung.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import { rungNamed, type OfferGroup, type SpendEvaluation } from '../spend.ts';

/** What a policy of the whole workload costs a month, at the prices of one evaluation. */
export type MonthOfPolicy =
  | {
      readonly status: 'priced';
      readonly key: string;
      readonly name: PolicyName;
      /** What every role does. */
      readonly text: string;
      readonly usdPerMonth: Usd;
      readonly hitRatio: Ratio;
      readonly lines: readonly SpendLine[];
    }
  | {
      readonly status: 'unavailable';
      readonly key: string;
      readonly name: PolicyName;
      readonly text: string;
      readonly reason: string;
    };

/** `uniform`: one strategy for all roles of an offer. */
export type PolicyName = 'best-policy' | 'provider-default' | 'no-cache' | 'uniform';

/** In the key of a policy without the keep-warm pings that would pay. */
export const UNPINGED = 'unpinged ';
export const REST_AT_BEST = '; the rest at its best';

const NAMED = ['best-policy', 'provider-default', 'no-cache'] as const satisfies readonly RungName[];

/** Best policy, provider default and no cache, as the ladder has them. */
export function namedPolicies({ ladder }: Pick<SpendEvaluation, 'ladder'>): readonly MonthOfPolicy[] {
  return NAMED.map((name) => ofRung({ name, rung: rungNamed({ ladder, rung: name }) }));
}

function ofRung({ name, rung }: { name: (typeof NAMED)[number]; rung: Rung }): MonthOfPolicy {
  if (rung.status === 'unavailable')
    return { status: 'unavailable', key: name, name, text: NAMES[name], reason: rung.reason };
  const { policy: text, usdPerMonth, hitRatio, lines } = rung;
  return { status: 'priced', key: name, name, text, usdPerMonth, hitRatio, lines };
}

const NAMES = {
  'best-policy': 'best policy sold',
  'provider-default': 'provider default',
  'no-cache': 'no caching',
} as const;

/**
 * Every strategy sold, used by all roles of an offer: with the number of keep-warm pings that costs least, and without
 * any, as nobody has who has not built them. Where roles go to several offers, those of the others do what is best.
 *
 * Example: lives of 5 minutes and 1 hour have eight strategies; pings pay in four of them, so twelve policies.
 */
export function uniformPolicies({ groups }: Pick<SpendEvaluation, 'groups'>): readonly MonthOfPolicy[] {
  return groups.flatMap((group, index) => {
    const others = groups.filter((other) => other !== group).map(({ ladder }) => ladder.best);
    const { context, ladder } = group;
    const pingable = strategiesOf(context).flatMap((strategy): Strategy[] =>
      'maxPings' in strategy && strategy.maxPings > 0 ? [{ ...strategy, maxPings: 0 }] : [],
    );
    const unpinged = pingable.length === 0 ? [] : pricePolicies({ context, strategies: pingable }).uniform;
    return [...ladder.strategies, ...unpinged].map((policy, i): MonthOfPolicy => {
      const month = withOthers({ group, policy, others, hasPings: i < ladder.strategies.length });
      return groups.length === 1 ? month : { ...month, key: `${index}:${month.key}` };
    });
  });
}

function withOthers({
  group: { resolved },
  policy,
  others,
  hasPings,
}: {
  group: OfferGroup;
  policy: PricedPolicy;
  others: readonly PricedPolicy[];
  hasPings: boolean;
}): MonthOfPolicy {
  const [first] = policy.status === 'priced' ? policy.choices : [policy];
  const key = `${hasPings ? '' : UNPINGED}${first ? keyOf(first.strategy) : 'none'}`;
  const at = others.length === 0 ? '' : `${resolved.offer.modelName}: `;
  const rest = others.length === 0 ? '' : REST_AT_BEST;
  const unpriced = others.find((other) => other.status === 'unavailable');
  if (policy.status === 'unavailable' || unpriced?.status === 'unavailable') {
    const reason = policy.status === 'unavailable' ? policy.reason : (unpriced?.reason ?? '');
    const text = first ? describeStrategy({ strategy: first.strategy, pings: 0 }) : '';
    return { status: 'unavailable', key, name: 'uniform', text: `${at}${text}`, reason };
  }
  const priced = [policy, ...others].filter((one) => one.status === 'priced');
  const lines = mergeLines(priced.flatMap((one) => one.lines));
  const prompts = priced.flatMap(({ splits }) => splits);
  const promptTokens = prompts.reduce((sum, split) => sum + split.promptTokens, 0);
  const readTokens = prompts.reduce((sum, split) => sum + split.readTokens, 0);
  return {
    status: 'priced',
    key,
    name: 'uniform',
    text: `${at}${describeChoices(policy.choices)}${rest}`,
    usdPerMonth: totalUsd(lines),
    hitRatio: promptTokens > 0 ? readTokens / promptTokens : 0,
    lines,
  };
}

/** Tells strategies apart whatever their prices: days of other prices have other numbers of pings. */
function keyOf(strategy: Strategy): string {
  if (strategy.kind === 'none') return 'none';
  const cache = strategy.cacheModeId === undefined ? '' : `${strategy.cacheModeId} `;
  if (strategy.kind === 'mixed') return `${cache}mixed ${strategy.prefixTtl.id} ${strategy.ownTtl.id}`;
  if (strategy.kind === 'stored') return `${cache}stored ${strategy.holds} ${strategy.ttl.id} ${strategy.keptSeconds}`;
  return `${cache}${strategy.kind} ${strategy.ttl.id}`;
}
