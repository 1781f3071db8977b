import type { Accelerator } from '../../domain/accelerator.ts';
import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { modelById } from '../../catalog/models/index.ts';
import { storageTierById } from '../../catalog/storage-tiers/index.ts';
import { TIME_PROOF_CASES } from '../../catalog/time-proof/index.ts';
import type { TimeProofCase } from '../../catalog/time-proof/case.ts';
import type { Fact } from '../../domain/fact.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import type { OfferBook } from '../offer-book.ts';
import type { ClaimFigure, ClaimOutcome, ClaimUnit } from './claim-view.ts';

/** What the tests of claims are made of. */

/** Computes what a claim is held against. */
export interface ClaimTest {
  readonly claimId: string;
  readonly test: (asked: { readonly title: string; readonly book: OfferBook }) => Omit<ClaimOutcome, 'claimId'>;
}

/** A figure of ours. */
export function ours(label: string, value: number, unit: ClaimUnit, note?: string): ClaimFigure {
  return { label, value, unit, kind: 'derived', ...(note !== undefined && { note }) };
}

/** A fact of the catalogue, as it stands there. */
export function known(label: string, { value, kind }: Fact<number>, unit: ClaimUnit, note?: string): ClaimFigure {
  return { label, value, unit, kind, ...(note !== undefined && { note }) };
}

/** The claim's own figure. */
export function said(value: number, unit: ClaimUnit, note?: string): ClaimFigure {
  return { label: 'Said', value, unit, kind: 'published', ...(note !== undefined && { note }) };
}

/** Round figures of articles are right within so much. */
const ROUND_RATIO = 0.05;

/** Whether two figures are the same, for a text that rounds. */
export function isAbout({ value, of, within = ROUND_RATIO }: { value: number; of: number; within?: number }): boolean {
  return Math.abs(value - of) <= within * Math.abs(of);
}

export function accelerator(id: string): Accelerator {
  return found({ value: acceleratorById(id), id });
}

export function model(id: string): ModelGeometry {
  return found({ value: modelById(id), id });
}

export function storageTier(id: string): StorageTier {
  return found({ value: storageTierById(id), id });
}

/** A published time of the proof, by its id. */
export function publishedTime(id: string): TimeProofCase {
  return found({ value: TIME_PROOF_CASES.find((proofCase) => proofCase.id === id), id });
}

/** What a test needs and cannot do without. */
export function found<T>({ value, id }: { value: T | null | undefined; id: string }): T {
  if (value === null || value === undefined) throw new Error(`A test of a claim asks for ${id}, which is not known`);
  return value;
}
