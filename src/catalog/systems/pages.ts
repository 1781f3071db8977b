import type { Page } from './authoring.ts';

/** Where the figures of systems stand, with their addresses. */

function page(text: string, url: string): Page {
  return { text, url, checkedOn: '2026-11-21' };
}

const arxiv = (id: string, text: string): Page => page(`${text}, arXiv ${id}`, `https://arxiv.org/abs/${id}`);
const vllmPost = (file: string, text: string): Page =>
  page(text, `https://github.com/vllm-project/vllm-project.github.io/blob/main/_posts/${file}`);
const llmDPost = (file: string, text: string): Page =>
  page(text, `https://github.com/llm-d/llm-d.github.io/blob/main/blog/${file}`);
const lmCachePost = (file: string, text: string): Page =>
  page(text, `https://github.com/LMCache/lmcache.github.io/blob/master/_posts/${file}`);
const issue = (repository: string, number: number, text: string): Page =>
  page(text, `https://github.com/${repository}/issues/${number}`);

// Storage vendors.

export const WEKA_GRID = page(
  'WEKA blog, unlocking scalable inference with Augmented Memory Grid',
  'https://www.weka.io/blog/ai-ml/unlocking-scalable-inference-with-weka-augmented-memory-grid',
);
export const WEKA_AGENTS = page(
  'WEKA blog, agents at scale: its test on CoreWeave; the white paper with the details is announced',
  'https://www.weka.io/blog/ai-ml/agents-at-scale-escaping-upside-down-tokenomics-with-up-to-4-2x-efficiency',
);
export const WEKA_FIRMUS = page(
  'The AI Ledger on the announcement of WEKA and Firmus',
  'https://theailedger.com/breaking-the-context-ceiling-weka-and-firmus-report-a-6-5x-leap-in-token-capacity-for-large-ai-models',
);
export const WEKA_TRACES = page(
  'callanjfox/kv-cache-tester, README: 739 recorded Claude Code sessions',
  'https://github.com/callanjfox/kv-cache-tester',
);
export const NVIDIA_CMX = page(
  'NVIDIA technical blog on CMX, as Standard DB sums it up',
  'https://standarddb.com/nvidia/nvidia-introduces-cmx-context-memory-storage-for-ai-inference-claiming-5x--zycqnfhz',
);
export const VAST_DYNAMO = page(
  'VAST Data blog, NVIDIA Dynamo + VAST (2025-12-16)',
  'https://www.vastdata.com/blog/nvidia-dynamo-vast-scalable-optimized-inference',
);
export const NETAPP_PNFS = page(
  'NetApp Tech ONTAP blog, KV cache offloading with vLLM, LMCache and ONTAP pNFS',
  'https://community.netapp.com/t5/Tech-ONTAP-Blogs/KV-cache-offloading-with-vLLM-LMCache-and-ONTAP-pNFS/ba-p/467414',
);
export const NETAPP_GRID = page(
  'NetApp Tech ONTAP blog, KV cache offloading with vLLM, LMCache and StorageGRID',
  'https://community.netapp.com/t5/Tech-ONTAP-Blogs/KV-cache-offloading-with-vLLM-LMCache-and-StorageGRID/ba-p/467946',
);
export const NETAPP_GDS = page(
  'NetApp Tech ONTAP blog, KV cache offloading with GPUDirect Storage, as mlcommons/storage quotes it',
  'https://community.netapp.com/t5/Tech-ONTAP-Blogs/LLM-Inference-KV-Cache-Offloading-to-ONTAP-with-vLLM-and-GDS/ba-p/461914',
);
export const HPE_X10000 = page(
  'Recovery Monkey on the paper of HPE, NVIDIA, Kamiwaza and Signal65 (March 2026)',
  'https://recoverymonkey.org/?p=1741',
);
export const METRUM_HPE = page(
  'Metrum AI white paper for HPE and Intel: DL380a Gen12, Qwen3-235B-A22B-FP8',
  'https://www.metrum.ai/whitepaper/hpe-kv-cache-offload',
);
export const METRUM_SOLIDIGM = page(
  'Metrum AI for Solidigm: D7-PS1010 with NVIDIA Dynamo (March 2026)',
  'https://www.metrum.ai/blog/solidigm-kv-cache-offload-ai-inference',
);
export const PURE_KVA = page(
  'Pure Storage blog, cut LLM inference costs with KV caching',
  'https://blog.purestorage.com/purely-technical/cut-llm-inference-costs-with-kv-caching/',
);
export const DDN_CACHE = page(
  'DDN talk of 2025-11-11 on KV cache with EXAScaler, as Reportify sums it up',
  'https://reportify.ai/tags/concept?tagValue=GPU+Direct+Storage',
);
export const MINIO_MEMKV = page('MinIO product brief of MemKV', 'https://www.min.io/product/product-brief/minio-memkv');

// Clouds.

export const GKE_TIERS = page(
  'Google Cloud blog, tiered KV cache on GKE (2025-11-07): A3 Mega, Llama 3.3 70B',
  'https://cloud.google.com/blog/topics/developers-practitioners/boosting-llm-performance-with-tiered-kv-cache-on-google-kubernetes-engine',
);
export const LUSTRE_GUIDE = page(
  'llm-d guide, prefix cache on shared storage: Google Cloud Managed Lustre',
  'https://github.com/llm-d/llm-d/blob/105e3bc3fda689a79751e2403a349bd89f8db589/guides/tiered-prefix-cache/storage/README.md',
);
export const LUSTRE_CHOICE = page(
  'Google Cloud blog, choosing Managed Lustre for an external KV cache',
  'https://cloud.google.com/blog/products/storage-data-transfer/choosing-google-cloud-managed-lustre-for-your-external-kv-cache',
);
export const COREWEAVE_COHERE = lmCachePost(
  '2025-10-29-cohere-coreweave-lmcache.md',
  'LMCache blog with Cohere and CoreWeave (2025-10-29)',
);
export const GMI_TENSORMESH = page(
  'GMI Cloud blog, joint benchmark with Tensormesh',
  'https://www.gmicloud.ai/blog/gmi-cloud-achieves-4x-llm-performance-boost-with-tensormesh',
);

