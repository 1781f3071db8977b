import { tasksPerSecond, type Swarm } from '../swarm/swarm.ts';
import type { Seconds, Tokens } from '../units.ts';
import type { Reuse } from './reuse.ts';
import { sizeBiasedPromptTokens, workingSetTokens } from './working-set.ts';

/** What a cache of limited size amounts to: a window in time, and how far that may be trusted. */
export interface CapacityWindow {
  /** How long a prefix survives untouched; 0 where not even one prompt fits, Infinity where everything does. */
  readonly windowSeconds: Seconds;
  /** `knee`: where capacity bites hardest the form is 3 to 9 points of hit rate off; simulate there. */
  readonly trust: 'good' | 'knee';
}

/** Below this the context of a single session decides, which the form does not know. */
const SHORTEST_GOOD_SECONDS = 600;
/** A window must be some way beyond the gaps, or what is evicted depends on who comes back first. */
const GOOD_MEAN_GAPS = 5;
/** With fewer tasks in cache at a time the working set swings too far from its mean. */
const FEWEST_GOOD_TASKS = 4;
/** A cache that holds hardly more than one long prompt is no cache of many objects. */
const FEWEST_GOOD_PROMPTS = 2;
const LONGEST_SECONDS = 90 * 86_400;
const HALVINGS = 60;

/**
 * The window that a least-recently-used cache of `capacityTokens` gives every prefix (Che and Fagin's approximation with a
 * size-biased correction):
 *
 *     LRU(C) ≈ window T with W(T) + E[L²] ÷ E[L] = C
 *
 * Solved by bisection on ln T: W grows with T. Example: 692 recorded sessions on 64 slots, windows of 300 s and 1 h need
 * 3.1 and 11.5 M tokens. Against exact replay of those sessions the form is within 0.4 points from 30 minutes on, 1 to 3
 * points off at 5 to 10 minutes, and not to be used below a minute: few, huge, correlated prompts are not Che's many small
 * independent ones. Source: Fagin 1977; Che et al. 2002; corrections measured on the corpus behind the presets.
 */
export function capacityWindow({
  swarm,
  reuse,
  capacityTokens,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  capacityTokens: Tokens;
}): CapacityWindow {
  const room = capacityTokens - sizeBiasedPromptTokens(swarm);
  if (room <= 0) return { windowSeconds: 0, trust: 'knee' };
  const needs = (windowSeconds: Seconds): Tokens => workingSetTokens({ swarm, reuse, windowSeconds });
  if (needs(LONGEST_SECONDS) <= room) return { windowSeconds: Infinity, trust: 'good' };
  let low = 1e-3;
  let high = LONGEST_SECONDS;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(low * high);
    if (needs(middle) <= room) low = middle;
    else high = middle;
  }
  const windowSeconds = Math.sqrt(low * high);
  return { windowSeconds, trust: capacityTrust({ swarm, reuse, windowSeconds }) };
}

/**
 * Whether the window that a capacity amounts to may be trusted: within a point of hit rate of exact replay for windows of at
 * least 10 minutes and five mean gaps, with four tasks in cache at a time and room for two long prompts. Beyond that up to
 * 15 points were found: a task of 50 agents is one object that comes and goes as a whole. Found by simulating eight presets
 * at a tenth to four times their volume.
 */
export function capacityTrust({
  swarm,
  reuse,
  windowSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  windowSeconds: Seconds;
}): CapacityWindow['trust'] {
  if (windowSeconds < SHORTEST_GOOD_SECONDS) return 'knee';
  if (reuse.some(({ meanGapSeconds }) => windowSeconds < GOOD_MEAN_GAPS * meanGapSeconds)) return 'knee';
  const longest = reuse.reduce((most, chances) => Math.max(most, chances.at(windowSeconds).taskCachedSeconds), 0);
  if (tasksPerSecond(swarm) * longest < FEWEST_GOOD_TASKS) return 'knee';
  const prompts = capacityForWindow({ swarm, reuse, windowSeconds }) / sizeBiasedPromptTokens(swarm);
  return prompts < FEWEST_GOOD_PROMPTS ? 'knee' : 'good';
}

/** The capacity that gives a window: the same form read the other way. */
export function capacityForWindow({
  swarm,
  reuse,
  windowSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  windowSeconds: Seconds;
}): Tokens {
  return workingSetTokens({ swarm, reuse, windowSeconds }) + sizeBiasedPromptTokens(swarm);
}
