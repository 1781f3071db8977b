import { describeStrategy } from '../../../../domain/offer/describe-strategy.ts';
import type { PingAdvice, PolicyAdvice, PolicyOption } from '../../../../evaluate/advice/policy-advice.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { makesDifference, roleNameOf, wholeUsd, type AdviceRow } from './advice-row.ts';

/** Per role: which life to buy for what, and whether to ping. */
export function policyRows({
  advice,
  billUsd,
}: {
  readonly advice: readonly PolicyAdvice[];
  readonly billUsd: number;
}): readonly AdviceRow[] {
  const isSeveral = new Set(advice.map(({ offerName }) => offerName)).size > 1;
  return advice.flatMap((each) => {
    const [best, runnerUp] = each.options;
    if (!best) return [];
    const roleName = roleNameOf({ name: each.role.name, index: each.roleIndex });
    const name = isSeveral ? `${roleName} (${each.offerName})` : roleName;
    return [lifeRow({ name, advice: each, best, runnerUp, billUsd }), pingRow({ name, advice: each, best })];
  });
}

function lifeRow({
  name,
  advice: { roleIndex, offerName, options, byDefault },
  best,
  runnerUp,
  billUsd,
}: {
  name: string;
  advice: PolicyAdvice;
  best: PolicyOption;
  runnerUp: PolicyOption | undefined;
  billUsd: number;
}): AdviceRow {
  const savesUsd = byDefault && byDefault.usdPerMonth - best.usdPerMonth;
  const standard = byDefault && describeStrategy(byDefault);
  const isDefault = standard === describeStrategy(best);
  const compared = isDefault
    ? ', which is what the provider does by default'
    : standard === null
      ? ''
      : `; the provider’s default (${standard}) costs ${formatUsd(byDefault?.usdPerMonth ?? 0)}`;
  const dearerUsd = runnerUp ? runnerUp.usdPerMonth - best.usdPerMonth : 0;
  const second =
    runnerUp === undefined
      ? 'Nothing else is sold at a known price.'
      : makesDifference({ usd: dearerUsd, billUsd })
        ? `Next best, ${describeStrategy(runnerUp)}: ${formatUsd(dearerUsd)} a month dearer.`
        : `Next best, ${describeStrategy(runnerUp)}, costs practically the same.`;
  return {
    id: `life-${roleIndex}`,
    sentence: `${name}: ${instruction(best)}, ${formatUsd(best.usdPerMonth)} a month${compared}. ${second}`,
    worthUsd: isDefault ? null : savesUsd,
    against: isDefault ? 'the default is best' : byDefault ? 'against the default' : 'the default has no known price',
    why: [
      ...(byDefault && savesUsd !== null && !isDefault
        ? [
            `${wholeUsd(byDefault.usdPerMonth)} by default − ${wholeUsd(best.usdPerMonth)} = ${wholeUsd(savesUsd)} a month. Prompt tokens read from cache: ${formatPercent(best.hitRatio)} instead of ${formatPercent(byDefault.hitRatio)}.`,
          ]
        : [`${formatPercent(best.hitRatio)} of prompt tokens are read from cache.`]),
      `Every way of caching that ${offerName} sells at a known price, for this role alone, with as many pings as cost least:`,
    ],
    options,
  };
}

/** `buy 5m + 1 ping` · `use automatic caching` · `cache nothing`. */
function instruction(best: PolicyOption): string {
  const { strategy } = best;
  if (strategy.kind === 'none') return 'cache nothing';
  const told = describeStrategy(best);
  return told.startsWith('automatic') ? `use ${told.replace('automatic', 'automatic caching')}` : `buy ${told}`;
}

function pingRow({
  name,
  advice: { roleIndex, pings },
  best,
}: {
  name: string;
  advice: PolicyAdvice;
  best: PolicyOption;
}): AdviceRow {
  const id = `pings-${roleIndex}`;
  if (pings === null)
    return {
      id,
      sentence: `${name}: nothing to keep warm with pings.`,
      worthUsd: null,
      against: '',
      why: [
        best.strategy.kind === 'none'
          ? 'The cheapest policy caches nothing.'
          : 'A read does not renew the life that is bought here, the seller does not say how long it is, or a rate is unknown.',
      ],
    };
  return pings.pings === 0 ? noPingRow({ id, name, pings }) : somePingsRow({ id, name, pings, best });
}

function noPingRow({ id, name, pings }: { id: string; name: string; pings: PingAdvice }): AdviceRow {
  const { everySeconds, savesUsd, costUsd } = pings;
  return {
    id,
    sentence: `${name}: send no keep-warm pings. One behind every request, after ${formatSeconds(everySeconds)} of idle time, would cost ${formatUsd(-savesUsd)} a month more.`,
    worthUsd: null,
    against: '',
    why: [
      `${wholeUsd(costUsd)} a month for the pings themselves − ${wholeUsd(costUsd + savesUsd)} of prefill that they spare = ${wholeUsd(-savesUsd)} more.`,
      breakEven(pings),
    ],
  };
}

function somePingsRow({
  id,
  name,
  pings,
  best,
}: {
  id: string;
  name: string;
  pings: PingAdvice;
  best: PolicyOption;
}): AdviceRow {
  const { everySeconds, untilIdleSeconds, bridgedRatio, savesUsd, costUsd } = pings;
  const times = pings.pings === 1 ? 'once' : `up to ${pings.pings} times`;
  return {
    id,
    sentence: `${name}: ping ${times}, every ${formatSeconds(everySeconds)} of idle time, so that a prefix lasts until ${formatSeconds(untilIdleSeconds)} idle.`,
    worthUsd: savesUsd,
    against: 'against no pings, counted in the policy too',
    why: [
      `${wholeUsd(best.usdPerMonth + savesUsd)} without pings − ${wholeUsd(best.usdPerMonth)} with them = ${wholeUsd(savesUsd)} a month, the ${wholeUsd(costUsd)} for the pings themselves included.`,
      `They bridge ${formatShare(bridgedRatio)} of the gaps between requests: those from ${formatSeconds(everySeconds)} to ${formatSeconds(untilIdleSeconds)}.`,
      breakEven(pings),
    ],
  };
}

function breakEven({ breakEvenIdleSeconds, everySeconds }: PingAdvice): string {
  return `Break-even idle time: (write − read) ÷ read × ${formatSeconds(everySeconds)} = ${formatSeconds(breakEvenIdleSeconds)}; beyond it no ping can pay. Pings follow every request, an agent’s last one too.`;
}
