import type { Accelerator } from '../../domain/accelerator.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { fitOn, modelOf } from '../kv/fit.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import type { BoundMachine, MachineUnknown, MeasuredFigure } from './bench-view.ts';
import { isOfSoftware } from './measured-figures.ts';

/** H100, H200, B200, MI350X, and two that hold models in on-chip memory: Cerebras' wafer and Groq's chips. */
export const NAMED_ACCELERATOR_IDS = [
  'h100-sxm',
  'h200-sxm',
  'b200-sxm',
  'mi350x',
  'cerebras-wse3',
  'groq-lpu1',
  'groq-lpu3',
] as const;

/** The machine that was measured, as one unit of whose memory nothing is known. */
export function measuredMachine({
  measured,
  cardName,
}: {
  measured: MeasuredFigure;
  /** Of the confirmed card. */
  cardName: string | null;
}): BoundMachine {
  const { part, origin, bytesPerSecond } = measured;
  const card = isOfSoftware(measured) ? 'Software in place of a graphics card' : (cardName ?? 'Graphics card');
  const what = part === 'cpu' ? 'Processor' : card;
  return {
    id: 'measured',
    name: origin === 'link' ? `${what} of the link` : what,
    origin: 'measured',
    bytesPerSecond,
    provenance: null,
    units: 1,
    aggregateBytesPerSecond: bytesPerSecond,
    memoryKind: 'unknown',
    memoryBytes: null,
    mostTokens: null,
  };
}

const PRECISION = 1_000;

/** Settings of the scenario for one sequence of a length, on however many devices it takes. */
function oneSequence({ kv, contextTokens }: { kv: Scenario['kv']; contextTokens: Tokens }): Scenario['kv'] {
  return { ...kv, contextTokens, sequences: 1, ranks: 1 };
}

/** The fewest devices that hold the weights and one sequence, by the rule of the accelerators' table of the KV-cache page. */
function unitsFor({
  accelerator,
  geometry,
  kv,
  contextTokens,
}: {
  accelerator: Accelerator;
  geometry: ResolvedGeometry;
  kv: Scenario['kv'];
  contextTokens: Tokens;
}): number | { readonly reason: string } {
  const settings = oneSequence({ kv, contextTokens });
  const model = modelOf({ kv: settings, geometry });
  if ('reason' in model) return model;
  const { smallest } = fitOn({ accelerator, model, kv: settings });
  return smallest?.devices ?? { reason: 'No number of them that was tried holds the weights and one sequence.' };
}

/**
 * An accelerator at the bandwidth of its data sheet, as many as hold the model and one sequence of a length.
 *
 *     aggregate = units × bandwidth of one
 *
 * Example: Meta-Llama-3.1-8B in bf16 with 100,000 tokens takes one H100, 3.35 TB/s; one WSE-3, 21 PB/s; 144 of Groq's first chips,
 * 11.5 PB/s together. The aggregate is a bound: a token gets it only if every unit works on it at once.
 * Ignores links between units, and copies of the cache where there are more of them than KV heads.
 */
export function namedMachine({
  accelerator,
  geometry,
  kv,
  contextTokens,
  longestTokens,
}: {
  accelerator: Accelerator;
  geometry: ResolvedGeometry;
  kv: Scenario['kv'];
  contextTokens: Tokens;
  /** Longer sequences are not asked for. */
  longestTokens: Tokens;
}): BoundMachine | MachineUnknown {
  const { id, name, memoryKind, memoryBytes, memoryBandwidthBytesPerSecond: bandwidth } = accelerator;
  if (bandwidth === null) return { id, name, reason: 'No memory bandwidth is published.' };
  const units = unitsFor({ accelerator, geometry, kv, contextTokens });
  if (typeof units !== 'number') return { id, name, reason: units.reason };
  return {
    id,
    name,
    origin: 'data-sheet',
    bytesPerSecond: bandwidth.value,
    provenance: bandwidth,
    units,
    aggregateBytesPerSecond: units * bandwidth.value,
    memoryKind,
    memoryBytes: memoryBytes.value,
    mostTokens: mostTokensOf({ accelerator, geometry, kv, contextTokens, longestTokens, units }),
  };
}

/** The longest sequence that the units still hold, to a thousandth, found by halving: a longer one never takes fewer. */
function mostTokensOf({
  accelerator,
  geometry,
  kv,
  contextTokens,
  longestTokens,
  units,
}: {
  accelerator: Accelerator;
  geometry: ResolvedGeometry;
  kv: Scenario['kv'];
  contextTokens: Tokens;
  longestTokens: Tokens;
  units: number;
}): Tokens {
  const holds = (tokens: Tokens): boolean => {
    const needed = unitsFor({ accelerator, geometry, kv, contextTokens: tokens });
    return typeof needed === 'number' && needed <= units;
  };
  let held = contextTokens;
  let tooLong = Math.max(contextTokens, longestTokens);
  if (holds(tooLong)) return tooLong;
  while (tooLong - held > Math.max(1, held / PRECISION)) {
    const middle = Math.floor((held + tooLong) / 2);
    if (holds(middle)) held = middle;
    else tooLong = middle;
  }
  return held;
}
