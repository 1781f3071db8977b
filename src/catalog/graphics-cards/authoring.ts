import type { CardForm, GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import type { Fact } from '../../domain/fact.ts';

/** The one way to write a row. Rates are written as data sheets write them: Gbit/s and pin. */

export interface CardRow {
  /** With the maker's words for it, as WebGL's renderer has it: `GeForce RTX 4090`, `Radeon RX 7900 XTX`. */
  readonly name: string;
  readonly vendor: GraphicsCard['vendor'];
  readonly architectures: readonly string[];
  readonly form: CardForm;
  /** What tells variants apart that drivers name alike: `8 GB`. Stands in the name, not in the renderer's words. */
  readonly variant?: string;
  /** What drivers call it, where that is not the name. */
  readonly rendererName?: string;
  readonly bandwidth?: Fact<number>;
  /** Why there is none; exactly where `bandwidth` is left out. */
  readonly whyUnknown?: string;
  readonly bits?: number;
  readonly gbitPerS?: number;
  readonly acceleratorId?: string;
}

const GBIT = 1e9;

export function card({
  name,
  vendor,
  architectures,
  form,
  variant,
  rendererName = name,
  bandwidth,
  whyUnknown,
  bits,
  gbitPerS,
  acceleratorId,
}: CardRow): GraphicsCard {
  const whole = variant === undefined ? name : `${name} (${variant})`;
  return {
    id: slugOf(whole),
    name: whole,
    vendor,
    architectures,
    form,
    rendererWords: wordsOf(rendererName),
    memoryBandwidthBytesPerSecond: bandwidth ?? null,
    whyUnknown: whyUnknown ?? null,
    memoryBus:
      bits === undefined || gbitPerS === undefined ? null : { bits, bitsPerSecondAndPin: Math.round(gbitPerS * GBIT) },
    acceleratorId: acceleratorId ?? null,
  };
}

/** Letters and digits of a name, in small letters, with what stands for a trade mark left out. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/\((?:r|tm)\)|[®™]/g, ' ')
      .match(/[a-z0-9]+/g) ?? []
  );
}

function slugOf(name: string): string {
  return wordsOf(name).join('-');
}
