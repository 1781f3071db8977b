import { describeChoices } from '../offer/describe-strategy.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import type { Usd } from '../units.ts';
import type { Ladder } from './ladder.ts';
import { lineTotals, mergeLines, totalUsd } from './lines.ts';
import type { PricedPolicy } from './price-policy.ts';
import type { PricedRung, Rung } from './rung.ts';
import type { Saving, SavingPart } from './saving.ts';

/**
 * The ladder of a swarm whose roles go to several offers: the sum of their ladders, rung by rung, as caches never cross
 * models. A rung without a price at one of them has none. Parts of the saving add up as the savings do; the held write
 * price is the mean over the tokens that the best policies write.
 *
 * Example: an orchestrator at $900 a month and sub-agents at $2,100, each at its own offer: $3,000.
 */
export function combineLadders(ladders: readonly Ladder[]): Ladder {
  const [first, ...others] = ladders;
  if (!first) throw new Error('There is no ladder to combine');
  if (others.length === 0) return first;
  const best = combinePolicies(ladders.map((ladder) => ladder.best));
  return {
    rungs: first.rungs.map((rung) =>
      combineRungs({
        rungs: ladders.flatMap((ladder) => ladder.rungs.filter((candidate) => candidate.rung === rung.rung)),
        best,
      }),
    ),
    strategies: ladders.flatMap(({ strategies }) => strategies),
    best,
    saving: combineSavings(ladders),
  };
}

function combinePolicies(policies: readonly PricedPolicy[]): PricedPolicy {
  const missing = policies.find((policy) => policy.status === 'unavailable');
  if (missing) return missing;
  const priced = policies.filter((policy) => policy.status === 'priced');
  const lines = mergeLines(priced.flatMap((policy) => policy.lines));
  const splits = priced.flatMap((policy) => policy.splits);
  return {
    status: 'priced',
    choices: priced.flatMap(({ choices }) => choices),
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    lines,
    splits,
  };
}

function combineRungs({ rungs, best }: { rungs: readonly Rung[]; best: PricedPolicy }): Rung {
  const [first] = rungs;
  if (!first) throw new Error('There is no rung to combine');
  const missing = rungs.find((rung) => rung.status === 'unavailable');
  // Its hit rate is that of one offer's roles only.
  if (missing) return { ...missing, hitRatio: null };
  const priced = rungs.filter((rung): rung is PricedRung => rung.status === 'priced');
  const lines = mergeLines(priced.flatMap((rung) => rung.lines));
  const splits = priced.flatMap((rung) => rung.splits);
  return {
    rung: first.rung,
    status: 'priced',
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    policy:
      first.rung === 'best-policy' && best.status === 'priced'
        ? describeChoices(best.choices)
        : [...new Set(priced.map(({ policy }) => policy))].join(' · '),
    lines,
    splits,
  };
}

function combineSavings(ladders: readonly Ladder[]): Saving | null {
  const savings: Saving[] = [];
  for (const { saving } of ladders) {
    if (saving === null) return null;
    savings.push(saving);
  }
  const total = (of: (saving: Saving) => Usd): Usd => savings.reduce((sum, saving) => sum + of(saving), 0);
  const totalSaved = total(({ totalUsd: usd }) => usd);
  const withoutUsd = ladders.reduce((sum, { best }) => sum + (best.status === 'priced' ? best.usdPerMonth : 0), 0);
  const partNames = savings[0]?.parts.map(({ part }) => part) ?? [];
  return {
    totalUsd: totalSaved,
    ratio: withoutUsd > 0 ? totalSaved / withoutUsd : undefined,
    parts: partNames.map((part): SavingPart => ({
      part,
      usd: total(({ parts }) => parts.find((candidate) => candidate.part === part)?.usd ?? 0),
    })),
    heldWriteUsdPerMTok: heldWrite({ ladders, savings }),
  };
}

function heldWrite({ ladders, savings }: { ladders: readonly Ladder[]; savings: readonly Saving[] }): number {
  let tokens = 0;
  let usd = 0;
  savings.forEach(({ heldWriteUsdPerMTok }, i) => {
    const best = ladders[i]?.best;
    const written = best?.status === 'priced' ? lineTotals({ lines: best.lines, prefix: 'cacheWrite' }).tokens : 0;
    tokens += written;
    usd += written * heldWriteUsdPerMTok;
  });
  return tokens > 0 ? usd / tokens : (savings[0]?.heldWriteUsdPerMTok ?? 0);
}
