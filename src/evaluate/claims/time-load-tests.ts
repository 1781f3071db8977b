import { SSD_SPILL } from '../../catalog/published-losses.ts';
import type { ClusterPlan } from '../cluster/cluster-view.ts';
import { clusterNumbers } from '../cluster/numbers.ts';
import { promptOfPlan, warehouseOf } from '../cluster/prompt-of-plan.ts';
import { computeSeconds, criticalOf, denseScenario, FILES_MFU, filesScenario } from './claim-clusters.ts';
import { found, isAbout, known, ours, publishedTime, said, storageTier, type ClaimTest } from './claim-helpers.ts';
import { onCluster } from './claim-looks.ts';
import { clusterOf, PROMPT_TOKENS, scenarioOf, singlePrompts } from './claim-scenarios.ts';

/** Computing against loading: what a warehouse’s speed is worth. */

const GRID_TOKENS = 105_000;
const CACHED_RATIO = 0.95;
const MORE_CACHED_RATIO = 0.99;

interface LoadAndRest {
  readonly loadingSeconds: number;
  readonly computingSeconds: number;
  /** One ÷ the other. */
  readonly times: number;
}

/** Seconds of one node to load what is cached of a prompt, and to compute the rest behind it. */
function loadingToComputing({ plan, cachedRatio }: { plan: ClusterPlan; cachedRatio: number }): LoadAndRest {
  const tier = warehouseOf(plan);
  const prompt = promptOfPlan({ plan, tier });
  const cachedTokens = Math.round(PROMPT_TOKENS * cachedRatio);
  const { totalFlops } = prompt.flops({ contextTokens: PROMPT_TOKENS, cachedTokens });
  const { peakFlopsPerSecond, mfuRatio } = plan.machine;
  const computingSeconds = totalFlops / (plan.gpusPerNode * peakFlopsPerSecond * mfuRatio.typical);
  const bandwidth = found({ value: tier.bytesPerSecondPerNode, id: 'bandwidth of a node' });
  const loadingSeconds = prompt.bytes(cachedTokens) / bandwidth;
  return { loadingSeconds, computingSeconds, times: loadingSeconds / computingSeconds };
}

