import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { modelById } from '../../catalog/models/index.ts';
import { modelWeightsOf } from '../../catalog/models/weights.ts';
import { LOW_LOAD, SLOW_FILES, SSD_SPILL, WIDE_CACHE } from '../../catalog/published-losses.ts';
import type { Fact, Provenance } from '../../domain/fact.ts';
import { exactly } from '../../domain/serving/estimate.ts';
import { prefillSeconds } from '../../domain/serving/prefill-time.ts';
import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import { criticalBandwidth, crossoverOnCurves } from '../../domain/warehouse/critical-bandwidth.ts';
import { fleetLoad, type NodeSpeed, type ServingTier } from '../../domain/warehouse/fleet.ts';
import { lowLoadPenaltyRatio, throughputAtHitRatio } from '../../domain/warehouse/throughput.ts';
import type { PublishedLoss } from './cluster-view.ts';
import { promptOf } from './prompt.ts';

/** Utilisation below which a fleet counts as little loaded. */
const LOW_UTILISATION_RATIO = 0.2;
const MOST_TOKENS = 1_000_000;

/**
 * Published measurements in which loading lost, computed from their inputs by the functions that everything else here is
 * computed with. A model that only ever finds gains is no model: each of these must come out as a loss.
 *
 * Example: prompts of 10,000 tokens of Llama 3.3 70B read from local drives take 1.36 times as long as computing them.
 */
export function publishedLosses(): readonly PublishedLoss[] {
  return [ssdSpill(), slowFiles(), lowLoad(), wideCache()];
}

function ssdSpill(): PublishedLoss {
  const { modelId, acceleratorId, devices, mfuRatio, floorSeconds, bytesPerSecond, points } = SSD_SPILL;
  const model = modelById(modelId);
  const peak = acceleratorById(acceleratorId)?.fp16FlopsPerSecond;
  if (!model || !peak) throw new Error(`The catalogue has no ${modelId} or no peak of ${acceleratorId}`);
  const tables = modelWeightsOf(modelId).tableParametersInActive?.value ?? 0;
  const prompt = promptOf({
    groups: model.groups.value,
    dtype: 'bf16',
    prefillParameters: model.activeParameters.value - tables,
  });
  const machine = {
    devices,
    peakFlopsPerSecond: peak.value,
    mfuRatio: exactly(mfuRatio.value),
    floorSeconds: floorSeconds.value,
    errorRatio: 0,
  };
  const path = {
    floorSeconds: floorSeconds.value,
    bytesPerSecond: bytesPerSecond.value,
    expandBytesPerSecond: null,
    errorRatio: 0,
  };
  const recomputeSeconds = (tokens: Tokens): Seconds =>
    prefillSeconds({ flops: prompt.flops({ contextTokens: tokens }).totalFlops, machine }).typical;
  const loadSeconds = (tokens: Tokens): Seconds => prompt.load({ tokens, path });
  const ratioAt = (tokens: Tokens): Ratio => loadSeconds(tokens) / recomputeSeconds(tokens);
  const crossing = crossoverOnCurves({ recomputeSeconds, loadSeconds, mostTokens: MOST_TOKENS });
  const [shortest] = points;
  const ratio = ratioAt(shortest.contextTokens);
  const until = 'value' in crossing ? ` Loading is faster from ${tokensOf(crossing.value)} tokens on.` : '';
  return {
    id: 'ssd-spill',
    title: 'Prompts spilled to local drives, Llama 3.3 70B on eight H100',
    published: `Mean time to first token ${listed(points.map(({ contextTokens, ttftRatio }) => `${signed(ttftRatio.value)} at ${tokensOf(contextTokens)}`))} tokens, against HBM alone.`,
    computed: `Loading takes ${listed(points.map(({ contextTokens }) => `${times(ratioAt(contextTokens))} computing at ${tokensOf(contextTokens)}`))} tokens.${until}`,
    ratio,
    isLoss: ratio > 1,
    provenance: originOf(shortest.ttftRatio),
  };
}

function slowFiles(): PublishedLoss {
  const { promptTokens, storedBytes, hitRatio, computedSeconds, loadedSeconds } = SLOW_FILES;
  const bytesPerToken = storedBytes.value / promptTokens.value;
  const speed: NodeSpeed = {
    prefillTokensPerSecond: promptTokens.value / computedSeconds.value,
    decodeTokensPerSecond: Infinity,
    requestFloorSeconds: 0,
  };
  const files = tierWith({
    id: 'files',
    hitRatio: hitRatio.value,
    bytesPerToken,
    bytesPerSecondPerNode: storedBytes.value / loadedSeconds.value,
  });
  const nodesWith = (tiers: readonly ServingTier[]): number =>
    fleetLoad({
      demand: {
        requestsPerSecond: 1,
        inputTokensPerSecond: speed.prefillTokensPerSecond,
        outputTokensPerSecond: 0,
      },
      speed,
      tiers,
      loads: 'always',
      penaltyRatio: 0,
    }).nodes;
  const ratio = nodesWith([files]) / nodesWith([]);
  const needed = criticalBandwidth({ bytesPerToken, prefillTokensPerSecond: speed.prefillTokensPerSecond });
  const from = 'value' in needed ? ` From ${megabytes(needed.value)} MB/s on it would win.` : '';
  return {
    id: 'slow-files',
    title: 'A file tier slower than computing, DeepSeek-V4-Flash on eight H200',
    published: `${tokensOf(promptTokens.value)} prompt tokens took ${seconds(loadedSeconds.value)} s from files and ${seconds(computedSeconds.value)} s computed.`,
    computed: `At the ${megabytes(files.bytesPerSecondPerNode)} MB/s that they were read with, the same work takes ${times(ratio)} the machines.${from}`,
    ratio,
    isLoss: ratio > 1,
    provenance: originOf(loadedSeconds),
  };
}

