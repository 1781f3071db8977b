import type { Fact } from '../domain/fact.ts';
import type { Bytes, Ratio } from '../domain/units.ts';
import { assumed, measured, published } from './provenance.ts';
import type { Source } from './sources.ts';

/** What an engine holds on every device beside weights and KV cache. */

const GIB = 2 ** 30;
const LLM_D: Source = {
  text: 'llm-d-incubation/llm-d-planner@e50305af docs/empirical-vllm-memory-results.md (vLLM 0.11, H100)',
  checkedOn: '2026-11-20',
};

export const ACTIVATION_BYTES: {
  readonly dense: Fact<Bytes>;
  readonly mixtureOfExperts: Fact<Bytes>;
} = {
  dense: measured(
    5.5 * GIB,
    LLM_D,
    'Peak at the default batch, nearly independent of model size: 4.76 to 5.64 GiB in single runs of text models, 2.12 of one that also reads images. Grows with the tokens of a step.',
  ),
  mixtureOfExperts: measured(
    8 * GIB,
    LLM_D,
    'Peak at the default batch for mixtures of experts; 7.38 GiB in both single runs (gpt-oss).',
  ),
};

export const RUNTIME_BYTES: { readonly single: Fact<Bytes>; readonly parallel: Fact<Bytes> } = {
  single: measured(0.15 * GIB, LLM_D, 'Outside PyTorch on one device: 0.13 to 0.14 GiB.'),
  parallel: measured(0.6 * GIB, LLM_D, 'Outside PyTorch with two ranks or more: 0.54 to 0.55 GiB.'),
};

/** Tensor parallelism stays inside a server; beyond it, layers are divided into pipeline stages. */
export const MOST_RANKS_PER_STAGE: Fact<number> = assumed(
  8,
  'Servers join eight accelerators closely; larger close-knit domains exist and would divide further.',
);

export const UTILISATION: Fact<Ratio> = published(0.9, {
  text: 'vLLM, --gpu-memory-utilization, default',
  checkedOn: '2026-11-20',
});
