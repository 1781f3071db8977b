import { inCode, measuredBy } from './authoring.ts';
import { DEEPSEEK_DAY, DUAL_PATH, FLASH_MLA, FLASH_MLA_LAUNCH, THREE_FS } from './pages.ts';
import type { CacheSystem } from './system.ts';

const GIB = 2 ** 30;
const TIB = 2 ** 40;

/** What DeepSeek published of its own. */
export const DEEPSEEK_SYSTEMS: readonly CacheSystem[] = [
  {
    id: 'deepseek-3fs',
    name: '3FS',
    maker: 'DeepSeek',
    path: 'SSDs of 180 storage nodes, over RDMA',
    figures: [
      measuredBy({
        quantity: 'Aggregate read',
        value: 6.6 * TIB,
        unit: 'bytes-per-second',
        conditions: 'Stress test with large blocks, over 500 clients, beside training; not a KV cache test',
        page: THREE_FS,
        outcome: 'neither',
      }),
      measuredBy({
        quantity: 'Peak read of KV cache clients',
        value: 40 * GIB,
        unit: 'bytes-per-second',
        conditions: 'One 400 Gbit/s adapter a client; another test than the aggregate',
        page: THREE_FS,
        outcome: 'neither',
      }),
      measuredBy({
        quantity: 'Input tokens read from disk',
        value: 0.563,
        unit: 'share',
        conditions: 'Of 608 billion in 24 hours of February 2025',
        page: DEEPSEEK_DAY,
      }),
    ],
  },
  {
    id: 'dualpath',
    name: 'DualPath',
    maker: 'DeepSeek, Peking and Tsinghua Universities',
    path: '3FS to prefill and decode nodes alike',
    figures: [
      measuredBy({
        quantity: 'Offline throughput',
        value: 1.87,
        unit: 'times',
        conditions: 'Up to; agents with hit rates of at least 95 %',
        page: DUAL_PATH,
      }),
      measuredBy({
        quantity: 'Online throughput',
        value: 1.96,
        unit: 'times',
        conditions: 'On average, within the same limits on latency',
        page: DUAL_PATH,
      }),
    ],
  },
  {
    id: 'flashmla',
    name: 'FlashMLA',
    maker: 'DeepSeek',
    path: 'Kernels: attention over latent vectors in HBM',
    figures: [
      measuredBy({
        quantity: 'Decode, bound by memory',
        value: 3_000e9,
        unit: 'bytes-per-second',
        conditions: 'Up to; H800, dense',
        page: FLASH_MLA,
        outcome: 'neither',
      }),
      measuredBy({
        quantity: 'Decode, bound by compute',
        value: 660e12,
        unit: 'flops-per-second',
        conditions: 'Up to; H800, dense',
        page: FLASH_MLA,
        outcome: 'neither',
      }),
      inCode({
        quantity: 'One token of one layer in FP8',
        value: 656,
        unit: 'bytes',
        conditions: '512 values, 16 bytes of scales, 64 values in bf16',
        page: FLASH_MLA,
      }),
      inCode({
        quantity: 'Tokens in a block',
        value: 64,
        unit: 'tokens',
        conditions: 'Paged cache',
        page: FLASH_MLA_LAUNCH,
      }),
    ],
  },
];
