import type { PlannedTier } from '../../../../evaluate/cluster/cluster-view.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import type { TierMark } from '../../../../evaluate/window-marks.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { accelerators } from '../../cluster/cluster-words.ts';
import { clusterOf } from '../../cluster/cluster-evaluation.ts';
import type { KnownTiers } from '../use-tier-marks.ts';
import { formatList } from '../../../format/locale.ts';

const NAMES: Readonly<Record<PlannedTier['role'], string>> = { hbm: 'HBM', dram: 'DRAM', warehouse: 'NVMe' };

/** Two windows nearer than that are one line on a log axis of six decades. */
const SAME_RATIO = 0.05;

/**
 * The windows of the fleet that the Run lens shows. The warehouse's own is left out where it is sized to the retention, whose
 * mark is there already, and so is a tier that keeps nothing or whatever comes.
 */
export function tierMarks({
  scenario,
  book,
}: {
  scenario: ScenarioState['scenario'];
  book: OfferBook;
}): KnownTiers | null {
  const { evaluation, problems } = clusterOf(scenario, book);
  if (!evaluation || problems.length > 0) return null;
  const { plan, warehouse, rungs } = evaluation;
  const rung = rungs.find(({ id }) => id === 'warehouse');
  const marks = (rung?.tiers ?? [])
    .filter(({ windowSeconds }) => windowSeconds > 0 && Number.isFinite(windowSeconds))
    .filter(
      ({ role, windowSeconds }) =>
        role !== 'warehouse' || Math.abs(windowSeconds / warehouse.retentionSeconds - 1) > SAME_RATIO,
    )
    .map(({ role, windowSeconds }): TierMark => ({ kind: 'tier', name: NAMES[role], windowSeconds, assumed: true }));
  const gpus = rung?.rung.figures?.gpus;
  const fleet = gpus === undefined ? plan.accelerator.name : `${accelerators(gpus)} (${plan.accelerator.name})`;
  const names = formatList(marks.map(({ name }) => name));
  return {
    marks,
    note: `${names}: what ${fleet} of your own would hold of ${plan.model.name}${plan.model.isStandIn ? ', a stand-in' : ''}, under Run.`,
  };
}
