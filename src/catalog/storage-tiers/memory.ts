import type { StorageTier } from '../../domain/warehouse/tier.ts';
import { assumed, derived, measured, published } from '../provenance.ts';
import { EIGHT_GPUS, NO_LICENCE, NO_WEAR, ONE_NODE, same, span, tier } from './authoring.ts';
import { always, AS_NODE_MEMORY, GLM_RESTORE_FLOOR, NODE_MEMORY_FLOOR, PEER_FLOOR } from './floors.ts';
import { asDram, DRAM_RENTS, undatedRent } from './rents.ts';
import { AGENTIC_KVC, AICONFIGURATOR, DGX_B200, LLM_D_FILES, LLM_D_GLM, PEGAFLOW, VLLM_OFFLOADING } from './sources.ts';

const DIMMS = 'The GB of the guide read as 10⁹ bytes; modules are counted in 2³⁰, which is 7.4 % more.';
const MEMORY = {
  wearUsdPerGbWritten: NO_WEAR,
  driveWritesPerDay: 'unlimited',
  licenceUsdPerGbMonth: NO_LICENCE,
} as const;

export const HBM: StorageTier = tier({
  ...MEMORY,
  id: 'hbm3e',
  name: 'HBM3/HBM3e on GPU',
  kind: 'hbm',
  unit: 'gpu',
  unitDescription: 'per GPU',
  unitsPerNode: EIGHT_GPUS,
  capacityGb: span({
    low: 80,
    high: 288,
    as: (gb) => published(gb, AICONFIGURATOR, 'H100 to B300. Weights lie there too.'),
  }),
  read: {
    ratedGbPerS: span({ low: 3_350, high: 8_000, as: (rate) => published(rate, AICONFIGURATOR) }),
    effectiveGbPerS: span({
      low: 2_680,
      high: 6_400,
      as: (rate) => derived(rate, AICONFIGURATOR, 'The rated bandwidth × 0.8, which it reckons with.'),
    }),
  },
  fetchFloorSeconds: always(assumed(0, 'What lies there is attended to where it lies: nothing is fetched.')),
  deviceLatencySeconds: assumed(5e-7, 'As remembered.'),
  rents: undatedRent({
    pricesOf: '$2 per GPU-hour',
    usd: derived(18.25, AICONFIGURATOR, '$2 × 730 h ÷ 80 GB. Paid with the GPU: it is never added to its price.'),
  }),
  notes: ['A range over many parts: of one accelerator, its own memory and bandwidth hold, less what weights take.'],
});

export const DRAM: StorageTier = tier({
  ...MEMORY,
  id: 'dram_ddr5',
  name: 'CPU DRAM DDR5',
  kind: 'dram',
  unit: 'node',
  unitDescription: 'per 8-GPU node',
  unitsPerNode: ONE_NODE,
  capacityGb: span({ low: 2_048, high: 4_096, as: (gb) => published(gb, DGX_B200, DIMMS) }),
  read: {
    ratedGbPerS: same(assumed(614, 'Twelve channels of DDR5-6400 in one socket: 12 × 51.2 GB/s.')),
    effectiveGbPerS: {
      low: derived(
        126,
        LLM_D_FILES,
        'To four H100s, not eight: 126 to 145 GB/s, from published speed-ups over recomputing. Eight were not measured.',
      ),
      high: derived(430, AGENTIC_KVC, 'Eight links of 54 GB/s; nobody has measured eight at once.'),
    },
  },
  readPerGpu: {
    ratedGbPerS: same(published(64, AICONFIGURATOR, 'PCIe 5 × 16.')),
    effectiveGbPerS: {
      low: measured(43, VLLM_OFFLOADING, '43 to 45 GB/s beyond 20K tokens.'),
      high: measured(54, AGENTIC_KVC),
    },
  },
  fetchFloorSeconds: NODE_MEMORY_FLOOR,
  rents: DRAM_RENTS,
  power: {
    of: 'module of 64 GB',
    ofBytes: 64e9,
    watts: same(assumed(10, 'As remembered.')),
  },
  notes: ['vLLM moves 50 GB/s in one direction and 83.4 GB/s in both together: writing slows reading.'],
});

export const LPDDR_C2C: StorageTier = tier({
  ...MEMORY,
  id: 'lpddr_c2c',
  name: 'Grace LPDDR5X over NVLink-C2C',
  kind: 'dram',
  unit: 'superchip',
  unitDescription: 'per superchip',
  capacityGb: same(assumed(480, 'As the maker’s data sheet is remembered; read as 10⁹ bytes.')),
  readPerGpu: {
    ratedGbPerS: same(assumed(450, 'Half of 900 GB/s in both directions, as remembered; two GPUs share it on GB200.')),
  },
  fetchFloorSeconds: AS_NODE_MEMORY,
  notes: [
    'Sold with the GPU: no price of its own is known.',
    'Its maker reported TTFT up to 28 times shorter than recomputing on GH200, and 14 times on an H100 with PCIe.',
  ],
});

export const CXL: StorageTier = tier({
  ...MEMORY,
  id: 'cxl',
  name: 'CXL 2/3 memory expander',
  kind: 'cxl',
  unit: 'device',
  unitDescription: 'per x8/x16 device',
  capacityGb: span({ low: 256, high: 2_048, as: (gb) => assumed(gb, 'What expanders are sold with, as remembered.') }),
  read: {
    ratedGbPerS: {
      low: assumed(30, 'Eight lanes, as remembered.'),
      high: assumed(60, 'Sixteen lanes, as remembered; LLMServingSim reckons with it.'),
    },
  },
  fetchFloorSeconds: AS_NODE_MEMORY,
  deviceLatencySeconds: assumed(3e-7, 'Of the device, as remembered: no time to fetch KV cache.'),
  rents: asDram('The memory in it costs what other memory costs.'),
});

export const REMOTE_DRAM: StorageTier = tier({
  ...MEMORY,
  id: 'remote_dram_rdma',
  name: 'Remote DRAM over RDMA',
  kind: 'dram',
  unit: 'node',
  unitDescription: 'per node, 8x400G',
  unitsPerNode: ONE_NODE,
  read: {
    ratedGbPerS: same(published(400, PEGAFLOW, 'Eight links of 400 Gbit/s.')),
    effectiveGbPerS: {
      low: measured(194, PEGAFLOW, 'Mean.'),
      high: measured(261.6, PEGAFLOW, 'Peak.'),
    },
  },
  fetchFloorSeconds: PEER_FLOOR,
  rents: asDram('Memory of other nodes costs what memory costs; its network is not counted.'),
});

export const CPU_RESTORE_GLM: StorageTier = tier({
  ...MEMORY,
  id: 'cpu_restore_glm',
  name: 'CPU-DRAM restore in production-like serving',
  kind: 'dram',
  unit: 'instance',
  unitDescription: 'GLM-5.2 FP8 on eight H200',
  read: { effectiveGbPerS: same(derived(1_000 / 26, LLM_D_GLM, '26 ms per GB: 38.5 GB/s.')) },
  sharedReadGbPerS: measured(22.7, LLM_D_GLM, 'What the whole fleet restored on average: its load, not its limit.'),
  fetchFloorSeconds: GLM_RESTORE_FLOOR,
  rents: asDram('It is memory of the node.'),
});
