import type { Accelerator } from '../../domain/accelerator.ts';
import type { Bytes } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { fitOn, modelOf, type FitOnAccelerator, type ModelToFit } from '../kv/fit.ts';
import type { OfferBook } from '../offer-book.ts';
import { accelerator, found, isAbout, known } from './claim-helpers.ts';
import { kvOf, modelScenario } from './claim-scenarios.ts';
import { onKv } from './claim-looks.ts';
import type { ClaimFigure, ClaimLook } from './claim-view.ts';

/** Chips of the catalogue, and what they hold. */

type Rate = 'fp16FlopsPerSecond' | 'fp8FlopsPerSecond' | 'fp4FlopsPerSecond';

const DENSE = 'Meta-Llama-3.1-70B';

/** Memory and bandwidth of every chip stand on this page, beside what they hold of a model. */
export function onChips({
  title,
  shows,
  modelId = DENSE,
  kv = {},
}: {
  title: string;
  shows: string;
  modelId?: string;
  kv?: Partial<Scenario['kv']>;
}): ClaimLook {
  return onKv({ view: 'accelerators', scenario: modelScenario({ title, modelId, kv }), shows });
}

export function bandwidth(id: string): number {
  return found({ value: accelerator(id).memoryBandwidthBytesPerSecond, id }).value;
}

export function rate({ id, of }: { id: string; of: Rate }): number {
  return found({ value: accelerator(id)[of], id }).value;
}

export function memoryFigure({ name, memoryBytes }: Accelerator): ClaimFigure {
  return known(`${name}, memory`, memoryBytes, 'bytes');
}

export function bandwidthFigure({ id, name, memoryBandwidthBytesPerSecond }: Accelerator): ClaimFigure {
  return known(`${name}, bandwidth`, found({ value: memoryBandwidthBytesPerSecond, id }), 'bytes-per-second');
}

/** Memory and bandwidth of a chip, each about what is said. */
export function hasBoth({ id, bytes, bytesPerSecond }: { id: string; bytes: Bytes; bytesPerSecond: number }): boolean {
  return (
    isAbout({ value: accelerator(id).memoryBytes.value, of: bytes }) &&
    isAbout({ value: bandwidth(id), of: bytesPerSecond })
  );
}

/** The model of a scenario as memory sees it. */
export function modelToFit({ scenario, book }: { scenario: Scenario; book: OfferBook }): ModelToFit {
  const toFit = modelOf({ kv: scenario.kv, geometry: kvOf({ scenario, book }).geometry });
  if ('reason' in toFit) throw new Error(toFit.reason);
  return toFit;
}

/** The model of a scenario on a chip. */
export function fitsOn({ scenario, id, book }: { scenario: Scenario; id: string; book: OfferBook }): FitOnAccelerator {
  return fitOn({ accelerator: accelerator(id), model: modelToFit({ scenario, book }), kv: scenario.kv });
}
