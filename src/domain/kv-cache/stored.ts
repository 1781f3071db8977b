import type { Bytes, Tokens } from '../units.ts';
import { elementsOf, type LayerGroup } from './layer-group.ts';
import { type EngineName, roundedUp } from './engine/engine.ts';
import { groupTokenBytes } from './engine/layout.ts';
import type { KvDtype } from './precision.ts';
import { bytesPerSequence, keptTokensOf, stateBytesPerLayer } from './size.ts';

/** How an engine lays records out, where stored bytes are to follow it. */
export interface StoredLayout {
  readonly engine: EngineName;
  /** Tokens of a block; `null` where nothing grows. */
  readonly blockTokens: Tokens | null;
}

/**
 * Bytes a warehouse keeps of one sequence: one copy, however many ranks hold it, of the whole context, of what each
 * window holds and of one state.
 *
 * With an engine the records are in its layout and growing layers fill whole blocks; room that the engine only reserves
 * (a window's transient part, a state padded to a block) is not stored.
 *
 * Example: DeepSeek-V3 at TP8 holds 8 × 70,272 B per token on its ranks; 70,272 B are stored.
 * Ignores further checkpoints of windows and states: a prefix can be resumed only where one was saved, and this counts
 * the one at the end.
 */
export function storedBytesPerSequence({
  groups,
  dtype,
  contextTokens,
  layout,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
  layout?: StoredLayout | undefined;
}): Bytes {
  if (!layout) return bytesPerSequence({ groups, dtype, contextTokens });
  return groups.reduce((sum, group) => sum + storedGroupBytes({ group, dtype, contextTokens, layout }), 0);
}

const FP32_BYTES = 4;

function storedGroupBytes({
  group,
  dtype,
  contextTokens,
  layout,
}: {
  group: LayerGroup;
  dtype: KvDtype;
  contextTokens: Tokens;
  layout: StoredLayout;
}): Bytes {
  const { engine, blockTokens } = layout;
  const { records, index } = groupTokenBytes({ group, dtype, engine });
  const whole = (tokens: Tokens): Tokens => (blockTokens === null ? tokens : roundedUp({ tokens, blockTokens }));
  switch (group.kind) {
    case 'full':
    case 'mla':
      return whole(contextTokens) * (records + index);
    case 'compressed':
      return (
        keptTokensOf({ group, contextTokens }) * records +
        (group.ratio === 0 ? 0 : Math.ceil(whole(contextTokens) / group.ratio) * (records + index))
      );
    case 'state':
      return group.layers * (engine === 'llama.cpp' ? fp32Elements(group) * FP32_BYTES : stateBytesPerLayer(group));
    case 'sliding':
    case 'chunked':
    case 'cross':
      return keptTokensOf({ group, contextTokens }) * records;
    case 'none':
      return 0;
  }
}

function fp32Elements({ recurrent, convolution }: Extract<LayerGroup, { kind: 'state' }>): number {
  return elementsOf(recurrent) + convolution.reduce((sum, part) => sum + elementsOf(part), 0);
}
