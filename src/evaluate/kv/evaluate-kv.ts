import type { Problem } from '../../domain/field-limits.ts';
import type { Explanation } from '../../domain/explain.ts';
import { footprintOf, type Footprint, type FootprintGroup } from '../../domain/kv-cache/footprint.ts';
import { recordOf } from '../../domain/kv-cache/record.ts';
import { keptTokensOf } from '../../domain/kv-cache/size.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { offerNamed } from '../resolve-offer.ts';
import { isProblem, resolveGeometry, type ResolvedGeometry } from '../resolve.ts';
import { explainRent, explainSequence } from './explain-kv.ts';
import { footprintRequest } from './footprint-request.ts';
import { partsOf } from './group-parts.ts';

/** Everything the KV cache page says about the scenario's own model. */
export interface KvEvaluation {
  readonly status: 'ok';
  readonly geometry: ResolvedGeometry;
  /** The settings the figures rest on, for pages that show the last good ones. */
  readonly kv: Scenario['kv'];
  readonly footprint: Footprint;
  readonly groups: readonly GroupAtContext[];
  /** The model's maximum, where the context asked for is beyond it. */
  readonly exceedsContextTokens: Tokens | null;
  /** Bytes of one sequence against its length, evenly spaced in the log, the scenario's own context among them. */
  readonly growth: readonly SizePoint[];
  readonly explanation: Explanation;
  /** What keeping a million tokens of this geometry on NVMe for an hour costs, whatever rent the scenario sets. */
  readonly rent: Explanation;
}

export interface SizePoint {
  readonly contextTokens: Tokens;
  /** The part that grows with the sequence, and the part that stays. */
  readonly growingBytes: Bytes;
  readonly fixedBytes: Bytes;
  readonly bytes: Bytes;
}

/** One layer group at the scenario's precision and context. */
export interface GroupAtContext extends FootprintGroup {
  /** Bytes a layer keeps of one token, or of one compressed entry. */
  readonly recordBytes: Bytes;
  /** Bytes of the index key beside it. */
  readonly indexBytes: Bytes;
  /** Tokens it keeps at this context: all, or those in its window. */
  readonly keptTokens: Tokens;
}

const SHORTEST_CONTEXT = 1_000;
const POINTS = 49;

export function evaluateKv(
  scenario: Scenario,
  book: OfferBook,
): KvEvaluation | { readonly status: 'impossible'; readonly problems: readonly Problem[] } {
  const { kv } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerNamed(scenario.offerId, scenario, book), book });
  if (isProblem(geometry)) return { status: 'impossible', problems: [geometry] };
  const request = footprintRequest({ kv, groups: geometry.groups, draftLayers: geometry.draftLayers });
  const footprint = footprintOf(request);
  const at = (contextTokens: Tokens): SizePoint => {
    const { groups, bytesPerSequence } = footprintOf({ ...request, contextTokens });
    const growingBytes = groups.reduce((sum, sized) => sum + partsOf({ sized, contextTokens }).growingBytes, 0);
    return { contextTokens, growingBytes, fixedBytes: bytesPerSequence - growingBytes, bytes: bytesPerSequence };
  };
  return {
    status: 'ok',
    geometry,
    kv,
    footprint,
    groups: footprint.groups.map((sized): GroupAtContext => ({
      ...sized,
      ...recordOf({ group: sized.group, dtype: kv.dtype }),
      keptTokens: keptTokensOf({ group: sized.group, contextTokens: kv.contextTokens }),
    })),
    exceedsContextTokens: exceededTokens({
      maxContextTokens: geometry.maxContextTokens,
      contextTokens: kv.contextTokens,
    }),
    growth: contextsToShow({ maxContextTokens: geometry.maxContextTokens, contextTokens: kv.contextTokens }).map(at),
    explanation: explainSequence({ kv, geometry, footprint }),
    rent: explainRent({ scenario, geometry }),
  };
}

/** A model's maximum where the context is beyond it. */
export function exceededTokens({
  maxContextTokens,
  contextTokens,
}: {
  maxContextTokens: Tokens | null;
  contextTokens: Tokens;
}): Tokens | null {
  return maxContextTokens !== null && contextTokens > maxContextTokens ? maxContextTokens : null;
}

function contextsToShow({
  maxContextTokens,
  contextTokens,
}: {
  maxContextTokens: Tokens | null;
  contextTokens: Tokens;
}): readonly Tokens[] {
  const shortest = Math.min(contextTokens, SHORTEST_CONTEXT);
  const longest = Math.max(contextTokens, maxContextTokens ?? 0, SHORTEST_CONTEXT * 10);
  const spaced = Array.from({ length: POINTS }, (_, i) =>
    Math.round(shortest * (longest / shortest) ** (i / (POINTS - 1))),
  );
  return [...new Set([...spaced, contextTokens])].sort((a, b) => a - b);
}
