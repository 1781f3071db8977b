import { fact, type Fact, type Provenance } from '../fact.ts';
import type { Ratio, Seconds } from '../units.ts';

/**
 * Floors and decode efficiencies that the time models default to, and how far those models were from published measurements,
 * each with its source. The shares of peak that prefill reaches are the catalogue's (`catalog/prefill-efficiency.ts`).
 */

const checked = (kind: Provenance['kind'], source: string, note?: string): Provenance => ({
  kind,
  source,
  checkedOn: '2026-11-21',
  ...(note !== undefined && { note }),
});

const VLLM_OFFLOAD = 'vLLM blog 2026-01-08, KV offloading connector, figure 1 (Llama 3.1 8B, one H100)';
const LLM_D_P2P = 'llm-d blog 2026-08-15, P2P KV cache sharing (gpt-oss-120b, H200)';

/** What a request takes on an engine however short it is. Hosted services: 0.5 to 2.5 s. */
export const REQUEST_FLOOR_SECONDS: Fact<Seconds> = fact(
  0.01,
  checked('derived', `${VLLM_OFFLOAD}: 10 ms leave the smallest error`, '10 to 30 ms are usual.'),
);

/** How far a time model was from what was measured. */
export interface ModelError {
  /** Mean and largest absolute error, of the measured value. */
  readonly meanRatio: Ratio;
  readonly worstRatio: Ratio;
  readonly points: number;
}

export const PREFILL_ERROR: { readonly dense: Fact<ModelError>; readonly mixtureOfExperts: Fact<ModelError> } = {
  dense: fact(
    { meanRatio: 0.0174, worstRatio: 0.08, points: 8 },
    checked('measured', `${VLLM_OFFLOAD}, 10,000 to 100,000 tokens, one MFU of 0.60`, 'Worst at 10,000 tokens.'),
  ),
  mixtureOfExperts: fact(
    { meanRatio: 0.0983, worstRatio: 0.177, points: 5 },
    checked('measured', `${LLM_D_P2P}, 2,048 to 49,152 tokens, one MFU of 0.36`, 'The MFU rises with the prompt.'),
  ),
};

export const LOAD_ERROR: { readonly hostMemory: Fact<ModelError>; readonly peer: Fact<ModelError> } = {
  hostMemory: fact(
    { meanRatio: 0.0228, worstRatio: 0.085, points: 8 },
    checked('measured', `${VLLM_OFFLOAD}, from DRAM: 12 ms and 43.5 GB/s`),
  ),
  peer: fact(
    { meanRatio: 0.0434, worstRatio: 0.122, points: 5 },
    checked('measured', `${LLM_D_P2P}: 21.9 ms and 4.32 µs a token`),
  ),
};

/** Efficiencies and overheads of a decode step. */
export const DECODE_DEFAULTS: {
  readonly weightEfficiencyRatio: Fact<Ratio>;
  readonly kvEfficiencyRatio: Fact<Ratio>;
  readonly computeEfficiencyRatio: Fact<Ratio>;
  readonly stepSeconds: Fact<Seconds>;
  readonly layerSeconds: Fact<Seconds>;
  readonly errorRatio: Fact<Ratio>;
} = {
  weightEfficiencyRatio: fact(
    0.69,
    checked(
      'derived',
      'Fit to 3,138 rows of aiconfigurator silicon_sample.csv: weights ÷ bandwidth × 1.44',
      '0.50 to 0.75 in single runs.',
    ),
  ),
  kvEfficiencyRatio: fact(
    0.85,
    checked(
      'derived',
      'vLLM blog 2026-04-22, fp8 KV cache: 0.82 to 0.91 with eight KV heads',
      'One KV head reaches 0.04.',
    ),
  ),
  computeEfficiencyRatio: fact(
    0.5,
    checked('assumed', 'As prefill; FlashMLA states 660 TFLOP/s of 989 for decode kernels'),
  ),
  stepSeconds: fact(0.000_56, checked('derived', 'The same fit')),
  layerSeconds: fact(
    0.000_073,
    checked('derived', 'The same fit, two devices and more', '41 µs TensorRT-LLM, 80 vLLM, 111 SGLang.'),
  ),
  errorRatio: fact(
    0.22,
    checked(
      'measured',
      'The same fit: mean error 22 %, median 18 %; models left out of the fit 15 to 29 %, GLM-5 42 %',
    ),
  ),
};
