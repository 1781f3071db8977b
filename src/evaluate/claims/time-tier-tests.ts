import { recomputeBand, wholeLoad } from '../cluster/prefill-or-load.ts';
import { promptOfPlan, warehouseOf } from '../cluster/prompt-of-plan.ts';
import { denseScenario, FILES_TOKENS } from './claim-clusters.ts';
import {
  accelerator,
  found,
  isAbout,
  known,
  ours,
  publishedTime,
  said,
  storageTier,
  type ClaimTest,
} from './claim-helpers.ts';
import { onCluster } from './claim-looks.ts';
import { clusterOf, PROMPT_TOKENS } from './claim-scenarios.ts';

/** Latency, bandwidth, room and energy of tiers. */

const GRID_TOKENS = 105_000;
const FEW_TOKENS = 100;
const TWO_TERABYTES = 2e12;
/** Slower is no matter of microseconds. */
const MILLISECOND = 1e-3;

export const TIER_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'microsecond-latency',
    test: ({ title, book }) => {
      const scenario = denseScenario({
        title,
        promptTokens: PROMPT_TOKENS,
        cluster: { gpusPerInstance: 8, warehouseTierId: 'remote_dram_rdma' },
      });
      const { plan, explanations } = clusterOf({ scenario, book });
      const load = found({ value: wholeLoad({ plan, tier: warehouseOf(plan), tokens: FEW_TOKENS }), id: 'a load' });
      const memory = found({ value: storageTier('dram_ddr5').fetchFloorSeconds?.typical, id: 'a floor' });
      const remote = found({ value: storageTier('remote_dram_rdma').fetchFloorSeconds?.typical, id: 'a floor' });
      const warehouse = found({ value: storageTier('net_nvme_weka').fetchFloorSeconds?.typical, id: 'a floor' });
      return {
        figures: [
          known('To the first byte, from memory of a peer over RDMA', remote, 'seconds'),
          known('From memory of the node', memory, 'seconds'),
          known('Reckoned with for networked flash', warehouse, 'seconds'),
          ours('Loading 100 tokens from a peer', load.typical, 'seconds'),
        ],
        said: said(1e-6, 'seconds', '“Microsecond latencies.”'),
        agrees: memory.value < MILLISECOND,
        explanation: explanations.ttft,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'The curve’s table starts with 100 tokens: loading them from a peer takes 22.2 ms, 22 ms of it the floor of a fetch.',
        }),
      };
    },
  },
  {
    claimId: 'near-memory-speed',
    test: ({ title, book }) => {
      const scenario = denseScenario({
        title,
        promptTokens: GRID_TOKENS,
        cluster: { gpusPerInstance: 8, warehouseTierId: 'net_nvme_weka' },
      });
      const { read } = storageTier('net_nvme_weka');
      const loaded = found({ value: read.effectiveBytesPerSecond?.low, id: 'bandwidth' });
      const claimed = found({ value: read.ratedBytesPerSecond?.high, id: 'bandwidth' });
      const memory = found({ value: storageTier('dram_ddr5').perNode.readBytesPerSecond?.low, id: 'bandwidth' });
      const hbm = found({ value: accelerator('h100-sxm').memoryBandwidthBytesPerSecond, id: 'bandwidth' }).value * 8;
      return {
        figures: [
          ours('Their own load ÷ memory of a node', loaded.value / memory.value, 'ratio'),
          known('What their own load comes to', loaded, 'bytes-per-second'),
          known('Which took', publishedTime('weka-41x/loaded').published, 'seconds'),
          known('Memory of a node to its accelerators', memory, 'bytes-per-second'),
          ours('Claimed bandwidth ÷ HBM of a host', claimed.value / hbm, 'ratio'),
        ],
        said: null,
        agrees: null,
        explanation: clusterOf({ scenario, book }).explanations.ttft,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'Beside B*: the tier loads 59 GB/s. Take CPU DRAM as the warehouse and it is 126 GB/s; one ÷ the other, 46.8 %.',
        }),
      };
    },
  },
  {
    claimId: 'dram-1-to-2-tb',
    test: ({ title, book }) => {
      const { low, high } = found({ value: storageTier('dram_ddr5').perNode.capacityBytes, id: 'capacity' });
      const scenario = denseScenario({
        title,
        promptTokens: FILES_TOKENS,
        cluster: { gpusPerInstance: 4, dramBytesPerNode: low.value },
      });
      return {
        figures: [known('Memory of a node', low, 'bytes'), known('At most', high, 'bytes')],
        said: said(TWO_TERABYTES, 'bytes', '1 to 2 TB.'),
        agrees: isAbout({ value: low.value, of: TWO_TERABYTES }),
        explanation: clusterOf({ scenario, book }).explanations.nodes,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows: 'Under More inputs: memory for cache per node, 2.048 TB. Type 4.096 to see what the upgrade would do.',
        }),
      };
    },
  },
  {
    claimId: 'recompute-costs-energy',
    test: ({ title, book }) => {
      const scenario = denseScenario({
        title,
        promptTokens: PROMPT_TOKENS,
        cluster: { gpusPerInstance: 4, warehouseTierId: 'nvme_gen5' },
      });
      const { plan } = clusterOf({ scenario, book });
      const tier = warehouseOf(plan);
      const seconds = recomputeBand({ plan, tokens: PROMPT_TOKENS }).typical;
      const watts = found({ value: accelerator('h100-sxm').allInWatts, id: 'power' }).value;
      const { promptGpus } = plan.instance;
      const computing = seconds * watts * promptGpus;
      const { power, unitsPerNode } = storageTier('nvme_gen5');
      const drives =
        found({ value: power?.watts.high, id: 'power' }).value * found({ value: unitsPerNode, id: 'drives' }).value;
      const bandwidth = found({ value: tier.bytesPerSecondPerNode, id: 'bandwidth of a node' });
      const loadingSeconds = promptOfPlan({ plan, tier }).bytes(PROMPT_TOKENS) / bandwidth;
      const reading = drives * loadingSeconds;
      return {
        figures: [
          ours('Computing ÷ reading', computing / reading, 'times'),
          ours('Four H100s computing 100,000 tokens', computing, 'joules'),
          ours('Eight drives reading them', reading, 'joules'),
          ours('Time to compute', seconds, 'seconds'),
          ours('Time to read', loadingSeconds, 'seconds'),
          ours('What is read', loadingSeconds * bandwidth, 'bytes'),
          ours('By eight drives', bandwidth, 'bytes-per-second'),
          ours('Power of four H100s, all in', watts * promptGpus, 'watts'),
          ours('Power of eight drives', drives, 'watts'),
        ],
        said: null,
        agrees: computing > reading,
        explanation: null,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'TTFT, 11.3 s, × 6,920 W is 78.2 kJ. The tier loads 77.60 GB/s: 32.77 GB take 422 ms, × 200 W 84.5 J.',
        }),
      };
    },
  },
];
