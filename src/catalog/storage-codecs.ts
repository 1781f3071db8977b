import type { Fact } from '../domain/fact.ts';
import type { Ratio } from '../domain/units.ts';
import { measured, published } from './provenance.ts';
import type { Source } from './sources.ts';

/** What is said of codecs that compress a KV cache on its way to storage. */

const KVTC_PAPER: Source = {
  text: 'Staniszewski and Łańcucki (NVIDIA), “KV Cache Transform Coding for Compact Storage in LLM Inference”, ICLR 2026, arXiv 2511.01815',
  checkedOn: '2026-11-20',
};
const KVTC_OPEN: Source = {
  text: 'github.com/OnlyTerp/kvtc, README: K in 1 to 2 bits and V in 3 to 4 bits on Qwen2.5-7B',
  checkedOn: '2026-11-20',
};

/** A claim of those who offer the codec, and what others found. Ratios to a 16-bit cache. */
export interface CodecClaim {
  readonly id: string;
  readonly claim: string;
  readonly ratio: { readonly low: Fact<Ratio>; readonly high: Fact<Ratio> };
}

export const TRANSFORM_CODEC_CLAIMS: readonly CodecClaim[] = [
  {
    id: 'kvtc-accuracy',
    claim: 'Claimed by its authors, within one point of accuracy',
    ratio: {
      low: published(16, KVTC_PAPER, 'Llama 3, Mistral NeMo and R1-Qwen 2.5; their own measurements.'),
      high: published(20, KVTC_PAPER, '“Up to 20×, while maintaining reasoning and long-context accuracy.”'),
    },
  },
  {
    id: 'kvtc-special',
    claim: 'Claimed by its authors for particular uses',
    ratio: {
      low: published(40, KVTC_PAPER, '“40× or higher for specific use cases.”'),
      high: published(40, KVTC_PAPER, '“40× or higher for specific use cases.”'),
    },
  },
  {
    id: 'kvtc-open',
    claim: 'Reached by an open re-implementation',
    ratio: {
      low: measured(6, KVTC_OPEN, 'Of its three stages; the entropy coder is the same kind.'),
      high: measured(9, KVTC_OPEN, '8.8× with K in 1 bit and V in 3 bits.'),
    },
  },
];
