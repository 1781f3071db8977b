import type { CrossGroup, FullGroup, LayerGroup } from '../kv-cache/layer-group.ts';
import type { Tokens } from '../units.ts';
import { keyValues } from './attention-shape.ts';
import { type Fields, HIDDEN_KEYS } from './fields.ts';
import { range, type Reading } from './reading.ts';
import { grouped, Refusal } from './refusal.ts';

/** Where a family keeps the sizes of its decoder. */
export interface EncoderDecoderOptions {
  readonly layers: readonly string[];
  readonly heads: readonly string[];
  /** Keys of the head size; else the model's width over the heads. */
  readonly headDim?: string;
  /** Keys of how much the encoder puts out, and what to assume where none is given. */
  readonly encoderTokens: readonly string[];
  readonly encoderTokensAssumed: Tokens;
  /** The encoder always puts out as much (Whisper: 30 seconds of sound). */
  readonly fixed?: boolean;
}

/**
 * The decoder of an encoder-decoder model: a cache of its own tokens, and on every layer a second one over what the
 * encoder put out. Example: Whisper large-v3, 32 layers of 20 heads of 64, cross-attends to 1,500 frames.
 */
export function encoderDecoderReader(options: EncoderDecoderOptions): (reading: Reading) => readonly LayerGroup[] {
  return (reading) => {
    const { fields, notes } = reading;
    const layers = fields.required(firstGiven(fields, options.layers), 'layers', 'the number of decoder layers');
    const heads = fields.required(firstGiven(fields, options.heads), 'heads', 'the number of decoder heads');
    fields.acknowledge('encoder_layers', 'encoder_attention_heads', 'num_encoder_attention_heads');
    const given = options.headDim ? fields.count(options.headDim, 'width') : null;
    const width = given ?? fields.required(HIDDEN_KEYS, 'width', 'the width of the model') / heads;
    if (!Number.isInteger(width))
      throw new Refusal(`${fields.path}d_model is not a multiple of ${grouped(heads)} heads.`);
    fields.acknowledge(...HIDDEN_KEYS);
    const found = fields.count(firstGiven(fields, options.encoderTokens), 'tokens');
    const encoderTokens = found ?? options.encoderTokensAssumed;
    if (!options.fixed || found === null) {
      notes.doubt(
        `Cross-attention is sized for ${grouped(encoderTokens)} tokens of encoder output; it grows in proportion to the input, of which the config sets ${found === null ? 'no length' : 'the longest'}.`,
      );
    }
    const shape = keyValues({ heads, kvHeads: heads, kDim: width, vDim: width });
    const own: FullGroup = { kind: 'full', ...shape };
    const cross: CrossGroup = { kind: 'cross', ...shape, encoderTokens };
    return range(layers).flatMap(() => [own, cross]);
  };
}

/** Spellings here are of different things, of which a family uses the first it has: no conflict if they differ. */
function firstGiven(fields: Fields, keys: readonly string[]): string {
  fields.acknowledge(...keys);
  return keys.find((key) => fields.has(key)) ?? keys[0] ?? '';
}
