import type { Bytes, Tokens } from '../units.ts';
import type { EngineFigures, EngineSettings } from './engine/engine.ts';
import { engineFigures } from './engine/index.ts';
import type { LayerGroup } from './layer-group.ts';
import type { KvDtype } from './precision.ts';
import { bytesPerSequence, compressorStateBytes, groupBytesAt, kvSizeOf } from './size.ts';
import { withDraftLayers } from './speculation.ts';
import { storedBytesPerSequence } from './stored.ts';
import { rankGroups, unevenHeads } from './tensor-parallel.ts';

/** One question about a cache: which layers, how stored, how long, how many, on how many ranks, by which engine. */
export interface FootprintRequest {
  readonly groups: readonly LayerGroup[];
  /** Draft layers to count; 0 where speculation is off. */
  readonly draftLayers: number;
  readonly dtype: KvDtype;
  readonly contextTokens: Tokens;
  readonly sequences: number;
  /** Ranks of a tensor-parallel group. */
  readonly ranks: number;
  /** `null`: logical bytes, unrounded. */
  readonly engine: EngineSettings | null;
}

export interface FootprintGroup {
  readonly group: LayerGroup;
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
  /** Bytes of one sequence at the context. */
  readonly bytesPerSequence: Bytes;
  readonly perRankBytesPerSequence: Bytes;
}

/** Every size of one cache. One copy first, then what the ranks hold, then what a warehouse keeps. */
export interface Footprint {
  readonly groups: readonly FootprintGroup[];
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
  readonly bytesPerSequence: Bytes;
  readonly totalBytes: Bytes;
  readonly perRankBytesPerSequence: Bytes;
  readonly allRanksBytesPerSequence: Bytes;
  readonly storedBytesPerSequence: Bytes;
  /** Working state of V4's compressors beside the cache; with an engine it is part of the figures. */
  readonly compressorStateBytesPerSequence: Bytes;
  /** Tokens of an engine's block on a rank; `null` without an engine or without a growing cache. */
  readonly engineBlockTokens: Tokens | null;
  readonly engineFigures: EngineFigures | null;
  readonly notes: readonly string[];
}

/**
 * The whole answer for one cache. `bytesPerSequence` is one copy (TP1); `perRank…` what each rank holds,
 * `allRanks…` that times the ranks, `stored…` the one copy a warehouse keeps.
 *
 * Example: DeepSeek-V3 in bf16 at 100,000 tokens and TP8: 7.03 GB for one copy and on every rank, 56.2 GB on all ranks,
 * 7.03 GB stored. Throws nothing; the inputs are checked where they are typed.
 */
export function footprintOf(request: FootprintRequest): Footprint {
  const { dtype, contextTokens, sequences, ranks, engine } = request;
  const groups = withDraftLayers(request);
  const perRank = rankGroups({ groups, ranks });
  const notes = tensorParallelNotes({ groups, ranks });
  const compressor = compressorStateBytes(groups);
  const common = { sequences, compressorStateBytesPerSequence: compressor };
  if (engine === null) {
    const size = kvSizeOf({ groups, dtype });
    const one = bytesPerSequence({ groups, dtype, contextTokens });
    const rank = bytesPerSequence({ groups: perRank, dtype, contextTokens });
    if (compressor > 0)
      notes.push('The working state of the V4 compressors is not in these figures; engines hold it beside the cache.');
    return {
      ...finish({ ...common, one, rank, ranks }),
      groups: size.groups.map((sized, i) => ({
        ...sized,
        bytesPerSequence: groupBytesAt({ group: sized.group, dtype, contextTokens }),
        perRankBytesPerSequence: groupBytesAt({ group: perRank[i] ?? sized.group, dtype, contextTokens }),
      })),
      marginalBytesPerToken: size.marginalBytesPerToken,
      fixedBytesPerSequence: size.fixedBytesPerSequence,
      storedBytesPerSequence: storedBytesPerSequence({ groups, dtype, contextTokens }),
      engineBlockTokens: null,
      engineFigures: null,
      notes,
    };
  }
  const ask = (of: readonly LayerGroup[]): EngineFigures =>
    engineFigures({ groups: of, dtype, contextTokens, sequences, settings: engine });
  const single = ask(groups);
  const onRank = ranks === 1 ? single : ask(perRank);
  return {
    ...finish({ ...common, one: single.bytesPerSequence, rank: onRank.bytesPerSequence, ranks }),
    groups: single.groups.map((sized, i) => ({
      group: sized.group,
      marginalBytesPerToken: sized.marginalBytesPerToken,
      fixedBytesPerSequence: sized.fixedBytesPerSequence,
      bytesPerSequence: sized.bytesPerSequence,
      perRankBytesPerSequence: onRank.groups[i]?.bytesPerSequence ?? sized.bytesPerSequence,
    })),
    marginalBytesPerToken: single.marginalBytesPerToken,
    fixedBytesPerSequence: single.fixedBytesPerSequence,
    storedBytesPerSequence: storedBytesPerSequence({
      groups,
      dtype,
      contextTokens,
      layout: { engine: engine.name, blockTokens: onRank.blockTokens },
    }),
    engineBlockTokens: onRank.blockTokens,
    engineFigures: onRank,
    notes: [...notes, ...onRank.notes],
  };
}

function finish({
  one,
  rank,
  ranks,
  sequences,
  compressorStateBytesPerSequence,
}: {
  one: Bytes;
  rank: Bytes;
  ranks: number;
  sequences: number;
  compressorStateBytesPerSequence: Bytes;
}) {
  return {
    bytesPerSequence: one,
    totalBytes: one * sequences,
    perRankBytesPerSequence: rank,
    allRanksBytesPerSequence: rank * ranks,
    compressorStateBytesPerSequence,
  };
}

function tensorParallelNotes({ groups, ranks }: { groups: readonly LayerGroup[]; ranks: number }): string[] {
  const uneven = unevenHeads({ groups, ranks });
  return uneven.length === 0
    ? []
    : [
        `${uneven.join(' and ')} KV heads do not divide evenly among ${ranks} ranks: sized by ⌈heads ÷ ranks⌉, but most engines refuse it.`,
      ];
}
