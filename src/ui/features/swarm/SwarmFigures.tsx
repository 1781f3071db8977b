import { tasksPerSecond } from '../../../domain/swarm/swarm.ts';
import { depthOf } from '../../../domain/swarm/workload.ts';
import { SECONDS_PER_HOUR } from '../../../domain/units.ts';
import type { SwarmEvaluation } from '../../../evaluate/swarm.ts';
import { formatNumber, formatPercent, formatSignificant, formatTokens } from '../../format/number.ts';
import { Figure, Figures, SmallFigure } from '../../shared/Figures.tsx';

/** What the swarm asks of a provider in a month, before any cache. */
export function SwarmFigures({ evaluation }: { readonly evaluation: SwarmEvaluation }) {
  const {
    swarm,
    promptTokensPerMonth,
    outputTokensPerMonth,
    firstTouchTokensPerMonth,
    logicalRatio,
    openAgents,
    promptPerOutput,
    longestPromptTokens,
    tasksPerMonth,
    requestsPerMonth,
    explanations,
  } = evaluation;
  const tasksPerHour = tasksPerSecond(swarm) * SECONDS_PER_HOUR;
  const agentsPerTask = swarm.roles.reduce((sum, role) => sum + role.agentsPerTask, 0);
  return (
    <Figures
      label="The workload of a month"
      more={
        <>
          <SmallFigure label="Tasks a month" value={formatTokens(tasksPerMonth)} />
          <SmallFigure
            label="Tasks an hour of work"
            value={
              tasksPerHour < 1e6 ? formatNumber(tasksPerHour, tasksPerHour < 10 ? 2 : 1) : formatTokens(tasksPerHour)
            }
          />
          <SmallFigure label="Agents per task" value={formatNumber(agentsPerTask, 0)} />
          <SmallFigure label="Launches deep" value={formatNumber(depthOf(swarm.roles), 0)} />
          <SmallFigure label="Requests a month" value={formatTokens(requestsPerMonth)} />
          <SmallFigure label="Longest prompt" value={`${formatTokens(longestPromptTokens)} tokens`} />
          <SmallFigure
            label="Input : output"
            value={promptPerOutput === null ? 'no output' : `${formatSignificant(promptPerOutput, 3)} : 1`}
          />
        </>
      }
    >
      <Figure
        label="Prompt tokens"
        value={formatTokens(promptTokensPerMonth)}
        unit="a month"
        explanation={explanations.prompt}
      >
        everything sent, cached or not
      </Figure>
      <Figure label="Output tokens" value={formatTokens(outputTokensPerMonth)} unit="a month">
        everything decoded
      </Figure>
      <Figure accent label="Logical hit rate" value={formatPercent(logicalRatio)} explanation={explanations.logical}>
        only {formatTokens(firstTouchTokensPerMonth)} tokens are sent for the first time; the rest an unlimited cache
        would serve
      </Figure>
      <Figure
        label="Open agents"
        value={formatNumber(openAgents, openAgents < 10 ? 1 : 0)}
        explanation={explanations.openAgents}
      >
        between first and last request, at a mean working moment
      </Figure>
    </Figures>
  );
}
