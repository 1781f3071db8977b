import { COMPACTION_LIMITS, ROLE_LIMITS } from '../../domain/field-limits.ts';
import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import type { RoleInputs } from '../../domain/swarm/workload.ts';
import type { Ratio, Tokens } from '../../domain/units.ts';
import { clamped } from './clamp.ts';
import type { FitNote } from './fit-calendar.ts';
import type { PrefixFit } from './fit-prefix.ts';
import { fitShape, straightShape, sumsOf, type Shape } from './fit-shape.ts';
import type { RoleFigures } from './role-figures.ts';

/** A figure of the log beside that of the fitted role. */
export interface FitPair {
  readonly log: number;
  readonly fitted: number;
}

/** How near a fitted role is to what was measured; tokens are means per request. */
export interface RoleFit {
  readonly name: string;
  readonly agents: number;
  readonly requests: number;
  readonly turnsPerAgent: FitPair;
  readonly firstPromptTokens: FitPair;
  readonly promptTokens: FitPair;
  /** Not to be had from any cache. */
  readonly firstTouchTokens: FitPair;
  readonly outputTokens: FitPair;
  /** Prompts a tenth shorter than the one before ÷ requests. */
  readonly shrinkRatio: Ratio;
}

export interface FittedRole {
  readonly inputs: RoleInputs;
  readonly fit: RoleFit;
  readonly notes: readonly Omit<FitNote, 'field'>[];
}

/** Further off than this, a note says so. */
const WORTH_A_NOTE: Ratio = 0.1;

/**
 * A role whose agents are all alike, fitted to agents that are not: `fitShape` says which figures are kept. Answers re-enter
 * the next prompt as far as it grows; what is longer than that counts as reasoning that is dropped.
 * Example: growth of 1,880 tokens a turn and answers of 440: 1,440 new input tokens.
 */
export function fitRole({
  name,
  figures,
  prefix,
  sharedByRatio,
  gap,
  launch,
  turns,
}: {
  name: string;
  figures: RoleFigures;
  prefix: PrefixFit;
  /** Of agents, for whom a cache without limits holds the shared prefix, and the task's, at the first request. */
  sharedByRatio: { readonly shared: Ratio; readonly task: Ratio };
  gap: GapMixture;
  launch: Pick<RoleInputs, 'launchedBy' | 'fanOut'>;
  /** Where it is given by other roles. */
  turns?: number | undefined;
}): FittedRole {
  const { toolTokens, systemTokens, taskPrefixTokens } = withinFirstPrompt({ prefix, figures });
  const sharedTokens = toolTokens + systemTokens;
  const prefixTokens = sharedTokens + taskPrefixTokens;
  const savedTokens = sharedTokens * sharedByRatio.shared + taskPrefixTokens * sharedByRatio.task;
  const request = { figures, prefixTokens, savedTokens };
  const shape = turns === undefined ? fitShape(request) : straightShape({ ...request, turns });
  const firstInputTokens = clamped({
    value: Math.max(prefixTokens === 0 ? 1 : 0, shape.firstTokens - prefixTokens),
    limits: ROLE_LIMITS.firstInputTokens,
  });
  const inputs: RoleInputs = {
    name,
    offerId: null,
    ...launch,
    fanOut: clamped({ value: launch.fanOut, limits: ROLE_LIMITS.fanOut }),
    turnsPerAgent: clamped({ value: shape.turns, limits: ROLE_LIMITS.turnsPerAgent }),
    toolTokens: clamped({ value: toolTokens, limits: ROLE_LIMITS.toolTokens }),
    systemTokens: clamped({ value: systemTokens, limits: ROLE_LIMITS.systemTokens }),
    taskPrefixTokens: clamped({ value: taskPrefixTokens, limits: ROLE_LIMITS.taskPrefixTokens }),
    firstInputTokens,
    ...growthOf({ shape, outputTokens: figures.outputTokens }),
    keepsReasoning: false,
    compaction: shape.compaction && {
      atTokens: clamped({ value: shape.compaction.atTokens, limits: COMPACTION_LIMITS.atTokens }),
      toTokens: clamped({ value: shape.compaction.toTokens, limits: COMPACTION_LIMITS.toTokens }),
    },
    gap,
  };
  const fitted: Shape = {
    turns: inputs.turnsPerAgent,
    firstTokens: prefixTokens + firstInputTokens,
    growthTokens: inputs.inputTokensPerTurn + inputs.outputTokensPerTurn,
    compaction: inputs.compaction,
  };
  const sums = sumsOf({ shape: fitted, prefixTokens, savedTokens });
  const fit: RoleFit = {
    name,
    agents: figures.agents,
    requests: figures.requests,
    turnsPerAgent: { log: figures.turnsPerAgent, fitted: inputs.turnsPerAgent },
    firstPromptTokens: { log: figures.firstPromptTokens, fitted: fitted.firstTokens },
    promptTokens: { log: figures.promptTokens, fitted: sums.promptTokens },
    firstTouchTokens: { log: figures.firstTouchTokens, fitted: sums.firstTouchTokens },
    outputTokens: {
      log: figures.outputTokens,
      fitted: inputs.outputTokensPerTurn + inputs.reasoningTokensPerTurn,
    },
    shrinkRatio: (figures.shrinks?.count ?? 0) / figures.requests,
  };
  return { inputs, fit, notes: [...prefix.notes, ...notesOf({ fit, shape, figures })] };
}

