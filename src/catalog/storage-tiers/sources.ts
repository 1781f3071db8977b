import type { Source } from '../sources.ts';

function source(text: string): Source {
  return { text, checkedOn: '2026-11-20' };
}

export const AICONFIGURATOR = source('ai-dynamo/aiconfigurator@095f58a systems/*.yaml');
export const DGX_B200 = source('docs.nvidia.com, DGX B200 user guide: 2 TB of memory, up to 4; 8 × 3.84 TB of NVMe');
export const VLLM_OFFLOADING = source('vLLM blog, KV offloading connector (2026-01-08), Llama 3.1 8B on one H100');
export const AGENTIC_KVC = source('gahow/agentic-kvc commit 837df6b, host to device on an H20');
export const LLM_D_FILES = source('llm-d blog, native KV cache offloading to any filesystem (2026-02-09)');
export const LLM_D_GLM = source('llm-d blog, serving GLM-5.2 for agents (2026-07-22)');
export const LLM_D_PEERS = source('llm-d blog, sharing KV cache between peers (2026-08-15)');
export const PEGAFLOW = source('vLLM and Novita blog, PegaFlow (2026-05-18)');
export const THREE_FS = source('deepseek-ai/3FS README');
export const WEKA_CLAIM = source('weka.io, unlocking scalable inference');
export const NETAPP_CLAIM = source(
  'NetApp blog on GPUDirect Storage, as mlcommons/storage kv_cache_benchmark quotes it',
);
export const MLPERF_STORAGE = source('mlcommons/storage kv_cache_benchmark results: 9.7 GB/s from a drive of 14');
export const COREWEAVE = source('LMCache, Cohere and CoreWeave blog (2025-10-29)');
export const S3_PRICES = source('AWS S3 FAQ, prices of S3 Express One Zone');
export const MICRON_9650 = source('Coverage of the Micron 9650: itdaily, pcrunner, absolutegeeks, PC Gamer (2026)');
export const SERVER_MEMORY = source('eu.36kr.com/en/p/3882143452098819 (mid-2026): server DDR5 at $27 to 37 per GB');
