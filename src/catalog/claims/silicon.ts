import type { Claim } from './claim.ts';
import {
  B200_SHEET,
  GAUDI3_LAUNCH,
  GROQ_1,
  GROQ_3,
  GPU_SPECS,
  H100_NOTES,
  KIMI_K26,
  MI350_HOT_CHIPS,
  TPU_GENERATIONS,
  V100_CONFIG,
  WSE3_LAUNCH,
  WSE3_PRICE,
} from './sources.ts';

/** Chips, their memory and their arithmetic. */
export const SILICON_CLAIMS: readonly Claim[] = [
  {
    id: 'h100-rates',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'H100: 989 teraflops, 3.35 TB/s',
    said: 'An H100 does 989 teraflops, but its memory bandwidth is only 3.35 terabytes per second.',
    verdict: 'right',
    because:
      'Dense 16-bit arithmetic of the SXM part. It takes 295 operations for each byte read to keep it busy: prefill has them, decode at small batches has not.',
    sources: [GPU_SPECS, H100_NOTES],
  },
  {
    id: 'compute-doubles-bandwidth-does-not',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'Compute keeps doubling, bandwidth does not',
    said: 'Compute keeps doubling and bandwidth does not; the gap has grown for 30 years.',
    verdict: 'contested',
    because:
      'The gap grows, and bandwidth is not flat: from the V100 (2017) to the B200 it grew 8.9 times, from 0.9 to 8 TB/s, while 16-bit arithmetic grew 18 times. Between those two the gap doubled.',
    sources: [V100_CONFIG, B200_SHEET],
  },
  {
    id: 'wse3-figures',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'WSE-3: 44 GB of SRAM, 21 PB/s',
    said: 'About 44 GB of on-chip SRAM and 21 PB/s of bandwidth feed some 900,000 cores on one wafer.',
    verdict: 'right',
    because:
      'As its maker publishes it: 6,300 times the bandwidth of an H100, and half the memory. About 23 kW per system, where 25 is said.',
    sources: [WSE3_LAUNCH, WSE3_PRICE],
  },
  {
    id: 'trillion-parameters-in-sram',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'Trillion-parameter models fit entirely in SRAM',
    said: 'No HBM, no off-chip memory: trillion-parameter models fit entirely in fast SRAM.',
    verdict: 'contested',
    because:
      'Spread over the 45 wafers that the text prices, they do. Of one they do not: a trillion parameters in FP8 take 1 TB, the bare weights alone 23 wafers of 44 GB; with one sequence of 100,000 tokens Kimi K2.6 takes 32 by our count, which goes in steps of eight.',
    sources: [WSE3_LAUNCH, KIMI_K26],
    featured: true,
  },
  {
    id: 'wse3-price',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'A cluster of 45 wafers costs about $100 million',
    said: 'The price makes finance chiefs weep: about $100 million for a cluster of 45 nodes.',
    verdict: 'right',
    because:
      'At $2 to 3 million per system, which is what is reported, 45 cost $90 to 135 million. No list price is published.',
    sources: [WSE3_PRICE],
  },
  {
    id: 'groq-bandwidth',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'Groq: 230 to 500 MB a chip, over 80 TB/s',
    said: 'LPUs have 230 to 500 MB of on-chip SRAM and more than 80 TB/s, against 3 to 8 TB/s of HBM on GPUs.',
    verdict: 'right',
    because:
      'The first LPU has 230 MB at 80 TB/s, Groq 3 has 500 MB at 150. HBM from the H100 (3.35) to the B200 (8) is as said; Rubin’s is at 22.',
    sources: [GROQ_1, GROQ_3, GPU_SPECS, B200_SHEET],
  },
  {
    id: 'instinct-memory',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'MI300X: 192 GB, 5.3 TB/s; MI350X: 288 GB, 8 TB/s',
    said: 'MI300X has 192 GB at 5.3 TB/s, MI350X up to 288 GB at 8 TB/s.',
    verdict: 'right',
    because:
      'As published. On one MI350X a bf16 cache of Llama 3.1 70B has room beside its FP8 weights for five prompts of 100,000 tokens.',
    sources: [GPU_SPECS, MI350_HOT_CHIPS],
  },
  {
    id: 'tpu-memory',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'TPUs have 96 GB or more, scalable to 192',
    said: 'TPUs use HBM as main memory, 96 GB and more per chip, scalable to 192 GB.',
    verdict: 'contested',
    because:
      'The figures are of different chips and none scales: v5p has 95 GB, v7 has 192, and v6e, sold between them, 32.',
    sources: [TPU_GENERATIONS],
  },
  {
    id: 'gaudi3-memory',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'Gaudi 3: 128 GB at 3.7 TB/s, 96 MB of SRAM',
    said: 'Gaudi 3 has 128 GB of HBM2e at 3.7 TB/s and 96 MB of SRAM at 12.8 TB/s.',
    verdict: 'right',
    because: 'As reported from its launch. An H100, which it was compared with then, has 80 GB at 3.35 TB/s.',
    sources: [GAUDI3_LAUNCH],
  },
  {
    id: 'b200-fp4',
    article: 'memory-wall',
    topic: 'silicon',
    title: 'B200 adds native FP4',
    said: 'The B200 adds native FP4 to push more requests through the same power.',
    verdict: 'right',
    because:
      'Dense FP4 runs at twice the rate of FP8 on it, and an H100 has none. Weights of 4 bits also leave more of its 180 GB to caches: three prompts of 100,000 tokens of Llama 3.1 70B, where FP8 leaves room for two.',
    sources: [B200_SHEET, GPU_SPECS],
  },
];
