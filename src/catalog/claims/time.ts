import { DUAL_PATH, LLM_D_FILES, LLM_D_PEERS, VLLM_OFFLOADING, WEKA_GRID } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import {
  ATTENTION,
  citing,
  DEEPSEEK_V3,
  DEEPSEEK_V32,
  DGX_GUIDE,
  GPU_SPECS,
  INFERENCE_X,
  LLAMA_70B,
  LLAMA_8B,
  LOCAL_SSD,
} from './sources.ts';

/** How long prompts take, computed and loaded. */
export const TIME_CLAIMS: readonly Claim[] = [
  {
    id: 'thirty-times-slower',
    article: 'memory-wall',
    topic: 'time',
    title: '100,000 tokens answer 30 times slower than 100',
    said: 'Same model, same question: half a second with 100 tokens of context, 12 seconds with 100,000. 30 times slower.',
    verdict: 'wrong',
    because:
      '12 ÷ 0.5 is 24. And half a second is no work of 100 tokens: it is network, queue and one step, so the quotient says little. On one idle H100, Llama 3.1 8B takes 12 ms and 6.8 s, 550 times as long.',
    sources: [citing(VLLM_OFFLOADING, 'measured'), LLAMA_8B],
    featured: true,
  },
  {
    id: 'bandwidth-not-compute',
    article: 'memory-wall',
    topic: 'time',
    title: 'Long prompts are slow for memory bandwidth, not compute',
    said: 'The latency went up 30 times and not a thousand, so compute is not the bottleneck; memory bandwidth is.',
    verdict: 'wrong',
    because:
      'That holds for every token after the first. The wait for the first is prefill, which runs at half of an H100’s arithmetic or more: 6.8 s for 100,000 tokens of Llama 3.1 8B, in which its weights and cache could be read from memory almost 600 times.',
    sources: [citing(VLLM_OFFLOADING, 'measured'), GPU_SPECS],
  },
  {
    id: 'comparisons-squared',
    article: 'memory-wall',
    topic: 'time',
    title: 'Comparisons grow with the square of the context',
    said: '10 tokens are 100 comparisons, 100 are 10,000, 100,000 are 10 billion.',
    verdict: 'right-arithmetic',
    because:
      'Twice the tokens are four times the comparisons. A token looks only back, so 100,000 tokens make 5 billion of them and not 10. Sparse, windowed and linear attention do not grow so at all.',
    sources: [ATTENTION, LLAMA_8B],
  },
  {
    id: 'double-context-four-times',
    article: 'memory-wall',
    topic: 'time',
    title: 'Double the context, four times the cost',
    said: 'Cost grows quadratically: double the context, four times the cost.',
    verdict: 'wrong',
    because:
      'Only attention does; all other work of prefill grows with the length. Llama 3.1 8B from 50,000 to 100,000 tokens takes 2.96 times as long by our count, and 2.99 times measured. DeepSeek-V3.2, which attends to 2,048 tokens, has 2.5 times the work.',
    sources: [citing(VLLM_OFFLOADING, 'measured'), DEEPSEEK_V32],
  },
  {
    id: 'each-token-reads-all',
    article: 'memory-wall',
    topic: 'time',
    title: 'Every new token reads all keys and values before it',
    said: 'Each time the model generates a token it has to read every prior token’s key and value from memory.',
    verdict: 'right',
    because:
      'With full attention a step reads the whole cache: 32.8 GB at 100,000 tokens of Llama 3.1 70B. Where attention is sparse it does not: DeepSeek-V3.2 reads a fifth of its cache.',
    sources: [LLAMA_70B, DEEPSEEK_V32],
  },
  {
    id: 'grid-41-times',
    article: 'token-warehouse',
    topic: 'time',
    title: 'Augmented Memory Grid answers 41 times sooner',
    said: 'Tokens pulled off the shelf instead of being computed again drastically reduce latency; the maker’s figure for it is 41 times: 23.97 s against 0.58 s for 105,000 tokens of a 70B model.',
    verdict: 'contested',
    because:
      'The load is plausible: 34.4 GB in 0.58 s are 59 GB/s, as others measured. The baseline is slow: 24 s on eight H100s are 15 % of their arithmetic, where tuned engines reach 45 to 60 % and take 6.1 to 8.1 s. Against those it is 10.5 to 14 times; set the prefill MFU to 0.15 and 41 appears.',
    sources: [citing(WEKA_GRID), citing(LLM_D_FILES, 'measured'), LLAMA_70B],
    featured: true,
  },
  {
    id: 'microsecond-latency',
    article: 'token-warehouse',
    topic: 'time',
    title: 'GPUs fetch stored tokens at microsecond latency',
    said: 'GPUs fetch tokens directly at microsecond latencies, through GPUDirect Storage and RDMA.',
    verdict: 'contested',
    because:
      'One read of a flash drive takes about 100 µs, and of that it is true. From asking for a prefix to its first byte, systems were measured at 12 to 25 ms where they are good and 1.2 s where they are not, because lookup, scheduling and many small copies take their time. The maker publishes none for its own.',
    sources: [citing(VLLM_OFFLOADING, 'measured'), citing(LLM_D_PEERS, 'measured')],
  },
  {
    id: 'near-memory-speed',
    article: 'token-warehouse',
    topic: 'time',
    title: 'A warehouse serves at near-memory speed',
    said: 'Petabytes at near-memory speed; the maker claims about 300 GB/s per host of eight H100s.',
    verdict: 'contested',
    because:
      'Its own load of 0.58 s is 59 GB/s, half of what four H100s get out of their node’s memory. Claimed 300 GB/s would be one per cent of the host’s HBM. Near DRAM it may be, near HBM it is not.',
    sources: [citing(WEKA_GRID), citing(LLM_D_FILES, 'measured'), GPU_SPECS],
  },
  {
    id: 'nvme-too-slow',
    article: 'no-memory-no-margin',
    topic: 'time',
    title: 'Ordinary NVMe is too slow to feed inference',
    said: 'There is nowhere durable to hold this cache but NVMe, and traditional NVMe has not been fast enough for the rate that DRAM requires.',
    verdict: 'contested',
    because:
      'What a tier must do is B*, bytes per token times tokens computed a second: 4.3 GB/s for Llama 3.1 70B on four H100s, 0.4 to 4.3 for the models we could check. One PCIe 5 drive reads 9.7 GB/s. Software around the drive has been the slower part.',
    sources: [citing(LLM_D_FILES, 'measured'), LLAMA_70B, DEEPSEEK_V3],
    featured: true,
  },
  {
    id: 'chunks-of-4-kb',
    article: 'token-warehouse',
    topic: 'time',
    title: 'Data shredded into 4K chunks keeps performance',
    said: 'Small amounts of data are cut into 4K blocks and spread over the fastest drives, which keeps performance consistent.',
    verdict: 'contested',
    because:
      'As a layout on many drives it may be. As the size of reads it is costly: sixteen local drives that do 1.6 million reads of 4 KiB a second deliver 6.6 GB/s, a twelfth of what eight drives do in large ones. vLLM went from 8–72 KB to 0.5–2 MB a block for that reason.',
    sources: [LOCAL_SSD, citing(VLLM_OFFLOADING, 'measured')],
  },
  {
    id: 'nothing-in-between',
    article: 'token-warehouse',
    topic: 'time',
    title: 'Nothing stands between the warehouse and a GPU',
    said: 'GPUDirect Storage and RDMA leave nothing else between the token warehouse and a GPU.',
    verdict: 'contested',
    because:
      'The path exists. Most systems that were measured go through the memory of the node, as the file system that gave 59 to 61 GB/s to four H100s, and that is still fourteen times what Llama 3.1 70B needs there.',
    sources: [citing(LLM_D_FILES, 'measured'), citing(WEKA_GRID)],
  },
  {
    id: 'vllm-offloads',
    article: 'memory-wall',
    topic: 'time',
    title: 'vLLM keeps caches in CPU memory or on NVMe',
    said: 'vLLM now supports CPU offload or NVMe-backed storage for sessions that exceed HBM.',
    verdict: 'right',
    because:
      'Since version 0.11, and to files through llm-d since February 2026. It pays: Llama 3.1 8B loads 100,000 tokens from the node’s memory in 0.31 s and computes them in 6.9 s; our figures are 0.32 and 6.8.',
    sources: [citing(VLLM_OFFLOADING, 'measured'), citing(LLM_D_FILES, 'measured')],
  },
  {
    id: 'loading-replaces-computing',
    article: 'memory-wall',
    topic: 'time',
    title: 'At 95 % hits, loading matters more than computing',
    said: 'With hit rates above 95 % in agentic work, loading efficiency has replaced computation as the dominant factor.',
    verdict: 'contested',
    because:
      'A node with one 400 Gbit/s link takes 0.19 s to load 95,000 tokens of DeepSeek-V3.2 and 0.22 s to compute the other 5,000: even. At 99 % loading is far ahead, as the paper behind it found; with DeepSeek-V3’s full attention computing stays ahead at 95 %.',
    sources: [citing(DUAL_PATH, 'measured'), DEEPSEEK_V32],
  },
  {
    id: 'dram-1-to-2-tb',
    article: 'no-memory-no-margin',
    topic: 'time',
    title: 'A node has 1 to 2 TB of DRAM at most',
    said: 'DRAM is a staging area: 1 to 2 TB per node at most.',
    verdict: 'right-in-its-day',
    because:
      'A DGX B200 comes with 2 TB; the same guide lists 4 TB as an upgrade. Most nodes of 2024 and 2025 have no more than 2.',
    sources: [DGX_GUIDE],
  },
  {
    id: 'recompute-costs-energy',
    article: 'token-warehouse',
    topic: 'time',
    title: 'Fetching takes less energy than computing again',
    said: 'Pulling from the shelf reduces the energy that recomputing takes.',
    verdict: 'right',
    because:
      'Computing 100,000 tokens of Llama 3.1 70B on four H100s draws some 78 kJ from the wall; eight drives that read the same 32.8 GB draw 84 J. In money it is little: a hundred such prompts are 2 kWh.',
    sources: [INFERENCE_X, LLAMA_70B],
  },
];
