import { measuredBy, saidByVendor } from './authoring.ts';
import { COREWEAVE_COHERE, GKE_TIERS, GMI_TENSORMESH, LLM_D_FILES, LUSTRE_CHOICE, LUSTRE_GUIDE } from './pages.ts';
import type { CacheSystem } from './system.ts';

/** File systems and object stores of clouds and of IBM, as engines read caches from them. */
export const CLOUD_SYSTEMS: readonly CacheSystem[] = [
  {
    id: 'ibm-storage-scale',
    name: 'Storage Scale with llm-d',
    maker: 'IBM',
    path: 'Shared POSIX file system through memory of the node',
    figures: [
      measuredBy({
        quantity: 'Computing ÷ loading from files',
        value: 4.8,
        unit: 'times',
        conditions: 'Llama 3.1 70B on four H100s, 16,384 tokens; read off a chart',
        page: LLM_D_FILES,
      }),
      measuredBy({
        quantity: 'Computing ÷ loading from files',
        value: 16.9,
        unit: 'times',
        conditions: '128K tokens; memory of the node 26, HBM 42.6 times',
        page: LLM_D_FILES,
      }),
      measuredBy({
        quantity: 'Prompt tokens a second, hits only',
        value: 181_000,
        without: 181_000 / 13.9,
        unit: 'tokens-per-second',
        conditions: 'Up to 240 users, every prompt stored; 13.9 times computing them',
        page: LLM_D_FILES,
      }),
    ],
  },
  {
    id: 'google-lustre',
    name: 'Managed Lustre with LMCache',
    maker: 'Google Cloud',
    path: 'Parallel file system behind memory of the node',
    figures: [
      measuredBy({
        quantity: 'Mean time to first token',
        value: 20.12,
        without: 25.38,
        unit: 'seconds',
        conditions: 'Llama 3.3 70B on 16 H100s, 50K tokens, 20 at once; against memory of the node alone',
        page: LUSTRE_GUIDE,
      }),
      measuredBy({
        quantity: 'Mean time to first token',
        value: 45,
        without: 58.02,
        unit: 'seconds',
        conditions: 'Llama 3.3 70B on 16 H100s, 70K tokens, 20 at once; against memory of the node alone',
        page: LUSTRE_GUIDE,
      }),
      measuredBy({
        quantity: 'Input tokens a second',
        value: 21_364,
        without: 16_598,
        unit: 'tokens-per-second',
        conditions: 'Llama 3.3 70B on 16 H100s, 70K tokens, 20 at once; against memory of the node alone',
        page: LUSTRE_GUIDE,
      }),
      saidByVendor({
        quantity: 'Total cost of ownership',
        value: -0.35,
        unit: 'change',
        conditions: 'Up to; 43 % fewer GPUs for the same work',
        page: LUSTRE_CHOICE,
      }),
    ],
  },
  {
    id: 'gke-tiers',
    name: 'Tiered KV cache on GKE',
    maker: 'Google Cloud, with LMCache',
    path: 'Memory of the node, then its SSDs',
    figures: [
      measuredBy({
        quantity: 'Mean time to first token',
        value: -0.79,
        unit: 'change',
        conditions: 'Llama 3.3 70B, 100K tokens, caches fit into memory of the node',
        page: GKE_TIERS,
      }),
      measuredBy({
        quantity: 'Input tokens a second',
        value: 2.64,
        unit: 'change',
        conditions: '100K tokens, caches fit into memory of the node',
        page: GKE_TIERS,
      }),
      measuredBy({
        quantity: 'Mean time to first token',
        value: 1.21,
        unit: 'change',
        conditions: '10K tokens, caches spill to SSDs: more than twice as slow',
        page: GKE_TIERS,
        outcome: 'loss',
      }),
      measuredBy({
        quantity: 'Mean time to first token',
        value: 0.48,
        unit: 'change',
        conditions: '50K tokens, caches spill to SSDs',
        page: GKE_TIERS,
        outcome: 'loss',
      }),
    ],
  },
  {
    id: 'coreweave-object-storage',
    name: 'AI Object Storage with LMCache',
    maker: 'CoreWeave, for Cohere',
    path: 'Object store',
    figures: [
      saidByVendor({
        quantity: 'Time to first token',
        value: -0.22,
        unit: 'change',
        conditions: '22 to 32 % less: Command A, against computing every prompt',
        page: COREWEAVE_COHERE,
      }),
      saidByVendor({
        quantity: 'Tokens decoded a second',
        value: 0.41,
        unit: 'change',
        conditions: 'Command A, against computing every prompt',
        page: COREWEAVE_COHERE,
      }),
      saidByVendor({
        quantity: 'Read bandwidth',
        value: 8.5e9,
        unit: 'bytes-per-second',
        conditions: '8.5 to 10 GB/s to a node of eight GPUs',
        page: COREWEAVE_COHERE,
        outcome: 'neither',
      }),
    ],
  },
  {
    id: 'gmi-tensormesh',
    name: 'Tensormesh on GMI Cloud',
    maker: 'GMI Cloud and Tensormesh',
    path: 'Memory of the node and SSD through LMCache',
    figures: [
      saidByVendor({
        quantity: 'Time to first token, as fast',
        value: 4,
        unit: 'times',
        conditions: 'Synthetic conversations with companions, 1 to 10 turns',
        page: GMI_TENSORMESH,
      }),
      saidByVendor({
        quantity: 'Hit rate',
        value: 0.5,
        without: 0.03,
        unit: 'share',
        conditions: 'Synthetic conversations with companions, 1 to 10 turns',
        page: GMI_TENSORMESH,
      }),
    ],
  },
];
