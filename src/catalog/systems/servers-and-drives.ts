import { measuredBy, saidByVendor } from './authoring.ts';
import { HPE_X10000, METRUM_HPE, METRUM_SOLIDIGM, MLPERF } from './pages.ts';
import type { CacheSystem } from './system.ts';

/** Servers and drives, and the benchmark for drives. */
export const SERVERS_AND_DRIVES: readonly CacheSystem[] = [
  {
    id: 'hpe-alletra-x10000',
    name: 'Alletra Storage MP X10000',
    maker: 'HPE',
    path: 'S3 over RDMA',
    figures: [
      saidByVendor({
        quantity: 'Time to first token, as fast',
        value: 20,
        unit: 'times',
        conditions: 'About; paper with NVIDIA, Kamiwaza and Signal65, also for the rate of tokens',
        page: HPE_X10000,
      }),
    ],
  },
  {
    id: 'hpe-dl380a',
    name: 'ProLiant DL380a with KIOXIA NVMe',
    maker: 'HPE, measured by Metrum AI',
    path: 'Memory of the node, then NVMe',
    figures: [
      measuredBy({
        quantity: 'Cost per million tokens',
        value: 11.38,
        without: 30.3,
        unit: 'usd-per-mtok',
        conditions: 'Memory of the node, 256 users, 25 rounds each',
        page: METRUM_HPE,
      }),
      measuredBy({
        quantity: 'Cost per million tokens',
        value: 13.34,
        unit: 'usd-per-mtok',
        conditions: 'NVMe, 512 users; 2.4 times as cheap as GPUs alone, where 1,024 GB of memory no longer help',
        page: METRUM_HPE,
      }),
      measuredBy({
        quantity: 'Hit rate',
        value: 0.755,
        unit: 'share',
        conditions: 'NVMe, 512 users',
        page: METRUM_HPE,
      }),
    ],
  },
  {
    id: 'solidigm-d7-ps1010',
    name: 'D7-PS1010 with Dynamo',
    maker: 'Solidigm, with Metrum AI',
    path: 'Local PCIe 5 NVMe',
    figures: [
      saidByVendor({
        quantity: 'Computing that a load avoids',
        value: 20,
        unit: 'seconds',
        conditions: '20 to 40 s for 200,000 tokens; the loading time is not given',
        page: METRUM_SOLIDIGM,
      }),
    ],
  },
  {
    id: 'mlperf-kv',
    name: 'MLPerf Storage KV cache benchmark',
    maker: 'MLCommons',
    path: 'A drive under simulated offloading',
    figures: [
      measuredBy({
        quantity: 'Read',
        value: 9.7e9,
        unit: 'bytes-per-second',
        conditions: 'Of a drive that is sold with 14 GB/s; 12.4 bytes read for one written',
        page: MLPERF,
        outcome: 'neither',
      }),
    ],
  },
];