/** A prefix cannot be longer than the prompts that begin with it. */
function withinFirstPrompt({ prefix, figures }: { prefix: PrefixFit; figures: RoleFigures }): PrefixFit {
  const most = Math.min(figures.firstPromptTokens, figures.promptTokens);
  const whole = prefix.toolTokens + prefix.systemTokens + prefix.taskPrefixTokens;
  if (whole <= most) return prefix;
  const part = (tokens: Tokens): Tokens => Math.floor((tokens * most) / whole);
  return {
    toolTokens: part(prefix.toolTokens),
    systemTokens: part(prefix.systemTokens),
    taskPrefixTokens: part(prefix.taskPrefixTokens),
    notes: prefix.notes,
  };
}

function growthOf({
  shape,
  outputTokens,
}: {
  shape: Shape;
  outputTokens: Tokens;
}): Pick<RoleInputs, 'inputTokensPerTurn' | 'outputTokensPerTurn' | 'reasoningTokensPerTurn'> {
  const output = Math.round(outputTokens);
  const growth = Math.round(shape.growthTokens);
  // The only turn of an agent has no next prompt to grow into.
  const kept = shape.turns > 1 ? Math.min(output, growth) : output;
  const whole = (value: Tokens): Tokens => clamped({ value, limits: ROLE_LIMITS.inputTokensPerTurn });
  return {
    inputTokensPerTurn: whole(Math.max(0, growth - kept)),
    outputTokensPerTurn: whole(kept),
    reasoningTokensPerTurn: whole(output - kept),
  };
}

function notesOf({
  fit,
  shape,
  figures,
}: {
  fit: RoleFit;
  shape: Shape;
  figures: RoleFigures;
}): readonly Omit<FitNote, 'field'>[] {
  const messages: string[] = [];
  const said = (value: number): string => Math.round(value).toLocaleString('en-US');
  const isOff = ({ log, fitted }: FitPair): boolean => Math.abs(fitted - log) > WORTH_A_NOTE * log;
  if (isOff(fit.turnsPerAgent))
    messages.push(
      `Turns per agent: ${said(fit.turnsPerAgent.fitted)}, where the log has ${fit.turnsPerAgent.log.toFixed(1)} on average. Agents ` +
        'that are all alike have the log’s mean prompt and its new tokens per request only so.',
    );
  if (isOff(fit.firstPromptTokens))
    messages.push(
      `A first prompt of ${said(fit.firstPromptTokens.fitted)} tokens, where the log has ${said(fit.firstPromptTokens.log)} on ` +
        'average, for the same reason.',
    );
  if (isOff(fit.promptTokens) || isOff(fit.firstTouchTokens))
    messages.push(
      `No agents that are all alike have both its prompts of ${said(fit.promptTokens.log)} tokens, of which ` +
        `${said(fit.firstTouchTokens.log)} new, and its number of turns: they come to ${said(fit.promptTokens.fitted)} and ` +
        `${said(fit.firstTouchTokens.fitted)}.`,
    );
  if (figures.shrinks && shape.compaction)
    messages.push(
      `Compaction above ${said(shape.compaction.atTokens)} tokens gives the log’s mean prompt; the prompts that shrank had a ` +
        `median of ${said(figures.shrinks.fromTokens)}.`,
    );
  if (figures.shrinks && !shape.compaction)
    messages.push(
      `${figures.shrinks.count.toLocaleString('en-US')} prompts shrank by more than a tenth; what was written again counts as growth, ` +
        'not as compaction.',
    );
  return messages.map((message) => ({ message }));
}
