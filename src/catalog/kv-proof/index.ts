import { CAPACITY_CASES } from './capacity.ts';
import type { KvProofCase } from './case.ts';
import { DECODE_CASES } from './decode-reads.ts';
import { ENGINE_CASES } from './engines.ts';
import { HYBRID_CASES } from './hybrids.ts';
import { INFERENCE_X_CASES } from './inference-x.ts';
import { LLAMA_CPP_CASES } from './llama-cpp.ts';
import { REPORT_CASES } from './reports.ts';
import { VLLM_BLOCK_CASES } from './vllm-blocks.ts';

/**
 * Every published size of a KV cache that was found and could be attributed, whether or not the core agrees with it.
 * Loaded with the page that shows the proof; nothing else of the catalogue may import this folder.
 */
export const KV_PROOF_CASES: readonly KvProofCase[] = [
  ...ENGINE_CASES,
  ...INFERENCE_X_CASES,
  ...VLLM_BLOCK_CASES,
  ...HYBRID_CASES,
  ...CAPACITY_CASES,
  ...LLAMA_CPP_CASES,
  ...REPORT_CASES,
  ...DECODE_CASES,
];

export { WRONG_FIGURES } from './wrong-figures.ts';
