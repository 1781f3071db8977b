import type { Page } from '../systems/authoring.ts';
import type { ReadSource, RememberedSource } from './claim.ts';

/** Pages that decide claims, with their addresses. Those about systems that keep caches are `systems/pages.ts`. */

/** A page as the source of a claim. */
export function citing({ text, url, checkedOn }: Page, kind: ReadSource['kind'] = 'published'): ReadSource {
  return { title: text, url, checkedOn, kind };
}

const READ_ON = '2026-11-21';
/** When configurations of models and lists of chips were read into this catalogue. */
const CATALOGUED_ON = '2026-11-20';

function page(title: string, url: string, checkedOn = READ_ON): ReadSource {
  return { title, url, checkedOn, kind: 'published' };
}

function remembered(title: string, url: string): RememberedSource {
  return { title, url, checkedOn: null, kind: 'assumed' };
}

/** A paper whose abstract was read where models and papers are listed. */
const paper = (id: string, title: string): ReadSource =>
  page(`${title}, arXiv ${id}`, `https://huggingface.co/papers/${id}`);
const AICONFIGURATOR =
  'https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs';
/** The copy of a model’s configuration that this catalogue has its geometry from. */
const config = (name: string, file: string): ReadSource =>
  page(
    `${name}, configuration as ai-dynamo/aiconfigurator carries it`,
    `${AICONFIGURATOR}/${file}_config.json`,
    CATALOGUED_ON,
  );

// Models.

export const LLAMA_405B = config('Llama 3.1 405B', 'meta-llama--Meta-Llama-3.1-405B');
export const LLAMA_70B = config('Llama 3.1 70B', 'meta-llama--Meta-Llama-3.1-70B');
export const LLAMA_8B = config('Llama 3.1 8B', 'meta-llama--Meta-Llama-3.1-8B');
export const LLAMA_2_7B = page(
  'Llama 2 7B, as the registry of debaditc/kvfit has it',
  'https://github.com/debaditc/kvfit/blob/bd4ccabf914323ee9831bc4dfae6bff777aa7966/src/kvfit/data/models.json',
  CATALOGUED_ON,
);
export const DEEPSEEK_V3 = config('DeepSeek-V3', 'deepseek-ai--DeepSeek-V3');
export const DEEPSEEK_V32 = config('DeepSeek-V3.2', 'deepseek-ai--DeepSeek-V3.2');
export const KIMI_K26 = config('Kimi K2.6 in NVIDIA’s quantisation', 'nvidia--Kimi-K2.6-NVFP4');
export const GPT_OSS = config('gpt-oss-120b', 'openai--gpt-oss-120b');
export const MINIMAX_M27 = config('MiniMax-M2.7', 'MiniMaxAI--MiniMax-M2.7');
export const GPT_3 = page(
  'LabIndex on GPT-3: 96 layers, 96 heads, 12,288 wide',
  'https://labindex.ai/outputs/openai/gpt-3',
);

// Attention and precision.

export const ATTENTION = remembered(
  'Vaswani et al., attention is all you need, arXiv 1706.03762',
  'https://arxiv.org/abs/1706.03762',
);
export const MQA = paper('1911.02150', 'Shazeer, fast transformer decoding: one write-head is all you need');
export const GQA = paper('2305.13245', 'Ainslie et al., GQA');
export const MLA = paper('2405.04434', 'DeepSeek-V2, multi-head latent attention');
export const BLOCK_SCALES = page(
  'rlx-ir on docs.rs: a scale for 32 elements in MX formats, for 16 in NVFP4',
  'https://docs.rs/rlx-ir/0.2.12/rlx_ir/quant/enum.ScaleLayout.html',
);
export const DEEPSEEK_V3_REPORT = remembered(
  'DeepSeek-V3 technical report, arXiv 2412.19437: trained and published in FP8',
  'https://arxiv.org/abs/2412.19437',
);

// Silicon.

