import type { Source } from '../sources.ts';

/** Where the published times are from, with the day of publication. */
export interface DatedSource extends Source {
  /** `null`: the page does not say. */
  readonly publishedOn: string | null;
}

function dated(publishedOn: string | null, text: string): DatedSource {
  return { text, checkedOn: '2026-11-21', publishedOn };
}

export const VLLM_OFFLOAD = dated(
  '2026-01-08',
  'vLLM blog, KV offloading connector (vllm-project.github.io@c3a01c4), figures 1 and 2',
);
export const LLM_D_PEERS = dated('2026-08-15', 'llm-d blog, P2P KV cache sharing (llm-d.github.io@008622c)');
export const LLM_D_PEERS_DRAFT = dated(
  '2026-08-15',
  'llm-d blog, P2P KV cache sharing, a draft of it (llm-d.github.io@3062dce)',
);
export const LLM_D_FILES = dated(
  '2026-02-10',
  'llm-d blog, native KV cache offloading to any file system (llm-d.github.io@9a8058f), figures 1 and 2',
);
export const LLM_D_GLM = dated('2026-07-22', 'llm-d blog, serving GLM-5.2 for agentic workloads (llm-d.github.io)');
export const LLM_D_GPT_OSS = dated(
  null,
  'llm-d/llm-d@34f91b1 guides/tiered-prefix-cache/benchmark-results/vllm-gpt-oss-120b-h100',
);
export const IBM = dated('2025-11-26', 'community.ibm.com, distributed inference with Storage Scale');
export const AGENTIC_KVC = dated('2026-05-30', 'gitea.gahow.org, gahow/agentic-kvc@837df6b, exp_a_tier_latency');
export const LMCACHE_MOONCAKE = dated('2025-05-08', 'LMCache blog, LMCache x Mooncake (lmcache.github.io@29fa164)');
export const LMCACHE_GPT_OSS = dated('2025-08-05', 'LMCache blog, gpt-oss support (lmcache.github.io@29fa164)');
export const LMCACHE_GKE = dated('2025-10-07', 'LMCache and Google blog, LMCache on GKE (lmcache.github.io@29fa164)');
export const MOONCAKE_SSD = dated(null, 'Mooncake docs, ssd-offload-benchmark-results.md @3b5a594 and its charts');
export const MOONCAKE_HICACHE = dated(
  null,
  'Mooncake docs, sglang-hicache-benchmark-results-v1.md @3b5a594 and its charts',
);
export const DEEPSEEK = dated(
  '2025-03',
  'deepseek-ai/open-infra-index, DeepSeek-V3/R1 inference system overview: 24 hours of 27 and 28 February 2025',
);
export const LMSYS_EP = dated(
  '2025-05-05',
  'lmsys.org/blog/2025-05-05-large-scale-ep: DeepSeek with expert parallelism on 96 H100s',
);
export const SGLANG_NPU = dated('2026-09-17', 'sgl-project/sglang pull request 39784, comment with measurements');
export const VLLM_MOONCAKE = dated('2026-05-06', 'vLLM blog, vLLM x Mooncake (vllm-project.github.io@c3a01c4)');
export const WEKA = dated(null, 'weka.io, unlocking scalable inference, Augmented Memory Grid');
