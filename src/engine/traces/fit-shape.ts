import { segmentsOf } from '../../domain/swarm/segments.ts';
import { promptTokens, type Compaction, type Role } from '../../domain/swarm/swarm.ts';
import type { Ratio, Tokens } from '../../domain/units.ts';
import type { RoleFigures } from './role-figures.ts';
import { geometric } from './spread.ts';

/** How an agent's prompts begin, grow and are compacted. */
export interface Shape {
  readonly turns: number;
  /** The whole first prompt. */
  readonly firstTokens: Tokens;
  readonly growthTokens: Tokens;
  readonly compaction: Compaction | null;
}

export interface ShapeRequest {
  readonly figures: RoleFigures;
  /** Of every prompt, what other agents send too. */
  readonly prefixTokens: Tokens;
  /** Of that, what a cache without limits reads at an agent's first request, on average. */
  readonly savedTokens: Tokens;
}

/** Rarer than this, shrinking prompts are no habit worth a rule. */
const LEAST_SHRINKS: Ratio = 0.001;
const THRESHOLDS_TRIED = 80;
const HALVINGS = 50;
/** How far the mean prompt may be off. */
const TOLERANCE: Ratio = 0.05;
/** How far the number of turns may be moved from its mean. */
const MOST_TURNS_FACTOR = 3;
/** Less than this is rounding. */
const ALMOST = 0.02;

/**
 * A life of n turns whose mean prompt L and first touches per request u are those of a role in a log: the two figures that
 * bills and hit rates hang on. Lives differ in a log and are all alike in a swarm, so not every mean can be kept as well.
 *
 * With first prompt F, growth g and s tokens of the first prompt that others have written:
 *
 *     u n = F − s + (n − 1) g,   L = F + (n − 1) g ÷ 2
 *
 * 1. Where every agent sends one request: F = L.
 * 2. Where prompts shrink and would be too long otherwise: n and F as measured; what is left of a prompt after it shrank as
 *    measured; g meets u, and the length at which prompts are compacted meets L.
 * 3. Else no compaction: n = (2L − F − s) ÷ u, which keeps the measured F, within a third to three times the measured n; then
 *    F = 2L − u n − s and g = 2 (u n + s − L) ÷ (n − 1), for whole n.
 *
 * Example: L = 1,500, u = 200, F = 1,000, s = 0 gives n = 10, g = 111 and F = 1,000.
 */
export function fitShape(request: ShapeRequest): Shape {
  const { figures } = request;
  if (figures.turnsPerAgent <= 1 || figures.firstTouchTokens <= 0)
    return { turns: 1, firstTokens: figures.promptTokens, growthTokens: 0, compaction: null };
  return compactedShape(request) ?? straightShape({ ...request, turns: straightTurns(request) });
}

/** The third rule with a number of turns that is given. */
export function straightShape({
  figures,
  prefixTokens,
  savedTokens,
  turns,
}: ShapeRequest & { readonly turns: number }): Shape {
  const { promptTokens: mean, firstTouchTokens } = figures;
  if (turns <= 1) return { turns: 1, firstTokens: mean, growthTokens: 0, compaction: null };
  const touched = firstTouchTokens * turns + savedTokens;
  // Neither may fall below what a prompt can be.
  const rise = Math.min(Math.max(0, 2 * (touched - mean)), 2 * Math.max(0, mean - prefixTokens));
  return { turns, firstTokens: mean - rise / 2, growthTokens: rise / (turns - 1), compaction: null };
}

function straightTurns({ figures, prefixTokens, savedTokens }: ShapeRequest): number {
  const { promptTokens: mean, firstTouchTokens, firstPromptTokens, turnsPerAgent } = figures;
  const turns = (2 * mean - firstPromptTokens - savedTokens) / firstTouchTokens;
  const least = (mean - savedTokens) / firstTouchTokens;
  const most = (2 * mean - savedTokens - prefixTokens) / firstTouchTokens;
  const possible = Math.min(Math.max(turns, least), Math.max(least, most));
  // A whole number on this side of `least` if there is one: below, prompts would have to shrink.
  const whole = Math.max(Math.round(possible), Math.ceil(least - ALMOST));
  const near = Math.min(Math.max(whole, turnsPerAgent / MOST_TURNS_FACTOR), turnsPerAgent * MOST_TURNS_FACTOR);
  return Math.max(1, Math.round(near));
}