/** Dense rates, memory and bandwidth of H100, H200, B200, MI300X and MI355X. */
export const GPU_SPECS = page(
  'SemiAnalysis InferenceX, table of accelerators: dense rates, memory, bandwidth',
  'https://github.com/SemiAnalysisAI/InferenceX-app/blob/77ca49a/packages/app/src/lib/gpu-specs.ts',
  CATALOGUED_ON,
);
export const H100_NOTES = page(
  'Glenn K. Lockwood, notes on the H100: 989.4 dense 16-bit, 1,978.9 dense FP8',
  'https://glennklockwood.com/garden/processors/h100',
);
export const B200_SHEET = page(
  'HMC-Tech, B200 beside B100, dense and sparse rates apart',
  'https://hmc-tech.com/gpus/nvidia-b200-vs-nvidia-b100',
);
export const V100_CONFIG = page(
  'cli99/llm-analysis, V100 SXM 32 GB: 900 GB/s, 125 teraflops',
  'https://github.com/cli99/llm-analysis/blob/b60b392f747850d198145889205d8a3586d00282/llm_analysis/gpu_configs/v100-sxm-32gb.json',
);
export const DGX_GUIDE = page(
  'NVIDIA, DGX B200 user guide: 2 TB of memory, up to 4',
  'https://docs.nvidia.com/dgx/dgxb200-user-guide/introduction-to-dgxb200.html',
);
export const WSE3_LAUNCH = page(
  'Tom’s Hardware on the launch of the WSE-3 (March 2024)',
  'https://www.tomshardware.com/tech-industry/artificial-intelligence/cerebras-launches-900000-core-125-petaflops-wafer-scale-processor-for-ai-theoretically-equivalent-to-about-62-nvidia-h100-gpus',
);
export const WSE3_PRICE = page(
  'Awesome Agents, Cerebras WSE-3: about 23 kW and $2 to 3 million per CS-3',
  'https://awesomeagents.ai/hardware/cerebras-wse-3',
);
export const GROQ_3 = page(
  'LAPAAS on the Groq 3 LPU (GTC 2026)',
  'https://voice.lapaas.com/nvidia-debut-groq-3-lpu-chip',
);
export const GROQ_1 = page(
  'All Things Geek on the Groq 3 LPU beside the first one: 230 MB, over 80 TB/s',
  'https://allthingsgeek.me/ai-machine-learning/groq-3-lpu-rubin-platform-inference/',
);
export const MI350_HOT_CHIPS = page(
  'Wccftech on the MI350 series at Hot Chips 2025',
  'https://wccftech.com/amd-instinct-mi350-gpuai-hardware-powerhouse-3nm-3d-chiplet-cdna-4-185-billion-transistors-1400w-tbp-over-4000b-llm-support//amp/',
);
export const TPU_GENERATIONS = page(
  'TPU generations side by side, after Google Cloud’s documentation',
  'https://brendanjameslynskey.github.io/Google_TPU_02_Generations_Overview/',
);
export const GAUDI3_LAUNCH = page(
  'PCGuia on the launch of Gaudi 3 (April 2024)',
  'https://pcguia.pt/2024/04/nvidia-e-amd-tem-um-novo-rival-no-mercado-de-ia-a-intel',
);
export const INFERENCE_X = page(
  'SemiAnalysis InferenceX, constants: all-in power and cost of an accelerator hour',
  'https://github.com/SemiAnalysisAI/InferenceX-app/blob/77ca49a/packages/app/src/lib/constants.ts',
  CATALOGUED_ON,
);
export const LOCAL_SSD = page(
  'Google Cloud, local SSD: 16 of them do 1.6 million reads a second',
  'https://cloud.google.com/compute/docs/disks/local-ssd',
);

// Prices and cache rules.

export const ANTHROPIC_CACHE = page(
  'Anthropic, prompt caching: 5 minutes and 1 hour, renewed by reads',
  'https://platform.claude.com/docs/en/build-with-claude/prompt-caching',
  CATALOGUED_ON,
);
export const ANTHROPIC_PRICES = page(
  'Anthropic, pricing and model pages as indexed August to October 2026',
  'https://platform.claude.com/docs/en/about-claude/pricing',
  '2026-10-31',
);
export const FAST_MODE = page(
  'Claude Code guide, fast mode of Opus 4.6: $30 and $150 up to 200,000 tokens, six times the standard',
  'https://cc.bruniaux.com/cheatsheets/t21-fast-mode-api',
);
export const OPENAI_CACHE = page(
  'OpenAI, prompt caching: extended retention of up to 24 hours',
  'https://developers.openai.com/docs/guides/prompt-caching',
  CATALOGUED_ON,
);
export const OPENAI_RETENTION_CODE = page(
  'openai-agents-python pull request 2095 (2025-11-18): prompt_cache_retention 24h',
  'https://github.com/openai/openai-agents-python/pull/2095',
);
export const DEEPSEEK_CACHE = page(
  'DeepSeek, context caching on disk, on for everybody',
  'https://api-docs.deepseek.com/guides/kv_cache',
  CATALOGUED_ON,
);
export const GENAI_PRICES = page(
  'npm @pydantic/genai-prices 0.1.8, price data',
  'https://github.com/pydantic/genai-prices',
  '2026-09-23',
);

// Budgets and demand.

export const TOKENS_AS_PAY = page(
  'RocketNews with TechCrunch (March 2026): $375,000, $100,000 in tokens, and Huang’s $250,000',
  'https://rocketnews.com/?p=9406806',
);
export const HUANG_ALL_IN = page(
  'Mediosick on the All-In podcast at GTC 2026: a $500,000 engineer who uses less than $250,000 of tokens',
  'https://mediosick.com/blog/tech-12/what-did-jensen-huang-say-about-ai-token-budgets-165',
);
export const OPENROUTER_TALK = page(
  'Talk of OpenRouter’s chief operating officer (2026): about 28 trillion tokens this week',
  'https://findtube.ai/video/oxWLDDi_oNU',
);
export const OPENROUTER_FEBRUARY = page(
  'Let’s Data Science: OpenRouter at 13 trillion tokens in the week to 9 February 2026',
  'https://letsdatascience.com/news/ai-token-usage-surges-driving-inference-demand-fdf0352a',
);