export const LOAD_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'grid-41-times',
    test: ({ title, book }) => {
      const at = (mfuRatio: number | null) =>
        denseScenario({
          title,
          promptTokens: GRID_TOKENS,
          cluster: { gpusPerInstance: 8, warehouseTierId: 'net_nvme_weka', mfuRatio },
        });
      const scenario = at(null);
      const evaluation = clusterOf({ scenario, book });
      const loaded = publishedTime('weka-41x/loaded').published;
      const computed = (mfuRatio: number | null) =>
        computeSeconds({ plan: clusterOf({ scenario: at(mfuRatio), book }).plan, tokens: GRID_TOKENS });
      const factor = (mfuRatio: number | null) => computed(mfuRatio) / loaded.value;
      const value = factor(null);
      const { plan } = evaluation;
      const prompt = promptOfPlan({ plan, tier: warehouseOf(plan) });
      return {
        figures: [
          ours('Computing on a tuned engine ÷ their load', value, 'times'),
          ours('With 45 % of peak', factor(0.45), 'times'),
          ours('With 15 % of peak, as in their baseline', factor(0.15), 'times'),
          ours('Computing on a tuned engine', computed(null), 'seconds'),
          ours('Computing at 45 % of peak', computed(0.45), 'seconds'),
          ours('Computing at 15 % of peak', computed(0.15), 'seconds'),
          known('Loading, as published', loaded, 'seconds'),
          ours('What is loaded', prompt.bytes(GRID_TOKENS), 'bytes'),
          ours('So much a second', prompt.bytes(GRID_TOKENS) / loaded.value, 'bytes-per-second'),
        ],
        said: said(41, 'times'),
        agrees: isAbout({ value, of: 41 }),
        explanation: clusterNumbers({ scenario, plan }).explanations.critical,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'TTFT, 6.08 s with every prompt new: ÷ their 0.58 s it is 10.5. “Vendor baseline, 15 %” makes it 24.3 s, which is 41.9 times.',
        }),
      };
    },
  },
  {
    claimId: 'nvme-too-slow',
    test: ({ title, book }) => {
      const scenario = filesScenario({ title, cluster: { warehouseTierId: 'nvme_gen5' } });
      const evaluation = clusterOf({ scenario, book });
      const critical = criticalOf({ scenario, evaluation });
      const drive = found({ value: storageTier('nvme_gen5').read.effectiveBytesPerSecond?.low, id: 'bandwidth' });
      return {
        figures: [
          ours('B*: what a tier must deliver', critical.value, 'bytes-per-second'),
          known('One PCIe 5 drive', drive, 'bytes-per-second'),
          ours('Drive ÷ B*', drive.value / critical.value, 'times'),
          known(
            'Eight of them',
            found({ value: storageTier('nvme_gen5').perNode.readBytesPerSecond?.low, id: 'bandwidth' }),
            'bytes-per-second',
          ),
        ],
        said: null,
        agrees: drive.value < critical.value,
        explanation: critical.explanation,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'B* is 4.256 GB/s; the drives of a node load 77.60 GB/s, one of them 9.7.',
        }),
      };
    },
  },
  {
    claimId: 'chunks-of-4-kb',
    test: ({ title, book }) => {
      const { bytesPerSecond } = SSD_SPILL;
      const scenario = denseScenario({
        title,
        promptTokens: 10_000,
        cluster: { gpusPerInstance: 8, mfuRatio: FILES_MFU, warehouseBytesPerSecond: bytesPerSecond.value },
      });
      const evaluation = clusterOf({ scenario, book });
      const critical = criticalOf({ scenario, evaluation });
      return {
        figures: [
          known('Sixteen drives in reads of 4 KiB', bytesPerSecond, 'bytes-per-second'),
          known(
            'Eight drives in large reads',
            found({ value: storageTier('nvme_gen5').perNode.readBytesPerSecond?.low, id: 'bandwidth' }),
            'bytes-per-second',
          ),
          ours('B* of Llama 3.1 70B on eight H100s', critical.value, 'bytes-per-second'),
        ],
        said: null,
        agrees: null,
        explanation: critical.explanation,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'The tier loads 6.554 GB/s, below the 8.987 GB/s of B*: loading loses.',
        }),
      };
    },
  },
  {
    claimId: 'nothing-in-between',
    test: ({ title, book }) => {
      const scenario = filesScenario({ title });
      const evaluation = clusterOf({ scenario, book });
      const critical = criticalOf({ scenario, evaluation });
      const files = found({ value: storageTier('net_fs_scale').read.effectiveBytesPerSecond?.low, id: 'bandwidth' });
      return {
        figures: [
          ours('A path through the node’s memory ÷ B*', files.value / critical.value, 'times'),
          known('That path, to four H100s', files, 'bytes-per-second'),
          ours('B*', critical.value, 'bytes-per-second'),
        ],
        said: null,
        agrees: null,
        explanation: critical.explanation,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'B* is 4.256 GB/s; the file system loads 59 GB/s through memory of the node, 13.9 times as much.',
        }),
      };
    },
  },
  {
    claimId: 'loading-replaces-computing',
    test: ({ title, book }) => {
      const on = (modelId: string) =>
        scenarioOf(title, {
          workload: singlePrompts({ promptTokens: PROMPT_TOKENS, people: 1_000 }),
          cluster: { modelId, acceleratorId: 'h800', warehouseTierId: '3fs' },
        });
      const scenario = on('DeepSeek-V3.2');
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const {
        times: value,
        loadingSeconds,
        computingSeconds,
      } = loadingToComputing({ plan, cachedRatio: CACHED_RATIO });
      const full = clusterOf({ scenario: on('DeepSeek-V3'), book }).plan;
      return {
        figures: [
          ours('Loading ÷ computing the rest, DeepSeek-V3.2, 95 % cached', value, 'times'),
          known(
            '3FS, to a node',
            found({ value: storageTier('3fs').read.effectiveBytesPerSecond, id: 'bandwidth' }).high,
            'bytes-per-second',
          ),
          ours('Loading 95,000 tokens of it', loadingSeconds, 'seconds'),
          ours('Computing the other 5,000', computingSeconds, 'seconds'),
          ours('The same, 99 % cached', loadingToComputing({ plan, cachedRatio: MORE_CACHED_RATIO }).times, 'times'),
          ours(
            'DeepSeek-V3, 95 % cached',
            loadingToComputing({ plan: full, cachedRatio: CACHED_RATIO }).times,
            'times',
          ),
        ],
        said: null,
        agrees: value > 1,
        explanation: criticalOf({ scenario, evaluation }).explanation,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            '3FS loads 42.95 GB/s to a node, so 95,000 tokens take 190 ms. Computing 5,000 behind them, 225 ms, stands in no table; one ÷ the other is 0.845 times.',
        }),
      };
    },
  },
];
