import { TWO_TERMINALS } from '../../catalog/claims/figures.ts';
import { PREFILL_MFU } from '../../catalog/prefill-efficiency.ts';
import { decodeKvBytes } from '../../domain/serving/decode-work.ts';
import { prefillFlops, type PrefillFlops } from '../../domain/serving/prefill-flops.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { wholeLoad } from '../cluster/prefill-or-load.ts';
import { computeSeconds } from './claim-clusters.ts';
import { found, isAbout, known, model, ours, publishedTime, said, type ClaimTest } from './claim-helpers.ts';
import { onCluster } from './claim-looks.ts';
import { clusterOf, kvOf, modelScenario, PROMPT_TOKENS, scenarioOf, singlePrompts } from './claim-scenarios.ts';

/** Time of prefill and decode against the length of the prompt. */

const SHORT_TOKENS = 100;
const HALF_TOKENS = 50_000;
const SMALL = 'Meta-Llama-3.1-8B';
const SPARSE = 'DeepSeek-V3.2';

/** Llama 3.1 8B on one H100, asked 100,000 tokens at a time. */
function smallOnH100(title: string): Scenario {
  return scenarioOf(title, {
    workload: singlePrompts({ promptTokens: PROMPT_TOKENS, people: 1_000 }),
    cluster: { modelId: SMALL, acceleratorId: 'h100-sxm', gpusPerInstance: 1, weightFormat: 'bf16' },
  });
}

/** Operations of a model's prefill; of the catalogue alone. */
function flopsOf({ modelId, contextTokens }: { modelId: string; contextTokens: Tokens }): PrefillFlops {
  const { groups, activeParameters } = model(modelId);
  return prefillFlops({ groups: groups.value, activeParameters: activeParameters.value, contextTokens });
}

