import type { Computation, PlainDtype, ProofCache, ProofGeometry } from '../catalog/kv-proof/case.ts';
import type { Term, Unit } from '../domain/explain.ts';
import type { Provenance } from '../domain/fact.ts';
import { footprintOf, type Footprint, type FootprintGroup } from '../domain/kv-cache/footprint.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import { bytesPerElement } from '../domain/kv-cache/precision.ts';
import { groupBytesAt, stateBytesPerLayer } from '../domain/kv-cache/size.ts';
import { rankGroups } from '../domain/kv-cache/tensor-parallel.ts';
import type { Tokens } from '../domain/units.ts';
import { groupsOfCase, type GroupsOf } from './kv-proof-geometry.ts';

/** A size as the core computes it, in bytes, tokens, a count or a ratio, and what went into it. */
export interface Computed {
  readonly value: number;
  readonly unit: Unit;
  /** In symbols; every symbol on the right-hand side stands in `terms`. */
  readonly formula: string;
  readonly terms: readonly Term[];
}

/**
 * Asks the core for the size that a computation describes. Sizes come from `footprintOf`, `groupBytesAt` and
 * `bytesPerElement` alone; what is done with them here is division by a block, a pool or another size.
 *
 * Example: `bytes-per-token` of Llama 3.1 70B in bf16 on one of 4 ranks is 81,920 B.
 */
export function compute({ computation, groupsOf }: { computation: Computation; groupsOf: GroupsOf }): Computed {
  switch (computation.kind) {
    case 'bytes-per-element':
      return elementBytes(computation.dtype);
    case 'elements-per-token':
      return elementsPerToken({ geometry: computation.geometry, groupsOf });
    case 'ratio': {
      const part = compute({ computation: computation.part, groupsOf });
      const whole = compute({ computation: computation.whole, groupsOf });
      return quotient({ part, whole, value: part.value / whole.value, formula: 'a ÷ b' });
    }
    case 'reduction': {
      const part = compute({ computation: computation.to, groupsOf });
      const whole = compute({ computation: computation.from, groupsOf });
      return quotient({ part, whole, value: 1 - part.value / whole.value, formula: '1 − a ÷ b' });
    }
    case 'decode-reads':
      return decodeReads({ computation, groupsOf });
    default:
      return cacheSize({ computation, groupsOf });
  }
}

type CacheComputation = Exclude<Extract<Computation, { cache: ProofCache }>, DecodeReads>;

function cacheSize({ computation, groupsOf }: { computation: CacheComputation; groupsOf: GroupsOf }): Computed {
  const { cache } = computation;
  const ask = (contextTokens: Tokens, sequences = 1): Sized => sizeOf({ cache, groupsOf, contextTokens, sequences });
  switch (computation.kind) {
    case 'bytes-per-token': {
      const { marginal, terms } = ask(1);
      return { value: marginal, unit: 'bytesPerToken', formula: 'Σ m', terms: terms('marginal') };
    }
    case 'bytes': {
      const { contextTokens, sequences = 1 } = computation;
      const { bytes, terms } = ask(contextTokens, sequences);
      return {
        value: bytes * sequences,
        unit: 'bytes',
        formula: sequences === 1 ? 'Σ B(L)' : 'Σ B(L) × n',
        terms: [
          ...terms('bytes'),
          tokens({ symbol: 'L', meaning: 'context', value: contextTokens }),
          ...(sequences === 1 ? [] : [count({ symbol: 'n', meaning: 'sequences', value: sequences })]),
        ],
      };
    }
    case 'fixed-bytes': {
      const { fixed, terms } = ask(1);
      return { value: fixed, unit: 'bytes', formula: 'Σ F', terms: terms('fixed') };
    }
    case 'blocks': {
      const { footprint, blockTokens } = ask(computation.contextTokens);
      const allocated = Math.max(0, ...(footprint.engineFigures?.groups ?? []).map((group) => group.allocatedTokens));
      return {
        value: allocated / blockTokens,
        unit: 'count',
        formula: 'A(L) ÷ k',
        terms: [
          tokens({ symbol: 'L', meaning: 'context', value: computation.contextTokens }),
          tokens({ symbol: 'A', meaning: 'tokens that the engine allocates for L', value: allocated }),
          blockTerm(blockTokens),
        ],
      };
    }
    case 'block-bytes': {
      const { blockTokens } = ask(1);
      const { bytes, terms } = ask(blockTokens);
      return {
        value: bytes,
        unit: 'bytes',
        formula: 'Σ B(k)',
        terms: [...terms('bytes'), blockTerm(blockTokens)],
      };
    }
    case 'block-tokens': {
      const { footprint, blockTokens } = ask(1);
      return {
        value: blockTokens,
        unit: 'tokens',
        formula: 'k, in whole multiples of the ordinary block, so that k × a ≥ s',
        terms: [...stateTerms(footprint), blockTerm(blockTokens)],
      };
    }
    case 'state-padding': {
      const { footprint, blockTokens } = ask(1);
      return {
        value: footprint.engineFigures?.statePaddingRatio ?? 0,
        unit: 'ratio',
        formula: 'k × a ÷ s − 1',
        terms: [...stateTerms(footprint), blockTerm(blockTokens)],
      };
    }
    case 'tokens-in-pool': {
      const { marginal, blockTokens, terms } = ask(1);
      const { poolBytes } = computation;
      return {
        value: Math.floor(poolBytes / marginal / blockTokens) * blockTokens,
        unit: 'tokens',
        formula: '⌊P ÷ Σ m ÷ k⌋ × k',
        terms: [
          { symbol: 'P', meaning: 'memory of the pool', value: poolBytes, unit: 'bytes' },
          ...terms('marginal'),
          blockTerm(blockTokens),
        ],
      };
    }
  }
}