function compactedShape(request: ShapeRequest): Shape | null {
  const { figures, prefixTokens, savedTokens } = request;
  const turns = Math.round(figures.turnsPerAgent);
  const { shrinks, promptTokens: mean, firstPromptTokens: firstTokens, firstTouchTokens } = figures;
  if (turns < 2 || !shrinks || shrinks.count < LEAST_SHRINKS * figures.requests) return null;
  const grown = firstTouchTokens * turns - (firstTokens - savedTokens);
  const fastest = grown / (turns - 1);
  const toTokens = Math.max(0, shrinks.toTokens - prefixTokens);
  // A history that is replaced by less than a turn's growth saves first touches: then the sums below need not rise with it.
  if (!(fastest >= 0) || firstTokens + grown / 2 <= mean || toTokens < fastest) return null;
  const least = prefixTokens + toTokens + 1;
  let best: { shape: Shape; error: number } | undefined;
  for (const atTokens of geometric({
    from: least,
    to: Math.max(least, firstTokens + grown),
    points: THRESHOLDS_TRIED,
  })) {
    const compaction = { atTokens: Math.round(atTokens) + 1, toTokens };
    const shape = grownShape({ shape: { turns, firstTokens, growthTokens: fastest, compaction }, request });
    const error = Math.abs(sumsOf({ shape, prefixTokens, savedTokens }).promptTokens - mean) / mean;
    if (!best || error < best.error) best = { shape, error };
  }
  return best && best.error <= TOLERANCE ? best.shape : null;
}

/** The same shape with the growth at which first touches are those measured, by bisection from 0 to the shape's own. */
function grownShape({ shape, request }: { shape: Shape; request: ShapeRequest }): Shape {
  const { figures, prefixTokens, savedTokens } = request;
  let low = 0;
  let high = shape.growthTokens;
  for (let i = 0; i < HALVINGS; i++) {
    const growthTokens = (low + high) / 2;
    const touched = sumsOf({ shape: { ...shape, growthTokens }, prefixTokens, savedTokens }).firstTouchTokens;
    if (touched < figures.firstTouchTokens) low = growthTokens;
    else high = growthTokens;
  }
  return { ...shape, growthTokens: (low + high) / 2 };
}

/**
 * Mean prompt and first touches per request of a shape.
 * Example: 10 turns from 1,000 tokens growing by 111: 1,499.5 and 199.9.
 */
export function sumsOf({
  shape,
  prefixTokens,
  savedTokens,
}: Omit<ShapeRequest, 'figures'> & { readonly shape: Shape }): {
  readonly promptTokens: Tokens;
  readonly firstTouchTokens: Tokens;
} {
  const role = roleOf({ shape, prefixTokens });
  let prompts = 0;
  let touched = -savedTokens;
  for (const { firstTurn, turns, times } of segmentsOf(role)) {
    const first = promptTokens({ role, turn: firstTurn });
    const rise = (turns - 1) * shape.growthTokens;
    prompts += times * turns * (first + rise / 2);
    touched += times * (first + rise) - (firstTurn > 0 ? times * prefixTokens : 0);
  }
  return { promptTokens: prompts / shape.turns, firstTouchTokens: touched / shape.turns };
}

function roleOf({ shape, prefixTokens }: { shape: Shape; prefixTokens: Tokens }): Role {
  return {
    name: '',
    launchedBy: null,
    launchersPerTask: 1,
    launchGap: null,
    agentsPerTask: 1,
    turnsPerAgent: shape.turns,
    sharedPrefixTokens: prefixTokens,
    toolTokens: 0,
    taskPrefixTokens: 0,
    firstInputTokens: Math.max(0, shape.firstTokens - prefixTokens),
    inputTokensPerTurn: shape.growthTokens,
    outputTokensPerTurn: 0,
    droppedTokensPerTurn: 0,
    compaction: shape.compaction,
    gap: [],
  };
}
