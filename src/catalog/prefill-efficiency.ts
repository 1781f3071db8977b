import type { Fact } from '../domain/fact.ts';
import type { Estimate } from '../domain/serving/estimate.ts';
import { derived } from './provenance.ts';
import type { Source } from './sources.ts';

/**
 * What share of its dense peak a prefill reaches (MFU): the one table of defaults. The published times it was judged by are
 * in `time-proof`, and `evaluate/cluster/time-proof.ts` computes each of them with it.
 *
 * FLOPs are those of `prefillFlops` with parameters that do prefill work: whoever counts embedding and head in, as a
 * model's total does, finds Llama 3.1 8B 3 points better at 100K tokens and 8 at 10K, and must not use these shares.
 */

const CHECKED_ON = '2026-11-21';

function source(text: string): Source {
  return { text, checkedOn: CHECKED_ON };
}

const TUNED_DENSE = source(
  'vLLM blog 2026-01-08, Llama 3.1 8B on one H100: 0.59 to 0.64 of ten to a hundred thousand tokens; llm-d blog 2026-02-09, Llama 3.1 70B on four: 0.52; IBM community 2025-11-26, the same: 0.49',
);
const MIXTURES = source(
  'DeepSeek’s production day (open-infra-index, 2025-02): 0.17 of the fp8 peak; LMSYS 2025-05-05, DeepSeek on 96 H100s: 0.25 of it; llm-d blog 2026-08-15, gpt-oss-120b on one H200: 0.29 to 0.41 of the bf16 peak; vLLM, DeepSeek-R1 on GB300: 0.11 of the fp4 peak',
);
const WEKA = source(
  'weka.io, unlocking scalable inference: 23.97 s for 105,000 tokens of Llama 3.1 70B on eight H100s',
);
const H20 = source('gahow/agentic-kvc commit 837df6b, Qwen3-Coder-30B-A3B on one H20, vLLM 0.18.1');

/** Kinds of models that reach different shares. */
export type PrefillKind = 'dense' | 'mixtureOfExperts';

export const PREFILL_MFU: Readonly<Record<PrefillKind | 'vendorBaseline', Fact<Estimate>>> = {
  dense: derived(
    { low: 0.45, typical: 0.6, high: 0.65 },
    TUNED_DENSE,
    'Tuned engines, long prompts, bf16. Short prompts, older engines and fp8 reach less. What a maker compares its product with (0.15) is no part of the range.',
  ),
  mixtureOfExperts: derived(
    { low: 0.1, typical: 0.25, high: 0.45 },
    MIXTURES,
    'Of the peak of the precision that is computed in. Between one prompt on an idle engine, which reaches more, and a fleet with its experts spread over many nodes, which reaches less.',
  ),
  vendorBaseline: derived(
    { low: 0.15, typical: 0.15, high: 0.15 },
    WEKA,
    'What the baseline of the published “41 times” implies; no tuned engine is that slow on a dense model. To look at, not to plan with.',
  ),
};

/**
 * Accelerators whose own share was measured and is nothing like the rest's: with little arithmetic for its bandwidth, one
 * is kept busy by what others wait for.
 */
export const PREFILL_MFU_OF_ACCELERATOR: Readonly<Record<string, Fact<Estimate>>> = {
  h20: derived(
    { low: 0.5, typical: 0.8, high: 0.92 },
    H20,
    '0.59 at 1,024 tokens, 0.91 at 65,536; one model, one experiment, and a mixture of experts at that. The H20 has an eighth of an H100’s arithmetic and more bandwidth.',
  ),
};

/**
 * The share to reckon with: the accelerator's own where it was measured, else that of models of its kind.
 *
 * Example: a mixture of experts on an H100: 0.25 (0.10 to 0.45); on an H20: 0.80 (0.50 to 0.92).
 * Ignores the length of the prompt: shares rise with it, from 0.29 to 0.41 of gpt-oss-120b between 2,048 and 49,152 tokens.
 */
export function prefillMfuOf({ kind, acceleratorId }: { kind: PrefillKind; acceleratorId: string }): Fact<Estimate> {
  const own = Object.hasOwn(PREFILL_MFU_OF_ACCELERATOR, acceleratorId)
    ? PREFILL_MFU_OF_ACCELERATOR[acceleratorId]
    : undefined;
  return own ?? PREFILL_MFU[kind];
}
