import { swarmOf } from '../../../domain/swarm/workload.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatNumber } from '../../format/number.ts';
import { inSentence } from '../../shared/in-sentence.ts';
import { formatList } from '../../format/locale.ts';

/** The open scenario for somebody who sees it for the first time: its name, who works, and what a task takes. */
export function introducedInWords({ name, workload }: Pick<ScenarioState['scenario'], 'name' | 'workload'>): string {
  const { people, tasksPerPersonPerDay } = workload;
  const who = people === 1 ? '1 person' : `${formatNumber(people)} people`;
  const tasks = tasksPerPersonPerDay === 1 ? '1 task' : `${formatNumber(tasksPerPersonPerDay)} tasks`;
  const roles = swarmOf(workload).roles.map(
    ({ agentsPerTask }, i) => `${formatNumber(agentsPerTask)} ${inSentence(workload.roles[i]?.name || 'agents')}`,
  );
  const takes = formatList(roles);
  return `Open is ${name.trim() === '' ? 'a scenario without a name' : `“${name.trim()}”`}: ${who} with ${tasks} a day each; a task takes ${takes}.`;
}