/** The core's answers for one rank. */
interface Sized {
  readonly footprint: Footprint;
  /** 1 where no engine has blocks. */
  readonly blockTokens: Tokens;
  readonly marginal: number;
  readonly fixed: number;
  readonly bytes: number;
  readonly terms: (of: keyof typeof PARTS) => readonly Term[];
}

const PARTS = {
  marginal: { symbol: 'm', unit: 'bytesPerToken', meaning: 'each further token of', key: 'marginalBytesPerToken' },
  fixed: { symbol: 'F', unit: 'bytes', meaning: 'whatever the length,', key: 'fixedBytesPerSequence' },
  bytes: { symbol: 'B', unit: 'bytes', meaning: 'one sequence of', key: 'bytesPerSequence' },
} as const satisfies Record<string, { key: keyof FootprintGroup; unit: Unit; symbol: string; meaning: string }>;

function sizeOf({
  cache,
  groupsOf,
  contextTokens,
  sequences,
}: {
  cache: ProofCache;
  groupsOf: GroupsOf;
  contextTokens: Tokens;
  sequences: number;
}): Sized {
  const { geometry, dtype, ranks = 1, draftLayers = 0, part, engine = null } = cache;
  const { value: groups, ...provenance } = groupsOfCase({ geometry, groupsOf });
  const footprint = footprintOf({
    groups: rankGroups({ groups, ranks }),
    draftLayers,
    dtype,
    contextTokens,
    sequences,
    ranks: 1,
    engine,
  });
  const counted = part === 'draft' ? footprint.groups.slice(groups.length) : footprint.groups;
  const total = (key: (typeof PARTS)[keyof typeof PARTS]['key']): number =>
    counted.reduce((sum, group) => sum + group[key], 0);
  const whole = counted.length === footprint.groups.length;
  return {
    footprint,
    blockTokens: footprint.engineBlockTokens ?? 1,
    marginal: total('marginalBytesPerToken'),
    fixed: total('fixedBytesPerSequence'),
    // The whole may hold more than its groups: the working state of compressors.
    bytes: whole ? footprint.bytesPerSequence : total('bytesPerSequence'),
    terms: (of) => {
      const { symbol, unit, meaning, key } = PARTS[of];
      return counted
        .filter((group) => group[key] > 0)
        .map((group) => ({
          symbol,
          meaning: `${meaning} ${layersInWords({ group: group.group, ranks })}`,
          value: group[key],
          unit,
          provenance,
        }));
    },
  };
}

type DecodeReads = Extract<Computation, { kind: 'decode-reads' }>;

