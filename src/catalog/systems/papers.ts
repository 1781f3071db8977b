import { measuredBy } from './authoring.ts';
import { CACHED_ATTENTION, CAKE, DUAL_BLADE, KARETO, KVTC, KVTC_OPEN, OBJECT_CACHE, PRFAAS, TUTTI } from './pages.ts';
import type { CacheSystem } from './system.ts';

/** Systems that are known by a paper. */
export const PAPER_SYSTEMS: readonly CacheSystem[] = [
  {
    id: 'cachedattention',
    name: 'CachedAttention',
    maker: 'Huawei Cloud, National University of Singapore',
    path: 'Memory of the node, then SSD',
    figures: [
      measuredBy({
        quantity: 'Time to first token',
        value: -0.87,
        unit: 'change',
        conditions: 'Up to; conversations of ShareGPT',
        page: CACHED_ATTENTION,
      }),
      measuredBy({
        quantity: 'Prefill throughput',
        value: 7.8,
        unit: 'times',
        conditions: 'Up to; conversations of ShareGPT',
        page: CACHED_ATTENTION,
      }),
      measuredBy({
        quantity: 'Cost',
        value: -0.7,
        unit: 'change',
        conditions: 'Up to; conversations of ShareGPT',
        page: CACHED_ATTENTION,
      }),
    ],
  },
  {
    id: 'cake',
    name: 'Cake',
    maker: 'University of Michigan',
    path: 'Computes from one end and loads from the other',
    figures: [
      measuredBy({
        quantity: 'Time to first token, as fast',
        value: 2.6,
        unit: 'times',
        conditions: 'On average, against only computing or only loading',
        page: CAKE,
      }),
    ],
  },
  {
    id: 'tutti',
    name: 'Tutti',
    maker: 'Shanghai Jiao Tong University and others',
    path: 'SSD, with the GPU issuing its own reads',
    figures: [
      measuredBy({
        quantity: 'Time to first token',
        value: -0.783,
        unit: 'change',
        conditions: 'Against LMCache on SSD with GPUDirect Storage; about as fast as memory of the node',
        page: TUTTI,
      }),
      measuredBy({
        quantity: 'Cost',
        value: -0.27,
        unit: 'change',
        conditions: 'Against LMCache on SSD with GPUDirect Storage',
        page: TUTTI,
      }),
    ],
  },
  {
    id: 'dual-blade',
    name: 'DUAL-BLADE',
    maker: 'Sogang and Auburn Universities',
    path: 'NVMe past the file system, at the edge',
    figures: [
      measuredBy({
        quantity: 'Prefill time',
        value: -0.331,
        unit: 'change',
        conditions: 'Up to; little memory, against offloading through files',
        page: DUAL_BLADE,
      }),
      measuredBy({
        quantity: 'Decode time',
        value: -0.424,
        unit: 'change',
        conditions: 'Up to; little memory, against offloading through files',
        page: DUAL_BLADE,
      }),
    ],
  },
  {
    id: 'objectcache',
    name: 'ObjectCache',
    maker: 'ETH Zurich, HPE Labs',
    path: 'S3 object store, layer by layer',
    figures: [
      measuredBy({
        quantity: 'Time to first token',
        value: 0.056,
        unit: 'change',
        conditions: '64K tokens, 100 Gbit/s: slower than memory of the node by this much',
        page: OBJECT_CACHE,
        outcome: 'neither',
      }),
      measuredBy({
        quantity: 'Time added to the first token',
        value: 0.075,
        unit: 'seconds',
        conditions: '56 to 75 ms at 4K tokens, where there is little computing to hide it',
        page: OBJECT_CACHE,
        outcome: 'neither',
      }),
    ],
  },
  {
    id: 'kvtc',
    name: 'KVTC',
    maker: 'NVIDIA',
    path: 'A codec for storage and transfer; unpacked to be attended to',
    figures: [
      measuredBy({
        quantity: 'Compression',
        value: 20,
        unit: 'times',
        conditions: '16 to 20 times within one point of accuracy; to a 16-bit cache',
        page: KVTC,
      }),
      measuredBy({
        quantity: 'Compression',
        value: 40,
        unit: 'times',
        conditions: 'Or more, for particular uses',
        page: KVTC,
      }),
      measuredBy({
        quantity: 'Time to first token, as fast',
        value: 8,
        unit: 'times',
        conditions: 'Up to; 8K tokens, against computing',
        page: KVTC,
      }),
      measuredBy({
        quantity: 'Compression',
        value: 8.8,
        unit: 'times',
        conditions: 'An open re-implementation: 6 to 9 times, Qwen2.5-7B',
        page: KVTC_OPEN,
      }),
    ],
  },
  {
    id: 'prfaas',
    name: 'PrfaaS',
    maker: 'Moonshot AI, Tsinghua University',
    path: 'Prefill in another data centre, over Ethernet',
    figures: [
      measuredBy({
        quantity: 'Throughput',
        value: 0.54,
        unit: 'change',
        conditions: 'A hybrid model of 1T parameters; at equal cost of machines about 15 %',
        page: PRFAAS,
      }),
      measuredBy({
        quantity: 'P90 time to first token',
        value: -0.64,
        unit: 'change',
        conditions: 'A hybrid model of 1T parameters; not at equal cost of machines',
        page: PRFAAS,
      }),
      measuredBy({
        quantity: 'KV cache made by one instance',
        value: 60e9 / 8,
        unit: 'bytes-per-second',
        conditions: 'MiniMax-M2.5 at 32K tokens, 60 Gbit/s: too much for such a path',
        page: PRFAAS,
        outcome: 'neither',
      }),
    ],
  },
  {
    id: 'kareto',
    name: 'Kareto',
    maker: 'Alibaba, Zhejiang University',
    path: 'Chooses the sizes of tiers',
    figures: [
      measuredBy({
        quantity: 'Cost',
        value: -0.202,
        unit: 'change',
        conditions: 'Up to; in simulation, against 1,024 GB of memory',
        page: KARETO,
      }),
      measuredBy({
        quantity: 'Latency',
        value: -0.583,
        unit: 'change',
        conditions: 'Up to; where latency is what is sought',
        page: KARETO,
      }),
    ],
  },
];
