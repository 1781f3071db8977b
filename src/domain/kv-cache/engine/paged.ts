import type { Bytes, Tokens } from '../../units.ts';
import { type CompressedGroup, type LayerGroup, type StateGroup } from '../layer-group.ts';
import { compressorStateBytes, stateBytesPerLayer } from '../size.ts';
import { roundedUp, type EngineFigures, type EngineGroup, type EngineRequest } from './engine.ts';
import { engineRecordOf, groupTokenBytes } from './layout.ts';

/** What a paged engine does with the parts of a cache that do not simply grow. */
export interface PagedRules {
  readonly blockTokens: Tokens;
  /** Tokens allocated for a window at this context, before rounding to blocks; `extraBlocks` come on top. */
  readonly windowTokens: (window: { tokens: Tokens; contextTokens: Tokens }) => Tokens;
  readonly windowExtraBlocks: number;
  readonly chunkTokens: (chunk: { tokens: Tokens; contextTokens: Tokens }) => Tokens;
  /** States fill a whole block of the attention layers. */
  readonly padsStates: boolean;
  /** Some rule is assumed; `notes` say which. */
  readonly isAssumed: boolean;
  readonly notes: readonly string[];
}

/**
 * A block table: every layer that keeps the context allocates whole blocks of `blockTokens` tokens, windows are reserved
 * by the engine's rule, states take a slot or a padded block.
 */
export function pagedFigures({ request, rules }: { request: EngineRequest; rules: PagedRules }): EngineFigures {
  const { groups, contextTokens } = request;
  const statePage = rules.padsStates ? paddedStateBytes({ request, rules }) : null;
  const sized = groups.map((group): EngineGroup => ({
    ...groupFigures({ group, request, rules, contextTokens, statePage }),
    fixedBytesPerSequence: fixedPart({ group, request, rules, statePage }),
  }));
  const notes = [...rules.notes];
  const compressor = compressorStateBytes(groups);
  if (compressor > 0)
    notes.push('Holds the working state of the V4 compressors as well, which published sizes leave out.');
  const states = groups.filter((group) => group.kind === 'state');
  const largest = Math.max(0, ...states.map(stateBytesPerLayer));
  return {
    blockTokens: groups.some(growsWithContext) ? rules.blockTokens : null,
    groups: sized,
    marginalBytesPerToken: sum(sized, ({ marginalBytesPerToken }) => marginalBytesPerToken),
    fixedBytesPerSequence: sum(sized, ({ fixedBytesPerSequence }) => fixedBytesPerSequence) + compressor,
    bytesPerSequence: sum(sized, ({ bytesPerSequence }) => bytesPerSequence) + compressor,
    statePaddingRatio: statePage !== null && largest > 0 ? statePage / largest - 1 : null,
    isAssumed: rules.isAssumed,
    notes,
  };
}

export function growsWithContext(group: LayerGroup): boolean {
  return group.kind === 'full' || group.kind === 'mla' || (group.kind === 'compressed' && group.ratio > 0);
}

/** Bytes of the block that a state is padded to: a block of the attention layers. */
function paddedStateBytes({ request, rules }: { request: EngineRequest; rules: PagedRules }): Bytes | null {
  const perToken = attentionBytesPerTokenPerLayer(request);
  return perToken === 0 ? null : rules.blockTokens * perToken;
}

/** Bytes one attention layer keeps of one token on this rank: the largest where they differ. */
export function attentionBytesPerTokenPerLayer({ groups, dtype, settings }: EngineRequest): Bytes {
  return groups
    .filter(growsWithContext)
    .reduce((most, group) => Math.max(most, engineRecordOf({ group, dtype, engine: settings.name }).recordBytes), 0);
}

type Allocation = Omit<EngineGroup, 'fixedBytesPerSequence'>;

function groupFigures({
  group,
  request,
  rules,
  contextTokens,
  statePage,
}: {
  group: LayerGroup;
  request: EngineRequest;
  rules: PagedRules;
  contextTokens: Tokens;
  statePage: Bytes | null;
}): Allocation {
  const { dtype, settings } = request;
  const { blockTokens } = rules;
  const { records, index } = groupTokenBytes({ group, dtype, engine: settings.name });
  const fixed = (allocatedTokens: Tokens): Allocation => ({
    group,
    marginalBytesPerToken: 0,
    allocatedTokens,
    bytesPerSequence: allocatedTokens * records,
  });
  switch (group.kind) {
    case 'full':
    case 'mla': {
      const allocatedTokens = roundedUp({ tokens: contextTokens, blockTokens });
      return {
        group,
        marginalBytesPerToken: records + index,
        allocatedTokens,
        bytesPerSequence: allocatedTokens * (records + index),
      };
    }
    case 'compressed':
      return compressedFigures({ group, rules, contextTokens, records, index });
    case 'sliding':
      return fixed(windowAllocation({ tokens: group.windowTokens, contextTokens, rules }));
    case 'chunked':
      return fixed(roundedUp({ tokens: rules.chunkTokens({ tokens: group.chunkTokens, contextTokens }), blockTokens }));
    case 'cross':
      return fixed(roundedUp({ tokens: group.encoderTokens, blockTokens }));
    case 'state':
      return {
        group,
        marginalBytesPerToken: 0,
        allocatedTokens: 0,
        bytesPerSequence: group.layers * stateAllocation({ group, statePage }),
      };
    case 'none':
      return fixed(0);
  }
}

/**
 * A block of V4 holds `blockTokens ÷ ratio` entries; where it is shorter than the ratio, several blocks share one. The
 * window is paged like any other.
 */
function compressedFigures({
  group,
  rules,
  contextTokens,
  records,
  index,
}: {
  group: CompressedGroup;
  rules: PagedRules;
  contextTokens: Tokens;
  records: Bytes;
  index: Bytes;
}): Allocation {
  const window = windowAllocation({ tokens: group.windowTokens, contextTokens, rules }) * records;
  if (group.ratio === 0) return { group, marginalBytesPerToken: 0, allocatedTokens: 0, bytesPerSequence: window };
  const allocatedTokens = roundedUp({ tokens: contextTokens, blockTokens: rules.blockTokens });
  return {
    group,
    marginalBytesPerToken: (records + index) / group.ratio,
    allocatedTokens,
    bytesPerSequence: window + Math.ceil(allocatedTokens / group.ratio) * (records + index),
  };
}

function windowAllocation({
  tokens,
  contextTokens,
  rules,
}: {
  tokens: Tokens;
  contextTokens: Tokens;
  rules: PagedRules;
}): Tokens {
  const { blockTokens, windowExtraBlocks } = rules;
  return (
    roundedUp({ tokens: rules.windowTokens({ tokens, contextTokens }), blockTokens }) + windowExtraBlocks * blockTokens
  );
}

function stateAllocation({ group, statePage }: { group: StateGroup; statePage: Bytes | null }): Bytes {
  return Math.max(statePage ?? 0, stateBytesPerLayer(group));
}

/** What is left at a context that needs no growing block: windows at their largest, states. */
function fixedPart({
  group,
  request,
  rules,
  statePage,
}: {
  group: LayerGroup;
  request: EngineRequest;
  rules: PagedRules;
  statePage: Bytes | null;
}): Bytes {
  if (group.kind === 'full' || group.kind === 'mla') return 0;
  const plain = group.kind === 'compressed' ? { ...group, ratio: 0 } : group;
  return groupFigures({ group: plain, request, rules, contextTokens: Infinity, statePage }).bytesPerSequence;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
