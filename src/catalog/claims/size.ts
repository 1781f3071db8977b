import { FLASH_MLA, KVTC, KVTC_OPEN } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import {
  ATTENTION,
  citing,
  DEEPSEEK_V3,
  DEEPSEEK_V3_REPORT,
  GPT_3,
  GPT_OSS,
  GQA,
  GPU_SPECS,
  KIMI_K26,
  LLAMA_2_7B,
  LLAMA_405B,
  LLAMA_70B,
  BLOCK_SCALES,
  MINIMAX_M27,
  MLA,
  MQA,
} from './sources.ts';

/** How large a KV cache is. */
export const SIZE_CLAIMS: readonly Claim[] = [
  {
    id: 'vector-8-kb',
    article: 'memory-wall',
    topic: 'size',
    title: 'A key or value vector takes 8 KB',
    said: 'Each token has a key and a value, each a vector of about 4,000 numbers in half precision: roughly 8 KB.',
    verdict: 'right',
    because:
      '4,000 numbers of 2 bytes are 8,000 B. It holds for multi-head attention as wide as the model, such as Llama 2 7B with 4,096; heads that share their keys and values make the vector 4 to 16 times shorter.',
    sources: [ATTENTION, LLAMA_2_7B],
  },
  {
    id: 'layer-16-kb',
    article: 'memory-wall',
    topic: 'size',
    title: 'A token takes 16 KB in each layer',
    said: 'Two vectors per token and layer, so 16 KB.',
    verdict: 'right',
    because:
      'Twice 8,000 B is 16,000 B, for multi-head attention. The same layer of Llama 3.1 70B, with eight shared heads, keeps 4,096 B, and one of DeepSeek-V3, with a latent vector, 1,152 B.',
    sources: [ATTENTION, LLAMA_70B, DEEPSEEK_V3],
  },
  {
    id: 'token-1-5-mb',
    article: 'memory-wall',
    topic: 'size',
    title: 'One token takes 1.5 MB of KV cache',
    said: 'A modern model has around 96 layers, so one token takes about 1.5 megabytes.',
    verdict: 'right-arithmetic',
    because:
      '96 layers of 16,000 B are 1.536 MB. No model in use has that cache: Llama 3.1 405B, the largest dense one, takes a third of it, Llama 3.1 70B a fifth, DeepSeek-V3 a twenty-second part. GPT-3, which has the 96 layers, is three times as wide as the example.',
    sources: [GPT_3, LLAMA_405B, DEEPSEEK_V3],
  },
  {
    id: 'prompt-150-gb',
    article: 'memory-wall',
    topic: 'size',
    title: 'A prompt of 100,000 tokens takes 150 GB',
    said: 'Multiply 1.5 MB by a context window of 100,000 tokens and a single prompt puts 150 gigabytes into GPU memory.',
    verdict: 'right-arithmetic',
    because:
      'The example’s 1.536 MB make 153.6 GB. Real models take 51.6 GB (Llama 3.1 405B), 32.8 GB (70B), 7.0 GB (DeepSeek-V3) or 3.7 GB (gpt-oss-120b, half of whose layers stop growing).',
    sources: [LLAMA_405B, LLAMA_70B, DEEPSEEK_V3, GPT_OSS],
    featured: true,
  },
  {
    id: 'prefill-50-gb',
    article: 'token-demand',
    topic: 'size',
    title: 'Prefill of 100,000 tokens consumes 50 GB of HBM',
    said: 'A 100,000-token prompt consumes 50 GB of HBM in prefill alone.',
    verdict: 'right-in-its-day',
    because:
      'It fits Llama 3.1 405B of July 2024 in 16 bits (51.6 GB), and Llama 2 7B of 2023 (52.4 GB, beyond its context). The models that the same text names as leading take less: MiniMax-M2.7 25.4 GB, DeepSeek-V3 7.0 GB.',
    sources: [LLAMA_405B, LLAMA_2_7B, MINIMAX_M27, DEEPSEEK_V3],
    featured: true,
  },
  {
    id: 'twice-an-h100',
    article: 'memory-wall',
    topic: 'size',
    title: 'The cache is almost twice an H100’s memory',
    said: 'An H100 has 80 gigabytes; the cache of one prompt is almost twice as big as the slot it has to fit into.',
    verdict: 'right-arithmetic',
    because:
      '153.6 GB are 1.92 times 80 GB, if a model had that cache, and weights are not counted, which would not fit either. Of Llama 3.1 70B the same prompt is 0.41 of an H100.',
    sources: [GPU_SPECS, LLAMA_70B],
  },
  {
    id: 'modern-96-layers',
    article: 'memory-wall',
    topic: 'size',
    title: 'A modern model has around 96 layers',
    said: 'The example that leads to 150 GB takes 96 layers for what is usual.',
    verdict: 'contested',
    because:
      'Half of the models in this catalogue have 48 layers or fewer, and 3 of 106 have 96 or more. Layers are also no measure of the cache any more: windows, states and shared layers keep little or nothing.',
    sources: [GPT_3, LLAMA_405B, DEEPSEEK_V3],
  },
  {
    id: 'four-bits-a-quarter',
    article: 'memory-wall',
    topic: 'size',
    title: 'A 4-bit cache is a quarter of a 16-bit one',
    said: 'KV quantisation keeps keys and values at 4 bits instead of 16 and cuts memory traffic by four.',
    verdict: 'right',
    because:
      'Scales take a part of it: 3.8 times with a scale per 32 elements (mxfp4), 3.6 with one per 16 (nvfp4). 8 bits are what engines use by default where they quantise at all.',
    sources: [BLOCK_SCALES],
  },
  {
    id: 'one-kv-head-hundredfold',
    article: 'memory-wall',
    topic: 'size',
    title: 'Sharing one KV head makes the cache 100 times smaller',
    said: 'Multi-query attention shares keys and values across all heads: almost 100 times less cache at almost no loss of quality.',
    verdict: 'right-arithmetic',
    because:
      'With 96 heads it is 96 times. Of 106 models in this catalogue 2 have a single KV head throughout. The others give up less quality for less: eight shared heads are 12 times smaller, a latent vector is 43 times.',
    sources: [MQA, GQA, MLA],
  },
  {
    id: 'all-four-tricks',
    article: 'memory-wall',
    topic: 'size',
    title: 'Every modern model uses all four tricks at once',
    said: 'FlashAttention, sliding windows, 4-bit caches and one shared KV head are used simultaneously by every modern model.',
    verdict: 'wrong',
    because:
      'Of 106 models in this catalogue 21 have windowed layers, 2 a single KV head throughout, and one both. DeepSeek-V3, Kimi K2.6 and Llama 3.1 have neither.',
    sources: [DEEPSEEK_V3, KIMI_K26, LLAMA_405B],
  },
  {
    id: 'petabyte-billions-of-tokens',
    article: 'token-warehouse',
    topic: 'size',
    title: 'Petabytes hold billions of tokens',
    said: 'A token warehouse gives petabytes of persistent storage and keeps billions of tokens.',
    verdict: 'right',
    because:
      'One petabyte holds 3.1 billion tokens of Llama 3.1 70B in 16 bits and 14 billion of DeepSeek-V3. A swarm of 50 sub-agents sends 51 billion tokens a month, of which one in twenty is new.',
    sources: [LLAMA_70B, DEEPSEEK_V3],
  },
  {
    id: 'latent-blocks-of-64',
    article: 'memory-wall',
    topic: 'size',
    title: 'FlashMLA keeps a latent vector in blocks of 64',
    said: 'FlashMLA compresses keys and values into a joint latent vector, with an FP8 cache in pages of 64 tokens.',
    verdict: 'right',
    because:
      '576 numbers in 61 layers are 70,272 B a token in 16 bits, where 128 full heads would take 57 times that; with this kernel engines hand out blocks of 64 tokens.',
    sources: [citing(FLASH_MLA), DEEPSEEK_V3],
  },
  {
    id: 'kimi-256k',
    article: 'memory-wall',
    topic: 'size',
    title: 'Kimi K2.6: 256K context, 1T parameters, 32B active',
    said: 'A 256K window on a mixture of experts of one trillion parameters, 32 billion active, is possible through a latent cache.',
    verdict: 'right',
    because:
      'The configuration says 262,144 tokens, and a full window takes 18.4 GB in 16 bits. With its 64 heads kept in full it would be 28 times as much, 524 GB, the memory of four H200s.',
    sources: [KIMI_K26],
  },
  {
    id: 'kvtc-20-to-40',
    article: 'memory-wall',
    topic: 'size',
    title: 'KVTC makes caches 20 to 40 times smaller',
    said: 'NVIDIA’s transform coding compresses KV caches 20 to 40 times.',
    verdict: 'contested',
    because:
      'Its paper claims 16 to 20 times within a point of accuracy and 40 for particular uses. An open re-implementation reaches 6 to 9 times. The range is what the paper says at its best; for any model at hand it has to be shown.',
    sources: [citing(KVTC), citing(KVTC_OPEN, 'measured')],
  },
  {
    id: 'kvtc-40-times-the-sessions',
    article: 'memory-wall',
    topic: 'size',
    title: 'Compressed 40 times, 40 times the sessions run at once',
    said: 'A ratio of 40 means 40 times more concurrent sessions, or contexts that were impossible before.',
    verdict: 'contested',
    because:
      'Of sessions that wait, 40 times as many can be held, and are back sooner. But the codec is for caches at rest: attention reads them expanded, so no more sequences decode at once than before, and no window grows.',
    sources: [citing(KVTC)],
  },
  {
    id: 'quantised-for-memory',
    article: 'no-memory-no-margin',
    topic: 'size',
    title: 'Models are quantised because memory is short',
    said: 'By the time most users reach it, a model has been cut to FP8 or lower, because there is not enough memory to serve it in 16 bits at scale.',
    verdict: 'contested',
    because:
      'Memory is a reason: Llama 3.1 405B takes 16 H100s in 16 bits and 8 in FP8. But DeepSeek, Kimi and gpt-oss are published in 8 or 4 bits to begin with, and 8-bit arithmetic is twice as fast, which prefill needs more than memory.',
    sources: [LLAMA_405B, GPT_OSS, DEEPSEEK_V3_REPORT, GPU_SPECS],
  },
];
