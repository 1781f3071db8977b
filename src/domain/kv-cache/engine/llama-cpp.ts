import type { Bytes, Tokens } from '../../units.ts';
import { elementsOf, type LayerGroup, type StateGroup } from '../layer-group.ts';
import { roundedUp, type EngineFigures, type EngineGroup, type EngineRequest } from './engine.ts';
import { groupTokenBytes } from './layout.ts';
import { growsWithContext } from './paged.ts';

/** Contexts and windows are padded to this many cells. */
const PADDING_TOKENS = 256;
/** `--ubatch-size`. */
const UBATCH_TOKENS = 512;
const FP32_BYTES = 4;

/**
 * llama.cpp on one device.
 *
 *     full, MLA   PAD(L, 256) cells per sequence
 *     sliding     PAD(min(L, W + ubatch), 256) cells per stream; with a unified cache the sequences share
 *                 PAD(min(all L, W × sequences + ubatch), 256)
 *     state       fp32 throughout, convolution inputs too
 *
 * Example: Gemma 3 270M (3 full, 15 windowed layers of 512; 1 KV head of 256) in f16 at 8,192 tokens: 24 + 15 = 39 MiB;
 * two sequences of 4,096 each 54 MiB, in a unified cache 46.5 MiB (Unsloth's tests against llama-server).
 * Windows are quantised like the rest: keeping them in f16 (ggml-org/llama.cpp #21277) was reverted by #21332.
 * Ignores compute buffers. Layers are split over devices, not heads, unless `--split-mode row` says otherwise.
 */
export function llamaCppFigures(request: EngineRequest): EngineFigures {
  const { groups, contextTokens } = request;
  const sized = groups.map((group): EngineGroup => ({
    ...groupFigures({ group, request, contextTokens }),
    fixedBytesPerSequence: keepsContext(group)
      ? 0
      : groupFigures({ group, request, contextTokens: Infinity }).bytesPerSequence,
  }));
  const notes: string[] = [];
  if (groups.some(({ kind }) => kind === 'compressed'))
    notes.push(
      'Compressed attention is sized by its entries and window; no layout of llama.cpp for it is known here, and the compressors’ working state is not counted.',
    );
  if (groups.some((group) => 'index' in group && group.index !== undefined))
    notes.push('Index keys are taken to be stored in the cache’s precision.');
  return {
    blockTokens: groups.some(growsWithContext) ? PADDING_TOKENS : null,
    groups: sized,
    marginalBytesPerToken: sized.reduce((sum, group) => sum + group.marginalBytesPerToken, 0),
    fixedBytesPerSequence: sized.reduce((sum, group) => sum + group.fixedBytesPerSequence, 0),
    bytesPerSequence: sized.reduce((sum, group) => sum + group.bytesPerSequence, 0),
    statePaddingRatio: null,
    isAssumed: notes.length > 0,
    notes,
  };
}

function keepsContext({ kind }: LayerGroup): boolean {
  return kind === 'full' || kind === 'mla';
}

type Allocation = Omit<EngineGroup, 'fixedBytesPerSequence'>;

function groupFigures({
  group,
  request,
  contextTokens,
}: {
  group: LayerGroup;
  request: EngineRequest;
  contextTokens: Tokens;
}): Allocation {
  const { records, index } = groupTokenBytes({ group, dtype: request.dtype, engine: 'llama.cpp' });
  const of = ({
    cells,
    marginalBytesPerToken = 0,
    bytes = cells * records,
  }: {
    cells: Tokens;
    marginalBytesPerToken?: Bytes;
    bytes?: Bytes;
  }): Allocation => ({ group, marginalBytesPerToken, allocatedTokens: cells, bytesPerSequence: bytes });
  switch (group.kind) {
    case 'full':
    case 'mla': {
      const cells = roundedUp({ tokens: contextTokens, blockTokens: PADDING_TOKENS });
      return of({ cells, marginalBytesPerToken: records + index, bytes: cells * (records + index) });
    }
    case 'sliding':
      return of({ cells: windowCells({ windowTokens: group.windowTokens, request, contextTokens }) });
    case 'chunked':
      return of({ cells: windowCells({ windowTokens: group.chunkTokens, request, contextTokens }) });
    case 'compressed': {
      const window = windowCells({ windowTokens: group.windowTokens, request, contextTokens });
      if (group.ratio === 0 || contextTokens === Infinity) return of({ cells: window });
      const cells = roundedUp({ tokens: contextTokens, blockTokens: PADDING_TOKENS });
      const entries = Math.ceil(cells / group.ratio);
      return of({
        cells,
        marginalBytesPerToken: (records + index) / group.ratio,
        bytes: window * records + entries * (records + index),
      });
    }
    case 'cross':
      return of({ cells: roundedUp({ tokens: group.encoderTokens, blockTokens: PADDING_TOKENS }) });
    case 'state':
      return of({ cells: 0, bytes: group.layers * fp32StateBytes(group) });
    case 'none':
      return of({ cells: 0 });
  }
}

/** Cells of one sequence's window; in a unified cache its share of the one they have in common. */
function windowCells({
  windowTokens,
  request,
  contextTokens,
}: {
  windowTokens: Tokens;
  request: EngineRequest;
  contextTokens: Tokens;
}): Tokens {
  const { settings, sequences } = request;
  const ubatch = settings.ubatchTokens ?? UBATCH_TOKENS;
  const shared = settings.unifiedCache === true ? sequences : 1;
  const tokens = Math.min(contextTokens * shared, windowTokens * shared + ubatch);
  return roundedUp({ tokens, blockTokens: PADDING_TOKENS }) / shared;
}

function fp32StateBytes({ recurrent, convolution }: StateGroup): Bytes {
  return (elementsOf(recurrent) + convolution.reduce((sum, part) => sum + elementsOf(part), 0)) * FP32_BYTES;
}
