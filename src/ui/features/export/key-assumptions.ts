import { tasksPerMonth } from '../../../domain/swarm/swarm.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatNumber, formatSeconds, formatTokens } from '../../format/number.ts';
import { formatPriceTo } from '../../format/money.ts';

export interface Assumption {
  readonly name: string;
  readonly value: string;
}

/** What a reader must know to judge the figures: the work, who does it and where, and the warehouse's terms. */
export function keyAssumptions({
  scenario: { workload, warehouse },
  evaluation,
}: {
  scenario: Pick<ScenarioState['scenario'], 'workload' | 'warehouse'>;
  evaluation: SpendEvaluation;
}): readonly Assumption[] {
  const tasks = tasksPerMonth(evaluation.context.swarm);
  const isSeveral = evaluation.groups.length > 1;
  return [
    {
      name: 'Work',
      value: `${formatNumber(workload.people)} people × ${formatNumber(workload.tasksPerPersonPerDay)} tasks a day × ${formatNumber(workload.daysPerMonth)} days = ${formatNumber(tasks, 0)} tasks a month`,
    },
    ...evaluation.groups.flatMap(({ context, resolved }) =>
      context.swarm.roles.map((role): Assumption => ({
        name: role.name,
        value: `${formatNumber(role.agentsPerTask)} a task, ${formatNumber(role.turnsPerAgent)} turns, first prompt ${formatTokens(role.sharedPrefixTokens + role.taskPrefixTokens + role.firstInputTokens)} tokens${isSeveral ? `, at ${resolved.offer.modelName}` : ''}`,
      })),
    ),
    {
      name: 'Agents of a task start',
      value: workload.launch === 'simultaneous' ? 'at once' : 'one after the other',
    },
    {
      name: 'Warehouse',
      value: `kept ${formatSeconds(warehouse.retentionSeconds)}; writes ${priceWords({ set: warehouse.writeUsdPerMTok, otherwise: 'the input price' })}, reads ${priceWords({ set: warehouse.readUsdPerMTok, otherwise: 'the offer’s read price' })}`,
    },
    ...evaluation.groups.map(({ storage, geometry, resolved }): Assumption => ({
      name: isSeveral ? `Rent for ${resolved.offer.modelName}` : 'Rent',
      value: `${formatPriceTo({ usd: storage.usdPerMTokHour, digits: 3 })} per M token-hours, ${
        storage.isSet
          ? 'set'
          : `assumed: NVMe × ${formatNumber(storage.marginalBytesPerToken, 0)} B per token of ${geometry.name}${geometry.origin === 'stand-in' ? ', a stand-in' : ''}`
      }`,
    })),
  ];
}

function priceWords({ set, otherwise }: { set: number | null; otherwise: string }): string {
  return set === null ? `at ${otherwise}` : `at ${formatPriceTo({ usd: set, digits: 4 })} per M tokens`;
}
