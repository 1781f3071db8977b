import { gapsByCause, gapQuantileSeconds, GAP_CAUSES, type GapMixture } from '../../../../domain/swarm/gap-mixture.ts';
import { compactionsOf, segmentsOf } from '../../../../domain/swarm/segments.ts';
import { longestPromptOf, type Role } from '../../../../domain/swarm/swarm.ts';
import type { RoleInputs } from '../../../../domain/swarm/workload.ts';
import { formatNumber, formatSeconds } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';

/** What a role is called on the page, where it may have no name. */
export function titleOf({ name, index }: { name: string; index: number }): string {
  return name || `Role ${index + 1}`;
}

/** How launches multiply: 5 × 10 = 50 agents per task. Roles of which one is started leave the product as it is. */
export function agentsInWords({
  roles,
  index,
}: {
  roles: readonly Pick<RoleInputs, 'launchedBy' | 'fanOut'>[];
  index: number;
}): string {
  const factors: number[] = [];
  for (let at: number | null = index; at !== null;) {
    const role: Pick<RoleInputs, 'launchedBy' | 'fanOut'> | undefined = roles[at];
    if (!role) break;
    if (role.fanOut > 1) factors.unshift(role.fanOut);
    // A launcher that does not come earlier is refused; following it might never end.
    at = role.launchedBy !== null && role.launchedBy < at ? role.launchedBy : null;
  }
  const agents = factors.reduce((product, factor) => product * factor, 1);
  const total = `${formatNumber(agents, 0)} ${agents === 1 ? 'agent' : 'agents'} per task`;
  return factors.length > 1 ? `${factors.map((factor) => formatNumber(factor, 0)).join(' × ')} = ${total}` : total;
}

/** How often an agent's history is compacted: “2 times in 100 turns, first after turn 31”. */
export function compactionInWords(role: Role): string {
  const times = compactionsOf(role);
  const turns = `in ${formatNumber(role.turnsPerAgent, 0)} ${role.turnsPerAgent === 1 ? 'turn' : 'turns'}`;
  if (times === 0) return `never ${turns}`;
  const after = `after turn ${formatNumber(segmentsOf(role)[0]?.turns ?? 0, 0)}`;
  return times === 1 ? `once ${turns}, ${after}` : `${formatNumber(times, 0)} times ${turns}, first ${after}`;
}

/** A role in a line: who it is for whoever does not need its fields. */
export function roleInWords({
  roles,
  counted,
  index,
  modelName,
}: {
  roles: readonly RoleInputs[];
  counted: Role;
  index: number;
  /** Of an offer by its id. */
  modelName: (offerId: string) => string;
}): string {
  const offerId = roles[index]?.offerId ?? null;
  const turns = `${formatNumber(counted.turnsPerAgent, 0)} ${counted.turnsPerAgent === 1 ? 'turn' : 'turns'}`;
  const own = offerId === null ? [] : [modelName(offerId)];
  return [agentsInWords({ roles, index }), `${turns} each`, longestInWords(counted), ...own].join(' · ');
}

/** The longest prompt an agent sends, as far as a field's note needs it. */
export function longestInWords(role: Role): string {
  return `prompts reach ${formatNumber(longestPromptOf(role), 0)} tokens`;
}

const CAUSE_WORDS = { tool: 'after a tool', person: 'after a person' } as const;

/** The gaps of each cause, where causes are told apart; nothing where they are not. */
export function causesOf(gap: GapMixture): readonly {
  readonly label: string;
  readonly ratio: number;
  readonly gap: GapMixture;
}[] {
  const causes = [...GAP_CAUSES, undefined].flatMap((cause) => {
    const part = gapsByCause({ gap, cause });
    return part.ratio > 0 ? [{ label: cause ? CAUSE_WORDS[cause] : 'not told apart', ...part }] : [];
  });
  return gap.some(({ cause }) => cause !== undefined) ? causes : [];
}

/** “after a tool 94 %: median 17 s, 95 % below 2 min”, cause by cause; “all after a tool” where there is but one. */
export function causesInWords(gap: GapMixture): readonly string[] {
  const causes = causesOf(gap);
  if (causes.length === 1) return causes.map(({ label }) => `all ${label}`);
  return causes.map(
    ({ label, ratio, gap: part }) =>
      `${label} ${formatShare(ratio)}: median ${quantile({ gap: part, ratio: 0.5 })}, 95 % below ${quantile({ gap: part, ratio: 0.95 })}`,
  );
}

/** With its unit on the same line. */
function quantile(of: { gap: GapMixture; ratio: number }): string {
  return formatSeconds(gapQuantileSeconds(of)).replace(' ', '\u00a0');
}