/** Keys, values and latents are read once for a token; a state is read and written back. */
function decodeReads({ computation, groupsOf }: { computation: DecodeReads; groupsOf: GroupsOf }): Computed {
  const { cache, contextTokens, wholeContextDtype = cache.dtype } = computation;
  const { geometry, dtype, ranks = 1 } = cache;
  const { value: groups, ...provenance } = groupsOfCase({ geometry, groupsOf });
  const terms = rankGroups({ groups, ranks }).map((group): Term => {
    const keepsAll = group.kind === 'full' || group.kind === 'mla' || group.kind === 'compressed';
    const bytes = groupBytesAt({ group, dtype: keepsAll ? wholeContextDtype : dtype, contextTokens });
    const passes = group.kind === 'state' ? 2 : 1;
    const verb = passes === 2 ? 'read from and written to' : 'read from';
    return {
      symbol: 'R',
      meaning: `${verb} ${layersInWords({ group, ranks })}`,
      value: passes * bytes,
      unit: 'bytes',
      provenance,
    };
  });
  return {
    value: terms.reduce((sum, { value }) => sum + value, 0),
    unit: 'bytes',
    formula: 'Σ R(L)',
    terms: [...terms, tokens({ symbol: 'L', meaning: 'context', value: contextTokens })],
  };
}

function quotient({
  part,
  whole,
  ...result
}: {
  part: Computed;
  whole: Computed;
  value: number;
  formula: string;
}): Computed {
  const side = (symbol: string, meaning: string, { value, unit, terms }: Computed): Term => {
    const provenance: Provenance | undefined = terms.find((term) => term.provenance)?.provenance;
    return { symbol, meaning, value, unit, ...(provenance && { provenance }) };
  };
  return { ...result, unit: 'ratio', terms: [side('a', 'the one', part), side('b', 'the other', whole)] };
}

function elementsPerToken({ geometry, groupsOf }: { geometry: ProofGeometry; groupsOf: GroupsOf }): Computed {
  const dtype = 'bf16';
  const { marginal, terms } = sizeOf({ cache: { geometry, dtype }, groupsOf, contextTokens: 1, sequences: 1 });
  const element = elementBytes(dtype);
  return {
    value: marginal / element.value,
    unit: 'count',
    formula: 'Σ m ÷ b',
    terms: [...terms('marginal'), ...element.terms],
  };
}

function elementBytes(dtype: PlainDtype): Computed {
  const value = bytesPerElement(dtype);
  const terms: readonly Term[] = [
    { symbol: 'b', meaning: `bytes of an element in ${dtype}`, value, unit: 'bytesPerElement' },
  ];
  return { value, unit: 'bytesPerElement', formula: 'b', terms };
}

/** What sizes the block of a model with states: one layer's state, and what one attention layer keeps of a token. */
function stateTerms({ groups }: Footprint): readonly Term[] {
  return groups.flatMap(({ group, marginalBytesPerToken }): readonly Term[] => {
    if (group.kind === 'state')
      return [{ symbol: 's', meaning: 'state of one layer', value: stateBytesPerLayer(group), unit: 'bytes' }];
    if (marginalBytesPerToken === 0) return [];
    const value = marginalBytesPerToken / group.layers;
    return [{ symbol: 'a', meaning: 'one token of one attention layer', value, unit: 'bytesPerToken' }];
  });
}

const KIND_WORDS: Readonly<Record<LayerGroup['kind'], string>> = {
  full: 'keeping the whole context',
  sliding: 'keeping a window',
  chunked: 'keeping a chunk',
  mla: 'keeping a latent',
  compressed: 'keeping compressed entries',
  state: 'keeping a state',
  cross: 'attending to an encoder',
  none: 'keeping nothing',
};

function layersInWords({ group: { kind, layers }, ranks }: { group: LayerGroup; ranks: number }): string {
  const where = ranks === 1 ? '' : ` on one of ${ranks} ranks`;
  return `${layers} ${layers === 1 ? 'layer' : 'layers'} ${KIND_WORDS[kind]}${where}`;
}

function tokens(term: { symbol: string; meaning: string; value: number }): Term {
  return { ...term, unit: 'tokens' };
}

function count(term: { symbol: string; meaning: string; value: number }): Term {
  return { ...term, unit: 'count' };
}

function blockTerm(blockTokens: Tokens): Term {
  return tokens({ symbol: 'k', meaning: 'tokens of a block', value: blockTokens });
}