function lowLoad(): PublishedLoss {
  const { requestsPerSecond, saturatedRequestsPerSecond, withoutTokensPerSecond, withTokensPerSecond } = LOW_LOAD;
  const lostRatio = 1 - withTokensPerSecond.value / withoutTokensPerSecond.value;
  const penaltyAt = (rate: number): Ratio =>
    lowLoadPenaltyRatio({
      utilisationRatio: rate / saturatedRequestsPerSecond.value,
      belowRatio: LOW_UTILISATION_RATIO,
      penaltyRatio: lostRatio,
    });
  // Everything that returns lies in HBM still, so the tier serves nothing more.
  const nodesAt = (penaltyRatio: Ratio): number =>
    fleetLoad({
      demand: { requestsPerSecond: 0, inputTokensPerSecond: 0, outputTokensPerSecond: withoutTokensPerSecond.value },
      speed: {
        prefillTokensPerSecond: Infinity,
        decodeTokensPerSecond: withoutTokensPerSecond.value,
        requestFloorSeconds: 0,
      },
      tiers: [tierWith({ id: 'memory', hitRatio: 0 })],
      loads: 'always',
      penaltyRatio,
    }).nodes;
  const ratio = nodesAt(0) / nodesAt(penaltyAt(requestsPerSecond.value));
  const busy = LOW_LOAD.busyWithTokensPerSecond.value / LOW_LOAD.busyWithoutTokensPerSecond.value - 1;
  return {
    id: 'low-load',
    title: 'Moving caches out of a fleet that is hardly used, gpt-oss-120b on 16 H100',
    published: `Output ${signed(-lostRatio)} at ${requestsPerSecond.value} requests a second; ${signed(busy)} at 40, past saturation.`,
    computed: `HBM holds all that returns, so nothing is won and ${percent(ratio)} of the output is kept. The loss itself is taken from the measurement: an input, off by default.`,
    ratio,
    isLoss: ratio < 1,
    provenance: originOf(withTokensPerSecond),
  };
}

function wideCache(): PublishedLoss {
  const { bytesPerToken, requests, tierBytes, computedTokensPerSecond, linkBytesPerSecond } = WIDE_CACHE;
  const computed = computedTokensPerSecond.value;
  const promptTokens = computed / WIDE_CACHE.requestsPerSecond.value;
  const setBytes = requests.value * promptTokens * bytesPerToken.value;
  // Nothing returns before it is dropped: every token is computed and moved out, at worst one after the other.
  const kept = throughputAtHitRatio({
    missTokensPerSecond: 1 / (1 / computed + bytesPerToken.value / linkBytesPerSecond.value),
    hitTokensPerSecond: computed,
    hitRatio: 0,
  });
  const ratio = kept / computed;
  const needed = criticalBandwidth({ bytesPerToken: bytesPerToken.value, prefillTokensPerSecond: computed });
  const moved = 'value' in needed ? needed.value : 0;
  const fit = tierBytes.value / setBytes;
  return {
    id: 'wide-cache',
    title: 'A wide cache and a tier too small for it, Llama 2 7B on one H100',
    published: `${signed(WIDE_CACHE.offloadedTokensPerSecond.value / computed - 1)} tokens a second with 500 GB of memory for its cache.`,
    computed: `${bytesPerToken.value.toLocaleString('en-US')} B a token × ${tokensOf(computed)} tokens a second are ${gigabytes(moved)} GB/s to be moved. The prompts take ${(setBytes / 1e12).toFixed(2)} TB, of which ${percent(fit)} fit: read in turn, each is dropped before it returns. Nothing is won, and ${percent(ratio)} to 100 % of the throughput is kept, by whether computing waits for the copy.`,
    ratio,
    isLoss: fit < 1 && ratio < 1,
    provenance: originOf(WIDE_CACHE.offloadedTokensPerSecond),
  };
}

function tierWith(changes: Partial<ServingTier> & Pick<ServingTier, 'id' | 'hitRatio'>): ServingTier {
  return { bytesPerToken: 0, bytesPerSecondPerNode: Infinity, fetchFloorSeconds: 0, overlapRatio: 0, ...changes };
}

function originOf({ kind, source, checkedOn, note }: Fact<unknown>): Provenance {
  return { kind, source, checkedOn, ...(note !== undefined && { note }) };
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const digits = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en-US');
const tokensOf = (tokens: number): string => (tokens >= 1e6 ? `${digits(tokens / 1e6)} million` : digits(tokens));
const seconds = (value: number): string => Math.round(value).toLocaleString('en-US');
const times = (ratio: number): string => `${ratio.toFixed(2)} times`;
const percent = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`;
const signed = (ratio: number): string => `${ratio < 0 ? '−' : '+'}${digits(Math.abs(ratio * 100))} %`;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