export const TIME_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'thirty-times-slower',
    test: ({ title, book }) => {
      const scenario = smallOnH100(title);
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const { shortSeconds, longSeconds } = TWO_TERMINALS;
      const value = longSeconds.value / shortSeconds.value;
      const short = computeSeconds({ plan, tokens: SHORT_TOKENS });
      const long = computeSeconds({ plan, tokens: PROMPT_TOKENS });
      return {
        figures: [
          ours('12 s ÷ 0.5 s', value, 'times'),
          ours('Llama 3.1 8B on one H100, 100 tokens', short, 'seconds'),
          ours('The same, 100,000 tokens', long, 'seconds'),
          ours('One ÷ the other', long / short, 'times'),
        ],
        said: said(30, 'times'),
        agrees: isAbout({ value, of: 30 }),
        explanation: evaluation.explanations.ttft,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'TTFT of 100,000 tokens: 6.78 s. The curve’s table starts with 100 tokens: 12.4 ms.',
        }),
      };
    },
  },
  {
    claimId: 'bandwidth-not-compute',
    test: ({ title, book }) => {
      const scenario = smallOnH100(title);
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const { decode, batch } = plan.speed;
      // Of the sequences that decode together, one.
      const cacheSeconds = decode.kvReadSeconds / batch;
      const reading = decode.weightReadSeconds + cacheSeconds;
      const computing = computeSeconds({ plan, tokens: PROMPT_TOKENS });
      const share = PREFILL_MFU.dense;
      return {
        figures: [
          ours('Computing 100,000 tokens ÷ reading weights and cache once', computing / reading, 'times'),
          ours('Computing', computing, 'seconds'),
          ours('Reading weights', decode.weightReadSeconds, 'seconds'),
          ours('Reading the caches of the sequences of a step', decode.kvReadSeconds, 'seconds'),
          ours('Sequences', batch, 'count'),
          known('Share of the peak that prefill reaches', { ...share, value: share.value.typical }, 'ratio'),
        ],
        said: null,
        // Were bandwidth the limit, reading would take the time.
        agrees: computing <= reading,
        explanation: evaluation.explanations.prefill,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'TTFT, 6.78 s, is bound by compute. A step of decode reads weights in 6.95 ms, and the caches of 3 sequences in 13.8 ms.',
        }),
      };
    },
  },
  {
    claimId: 'comparisons-squared',
    test: ({ title, book }) => {
      const scenario = smallOnH100(title);
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const { peakFlopsPerSecond, mfuRatio } = plan.machine;
      const attentionSeconds = (contextTokens: Tokens): Seconds =>
        flopsOf({ modelId: SMALL, contextTokens }).attentionFlops / (peakFlopsPerSecond * mfuRatio.typical);
      const value = attentionSeconds(PROMPT_TOKENS) / attentionSeconds(HALF_TOKENS);
      const sparse =
        flopsOf({ modelId: SPARSE, contextTokens: PROMPT_TOKENS }).attentionFlops /
        flopsOf({ modelId: SPARSE, contextTokens: HALF_TOKENS }).attentionFlops;
      return {
        figures: [
          ours('Attention of Llama 3.1 8B, 100,000 tokens ÷ 50,000', value, 'times'),
          ours('100,000 tokens on one H100', computeSeconds({ plan, tokens: PROMPT_TOKENS }), 'seconds'),
          ours('Attention, of that', attentionSeconds(PROMPT_TOKENS), 'seconds'),
          ours('50,000 tokens', computeSeconds({ plan, tokens: HALF_TOKENS }), 'seconds'),
          ours('Attention, of those', attentionSeconds(HALF_TOKENS), 'seconds'),
          ours('Of DeepSeek-V3.2, which attends to 2,048', sparse, 'times'),
          ours('Pairs that a causal model compares at 100,000', (PROMPT_TOKENS * (PROMPT_TOKENS + 1)) / 2, 'count'),
        ],
        said: said(4, 'times', '10,000 ÷ 100 for ten times the tokens.'),
        agrees: isAbout({ value, of: 4 }),
        explanation: evaluation.explanations.prefill,
        lookAt: onCluster({
          view: 'proof',
          scenario,
          shows:
            'The first rows, Llama 3.1 8B: 6.78 s for 100,000 tokens, of which attention is 4.42 s; 2.29 s for 50,000, of which it is 1.1 s.',
        }),
      };
    },
  },
  {
    claimId: 'double-context-four-times',
    test: ({ title, book }) => {
      const scenario = smallOnH100(title);
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const half = computeSeconds({ plan, tokens: HALF_TOKENS });
      const long = computeSeconds({ plan, tokens: PROMPT_TOKENS });
      const measured =
        publishedTime('vllm-l8-100k/computed').published.value / publishedTime('vllm-l8-50k/computed').published.value;
      const sparse =
        flopsOf({ modelId: SPARSE, contextTokens: PROMPT_TOKENS }).totalFlops /
        flopsOf({ modelId: SPARSE, contextTokens: HALF_TOKENS }).totalFlops;
      return {
        figures: [
          ours('Llama 3.1 8B, 100,000 tokens ÷ 50,000', long / half, 'times'),
          ours('100,000 tokens', long, 'seconds'),
          ours('50,000 tokens', half, 'seconds'),
          { label: 'One ÷ the other, measured', value: measured, unit: 'times', kind: 'measured' },
          ours('Work of DeepSeek-V3.2', sparse, 'times'),
        ],
        said: said(4, 'times'),
        agrees: isAbout({ value: long / half, of: 4 }),
        explanation: evaluation.explanations.prefill,
        lookAt: onCluster({
          view: 'proof',
          scenario,
          shows:
            'The first rows, Llama 3.1 8B: 50,000 tokens take 2.29 s and 100,000 take 6.78 s by our count, beside what was measured.',
        }),
      };
    },
  },
  {
    claimId: 'each-token-reads-all',
    test: ({ title, book }) => {
      const modelId = 'Meta-Llama-3.1-70B';
      const scenario = scenarioOf(title, {
        workload: singlePrompts({ promptTokens: PROMPT_TOKENS, people: 1_000 }),
        kv: { modelId, contextTokens: PROMPT_TOKENS },
        cluster: { modelId, acceleratorId: 'h100-sxm' },
      });
      const readShare = (id: string) => {
        const { footprint, geometry, kv } = kvOf({ scenario: modelScenario({ title, modelId: id }), book });
        const bytes = decodeKvBytes({ groups: geometry.groups, dtype: kv.dtype, contextTokens: PROMPT_TOKENS });
        return { bytes, ratio: bytes / footprint.bytesPerSequence };
      };
      const full = readShare(modelId);
      const evaluation = clusterOf({ scenario, book });
      const { decode, batch } = evaluation.plan.speed;
      return {
        figures: [
          ours('Of the cache, read for one token: Llama 3.1 70B', full.ratio, 'ratio'),
          ours('The same in bytes', full.bytes, 'bytes'),
          ours('Reading the caches of all sequences of a step', decode.kvReadSeconds, 'seconds'),
          ours('Sequences', batch, 'count'),
          ours('DeepSeek-V3.2, which attends to 2,048', readShare(SPARSE).ratio, 'ratio'),
        ],
        said: said(1, 'ratio', '“Every prior token.”'),
        agrees: isAbout({ value: full.ratio, of: 1 }),
        explanation: evaluation.explanations.decode,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'Decode: reading the KV cache of 3 sequences, 32.77 GB each and all of it, takes 8.63 ms of every step.',
        }),
      };
    },
  },
  {
    claimId: 'vllm-offloads',
    test: ({ title, book }) => {
      const scenario = smallOnH100(title);
      const evaluation = clusterOf({ scenario, book });
      const { plan } = evaluation;
      const memory = found({ value: plan.tiers.find(({ role }) => role === 'dram'), id: 'memory of the node' });
      const load = found({ value: wholeLoad({ plan, tier: memory, tokens: PROMPT_TOKENS }), id: 'a load' }).typical;
      const compute = computeSeconds({ plan, tokens: PROMPT_TOKENS });
      return {
        figures: [
          ours('Computing ÷ loading from memory of the node', compute / load, 'times'),
          ours('Computing 100,000 tokens', compute, 'seconds'),
          known('The same, as published', publishedTime('vllm-l8-100k/computed').published, 'seconds'),
          ours('Loading them', load, 'seconds'),
          known('Loading, as published', publishedTime('vllm-l8-100k/loaded').published, 'seconds'),
        ],
        said: null,
        agrees: load < compute,
        explanation: evaluation.explanations.ttft,
        lookAt: onCluster({
          view: 'proof',
          scenario,
          shows:
            'Search the table for Llama 3.1 8B: 100,000 tokens computed take 6.78 s and loaded 0.318 s by our count, beside what was measured.',
        }),
      };
    },
  },
];