// Open source: engines, stores, file systems.

export const VLLM_OFFLOADING = vllmPost(
  '2026-01-08-kv-offloading-connector.md',
  'vLLM blog, KV offloading connector (2026-01-08)',
);
export const VLLM_MOONCAKE = vllmPost('2026-05-06-mooncake-store.md', 'vLLM blog, vLLM x Mooncake (2026-05-06)');
export const VLLM_PEGAFLOW = vllmPost('2026-05-18-pegaflow.md', 'vLLM blog with Novita, PegaFlow (2026-05-18)');
export const LLM_D_FILES = llmDPost(
  '2026-02-09_native-kv-cache-offloading-to-any-file-system-with-llm-d.md',
  'llm-d blog, offloading to any file system (2026-02-09): IBM Storage Scale, Llama 3.1 70B on four H100s',
);
export const LLM_D_PEERS = llmDPost('2026-08-15_p2p-kv-cache-sharing-llm-d.md', 'llm-d blog, sharing between peers');
export const LLM_D_GLM = page('llm-d blog, serving GLM-5.2 for agents (2026-07-22)', 'https://llm-d.ai/blog');
export const LLM_D_GPT_OSS = page(
  'llm-d guide, benchmark of gpt-oss-120b on H100 (34f91b1)',
  'https://github.com/llm-d/llm-d/blob/34f91b1ac0a1fcf320dc80244a55926284a1cef8/guides/tiered-prefix-cache/benchmark-results/vllm-gpt-oss-120b-h100/README.md',
);
export const LMCACHE_GPT_OSS = lmCachePost('2025-08-05-gpt-oss-support.md', 'LMCache blog, gpt-oss (2025-08-05)');
export const LMCACHE_CACHEGEN = lmCachePost('2025-07-31-cachegen.md', 'LMCache blog, CacheGen (2025-07-31)');
export const LMCACHE_PAPER = arxiv('2510.09665', 'LMCache: an efficient KV cache layer for enterprise-scale inference');
export const LMCACHE_970 = issue('LMCache/LMCache', 970, 'LMCache issue 970 (2025-07-03, H100)');
export const MOONCAKE_PAPER = page(
  'Qin et al., Mooncake, FAST ’25',
  'https://www.usenix.org/conference/fast25/presentation/qin',
);
export const MOONCAKE_SSD = page(
  'Mooncake documentation, results of offloading to SSD',
  'https://kvcache-ai.github.io/Mooncake/performance/ssd-offload-benchmark-results.html',
);
export const HICACHE_BLOG = page(
  'LMSYS blog, SGLang HiCache (2025-09-10)',
  'https://lmsys.org/blog/2025-09-10-sglang-hicache',
);
export const SGLANG_26305 = issue('sgl-project/sglang', 26305, 'SGLang issue 26305 (v0.5.10)');
export const SGLANG_36179 = issue('sgl-project/sglang', 36179, 'SGLang issue 36179, comment of 2026-09-02 (v0.5.18)');
export const SGLANG_12809 = issue('sgl-project/sglang', 12809, 'SGLang issue 12809 (2025-11-07)');
export const DYNAMO_3532 = issue('ai-dynamo/dynamo', 3532, 'Dynamo pull request 3532 (2025-10-09)');
export const DYNAMO_8826 = issue('ai-dynamo/dynamo', 8826, 'Dynamo pull request 8826 (2026-04-28)');
export const THREE_FS = page('deepseek-ai/3FS, README', 'https://github.com/deepseek-ai/3FS');
export const DEEPSEEK_DAY = page(
  'DeepSeek, inference system overview: 24 hours of February 2025',
  'https://github.com/deepseek-ai/open-infra-index',
);
export const FLASH_MLA_LAUNCH = page(
  'DeepSeek, open-source week (February 2025)',
  'https://github.com/deepseek-ai/open-infra-index',
);
export const FLASH_MLA = page('deepseek-ai/FlashMLA, README', 'https://github.com/deepseek-ai/FlashMLA');

// Papers.

export const DUAL_PATH = arxiv('2602.21548', 'DualPath: breaking the storage bandwidth bottleneck');
export const CACHED_ATTENTION = arxiv('2403.19708', 'CachedAttention, USENIX ATC ’24');
export const CAKE = arxiv('2410.03065', 'Cake: compute or load KV cache? ICML 2025');
export const TUTTI = arxiv('2605.03375', 'Tutti: making SSD-backed KV cache practical');
export const DUAL_BLADE = arxiv('2604.26557', 'DUAL-BLADE: NVMe-direct offloading at the edge');
export const OBJECT_CACHE = arxiv('2605.22850', 'ObjectCache: layerwise retrieval from object storage');
export const KVTC = arxiv('2511.01815', 'KV cache transform coding (KVTC), ICLR 2026');
export const KVTC_OPEN = page('OnlyTerp/kvtc, README', 'https://github.com/OnlyTerp/kvtc');
export const PRFAAS = arxiv('2604.15039', 'Prefill-as-a-Service across data centres');
export const KARETO = arxiv('2603.08739', 'Kareto: adaptive tiered storage configuration');
export const MLPERF = page(
  'mlcommons/storage, kv_cache_benchmark',
  'https://github.com/mlcommons/storage/tree/main/kv_cache_benchmark',
);
