import type { BatchAdvice, StaggerAdvice } from '../../../../evaluate/advice/launch-advice.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import { makesDifference, roleNameOf, wholeUsd, type AdviceRow } from './advice-row.ts';

/** Whether to let one sub-agent answer before its siblings start. */
export function launchRows({
  advice,
  billUsd,
}: {
  readonly advice: StaggerAdvice | null;
  readonly billUsd: number;
}): readonly AdviceRow[] {
  if (advice === null) return [];
  const { launch, otherSavesUsd, hitRatio, otherHitRatio } = advice;
  const isStaggered = launch === 'staggered';
  const row = { id: 'launch', worthUsd: Math.abs(otherSavesUsd) };
  const why =
    'Siblings launched at once prefill and write what they share once each, because none can read what another has not finished writing. Left out: the time for which siblings wait.';
  const arithmetic = `${wholeUsd(billUsd)} a month as it is, ${wholeUsd(billUsd - otherSavesUsd)} with the other launch, each under its own best policy. Hit rate: ${formatPoints(otherHitRatio - hitRatio)} ${otherHitRatio >= hitRatio ? 'higher' : 'lower'} with the other.`;
  const rates = `from ${formatPercent(hitRatio)} to ${formatPercent(otherHitRatio)}`;
  if (!makesDifference({ usd: otherSavesUsd, billUsd }))
    return [
      {
        ...row,
        sentence: `Launching siblings at once or letting one of them answer first: the hit rate is ${formatPercent(hitRatio)} as it is and ${formatPercent(otherHitRatio)} the other way.`,
        against: '',
        why: [arithmetic, why],
      },
    ];
  if (otherSavesUsd > 0)
    return [
      {
        ...row,
        sentence: isStaggered
          ? `Launch siblings at once: the hit rate goes ${rates}.`
          : `Let one sub-agent answer before its siblings start: the hit rate goes ${rates}.`,
        against: isStaggered ? 'against one answering first' : 'against launching at once',
        why: [arithmetic, why],
      },
    ];
  return [
    {
      ...row,
      sentence: isStaggered
        ? `One sub-agent answers before its siblings start: done already. Launching all at once would take the hit rate ${rates}.`
        : `Siblings are launched at once: leave it so. Letting one answer first would take the hit rate ${rates}.`,
      against: 'saved already',
      why: [arithmetic, why],
    },
  ];
}

/** Whether to start tasks close to each other: once for all roles where it makes no difference. */
export function batchRows({
  advice,
  billUsd,
}: {
  readonly advice: readonly BatchAdvice[];
  readonly billUsd: number;
}): readonly AdviceRow[] {
  const judged = advice.map((each) => ({ each, best: bestBatch(each) }));
  const worthwhile = judged.flatMap(({ each, best }) =>
    best && makesDifference({ usd: best.savesUsd, billUsd }) ? [batchRow({ advice: each, best })] : [],
  );
  const others = judged.filter(({ best }) => !best || !makesDifference({ usd: best.savesUsd, billUsd }));
  if (others.length === 0) return worthwhile;
  const mostUsd = others.reduce((sum, { best }) => sum + (best?.savesUsd ?? 0), 0);
  const row = noBatchRow({ advice: others.map(({ each }) => each), mostUsd, isForAll: worthwhile.length === 0 });
  return [...worthwhile, row];
}

type Batch = BatchAdvice['batches'][number];

function bestBatch({ batches }: BatchAdvice): Batch | null {
  return batches.reduce<Batch | null>((best, batch) => (batch.savesUsd > (best?.savesUsd ?? 0) ? batch : best), null);
}

function batchRow({ advice, best }: { advice: BatchAdvice; best: Batch }): AdviceRow {
  const { roleIndex, role, coldStartsPerMonth, coldStartsUsd, batches } = advice;
  const name = roleNameOf({ name: role.name, index: roleIndex });
  return {
    id: `batch-${roleIndex}`,
    sentence: `${name}: start ${formatNumber(best.tasks, 0)} tasks close after one another. The shared prefix is then found cold ${count(best.coldStartsPerMonth)} a month instead of ${count(coldStartsPerMonth)}.`,
    worthUsd: best.savesUsd,
    against: 'against tasks as they come',
    why: [
      `Now ${apart(advice)}`,
      `A cold start costs ${formatUsd(coldStartsUsd / coldStartsPerMonth)} more than a warm one: shared prefix × agents that start before it is written × (write − read).`,
      ...batches.map(
        ({ tasks, coldStartsPerMonth: left, savesUsd }) =>
          `In batches of ${formatNumber(tasks, 0)}: cold ${count(left)} a month, ${savesUsd >= 0 ? `saves ${formatUsd(savesUsd)}` : `costs ${formatUsd(-savesUsd)} more`}.`,
      ),
      'Left out: that batches make people wait.',
    ],
  };
}

function noBatchRow({
  advice,
  mostUsd,
  isForAll,
}: {
  advice: readonly BatchAdvice[];
  mostUsd: number;
  isForAll: boolean;
}): AdviceRow {
  const nameOf = ({ roleIndex, role }: BatchAdvice): string => roleNameOf({ name: role.name, index: roleIndex });
  const cold = advice.map((each) => `${nameOf(each)} ${count(each.coldStartsPerMonth)}`).join(', ');
  const tasks = advice[0]?.tasksPerMonth ?? 0;
  const coldUsd = advice.reduce((sum, { coldStartsUsd }) => sum + coldStartsUsd, 0);
  const subject = isForAll ? 'Batching tasks' : `For ${advice.map(nameOf).join(', ')}, batching tasks`;
  const verdict =
    mostUsd > 0
      ? `saves next to nothing, at most ${formatUsd(mostUsd)} a month.`
      : 'saves nothing: they keep the shared prefix warm for each other.';
  return {
    id: 'batch',
    sentence: `${subject} ${verdict} Of ${formatNumber(tasks, 0)} task starts a month, cold: ${cold}.`,
    worthUsd: mostUsd,
    against: '',
    why: [
      ...advice.map((each) => `${nameOf(each)}: ${apart(each)}`),
      `All cold starts together cost ${formatUsd(coldUsd)} a month more than warm ones would.${mostUsd > 0 ? '' : ' Batches would come less often, and save none of them.'}`,
    ],
  };
}

function apart({ betweenTasksSeconds, windowSeconds }: BatchAdvice): string {
  return `a task starts every ${formatSeconds(betweenTasksSeconds)} of working time, and the shared prefix lives ${formatSeconds(windowSeconds)} after its last use.`;
}

/** `12 times` · `0.4 times`. */
function count(times: number): string {
  const told = formatNumber(times, times < 10 ? 1 : 0);
  return told === '1' ? 'once' : `${told} times`;
}
