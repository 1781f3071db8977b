import type { Fact, Provenance } from '../domain/fact.ts';
import type { Ratio } from '../domain/units.ts';
import { assumed } from './provenance.ts';
import { ASSUMPTION } from './sources.ts';

/** What a cluster of one's own is taken to be where nobody says. All of it is assumed, and shown so. */

/**
 * Models to run where the seller's own is not public and none was chosen: the first whose context takes the workload's
 * longest prompt.
 */
export const CLUSTER_STAND_IN_IDS: readonly Fact<string>[] = [
  assumed(
    'DeepSeek-V3',
    'An open model that somebody could run in place of a closed one, with a published production day to check the fleet against. It is not the model of the offer: answers differ.',
  ),
  assumed(
    'GLM-5.2',
    'Prompts of this workload are longer than DeepSeek-V3 takes; of the open models with a published production-like run this one takes a million tokens. It is not the model of the offer: answers differ.',
  ),
];

/** Share of a network card's rate that large transfers reach. */
export const USABLE_NIC_RATIO: Fact<Ratio> = assumed(
  0.8,
  'Clients of 3FS reached 86 % of a 400 Gbit/s card, PegaFlow 49 to 65 % of eight of them.',
);

/** Why the scenario's own defaults are what they are, by field of `cluster`. */
export const CLUSTER_DEFAULTS = {
  gpusPerNode: assumed(8, 'Servers of H100 to B300 join eight accelerators.'),
  hoursPerMonth: assumed(730, 'Machines that are rented or owned are paid day and night.'),
  overlapRatio: assumed(0, 'No published system shows that loading hides behind computing in production.'),
  admitRatio: assumed(1, 'Every new prefix is written; engines can turn away what is seen once.'),
  fillRatio: assumed(0.9, 'A tenth is left free for what arrives while something else is being let go.'),
  affinityRatio: assumed(1, 'Sessions return to their node; routers of this kind are common.'),
  lowLoadPenaltyRatio: assumed(0, 'llm-d lost 12.3 % of output at a low load and nothing at a high one.'),
  nicBytesPerSecond: assumed(50e9, 'One card of 400 Gbit/s.'),
  usdPerNicMonth: assumed(60, 'A 400 Gbit/s card with its switch port and cables at about $2,000, over 36 months.'),
  pueRatio: assumed(1.25, 'Buildings reach 1.1 (new) to 1.58 (mean of a 2023 survey).'),
  batchRatio: assumed(0, 'Everything is taken to be waited for.'),
  headroomRatio: assumed(0.2, 'A fifth of a node’s time is kept free: queues grow without bound near full load.'),
  spareNodes: assumed(1, 'One node may fail: N + 1.'),
  ttftRatio: assumed(0.95, 'A usual percentile of a promise.'),
  serviceVariationRatio: assumed(1, 'Service times spread as far as their mean, as exponential ones do.'),
  decodeTokensPerSecond: assumed(20, 'A little faster than people read; DeepSeek’s production day had 20 to 22.'),
} as const satisfies Readonly<Record<string, Fact<number>>>;

const assumption = (note: string): Provenance => ({
  kind: 'assumed',
  source: ASSUMPTION.text,
  checkedOn: ASSUMPTION.checkedOn,
  note,
});

/** What nobody has chosen yet. */
export const FIRST_CHOICE = assumption('What a new scenario starts with: nobody has chosen otherwise.');

/** Peak over mean where none is given. */
export const PEAK_OF_WORKING_HOURS = assumption(
  'All work falls evenly into the working hours of the workload, and none outside them: 730 h ÷ working hours a month.',
);

/** How attention is divided where nobody says. */
export const ATTENTION_RULE = assumption(
  'By sequences (attention-DP) where tensor-parallel ranks would each hold the same latent cache, else by heads. Then every rank also holds all attention weights, which is not counted.',
);
