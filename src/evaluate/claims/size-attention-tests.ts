import { MODELS } from '../../catalog/models/index.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import type { ScenarioGeometry } from '../../scenario/schema.ts';
import { designsOf } from '../kv/designs.ts';
import { found, isAbout, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onKv } from './claim-looks.ts';
import { kvOf, modelScenario, scenarioOf } from './claim-scenarios.ts';

/** What attention designs and precision make of a size. */

const HEADS = 96;
const HEAD_WIDTH = 128;

/** GPT-3 as published: what "96 layers" stands for, with a KV head for each query head. */
const GPT_3: ScenarioGeometry = {
  name: 'GPT-3, 96 layers of 96 heads',
  verdict: 'typed',
  notes: [],
  groups: [
    {
      kind: 'full',
      layers: 96,
      kvHeads: HEADS,
      kDim: HEAD_WIDTH,
      vDim: HEAD_WIDTH,
      query: { heads: HEADS, qkDim: HEAD_WIDTH, vDim: HEAD_WIDTH },
    },
  ],
  maxContextTokens: 2_048,
  totalParameters: 175_000_000_000,
  activeParameters: null,
  draftLayers: 0,
};

const BLOCK_TOKENS = 64;
/** Within so much a scale beside the elements still counts as "four times". */
const SCALE_ROOM = 0.12;

function isWindowed({ groups }: ModelGeometry): boolean {
  return groups.value.some(({ kind }) => kind === 'sliding' || kind === 'chunked');
}

function hasOneHead({ groups }: ModelGeometry): boolean {
  const heads = groups.value.flatMap((group) => headsOf(group) ?? []);
  return heads.length > 0 && heads.every((count) => count === 1);
}

function headsOf(group: LayerGroup): number | null {
  return 'kvHeads' in group ? group.kvHeads : null;
}

export const ATTENTION_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'four-bits-a-quarter',
    test: ({ title, book }) => {
      const scenario = modelScenario({ title, modelId: 'Meta-Llama-3.1-70B', kv: { dtype: 'mxfp4' } });
      const bytes = (dtype: 'bf16' | 'mxfp4' | 'nvfp4') =>
        kvOf({ scenario: { ...scenario, kv: { ...scenario.kv, dtype } }, book }).footprint.bytesPerSequence;
      const value = bytes('bf16') / bytes('mxfp4');
      return {
        figures: [
          ours('16 bits ÷ mxfp4', value, 'times'),
          ours('Llama 3.1 70B, 100,000 tokens in 16 bits', bytes('bf16'), 'bytes'),
          ours('In mxfp4', bytes('mxfp4'), 'bytes'),
          ours('16 bits ÷ nvfp4', bytes('bf16') / bytes('nvfp4'), 'times'),
        ],
        said: said(4, 'times'),
        agrees: isAbout({ value, of: 4, within: SCALE_ROOM }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'One sequence: 8.704 GB in mxfp4. Set the precision to bf16 and it is 32.77 GB, 3.76 times as much.',
        }),
      };
    },
  },
  {
    claimId: 'one-kv-head-hundredfold',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, { kv: { custom: GPT_3, contextTokens: 2_048 } });
      const { geometry, explanation } = kvOf({ scenario, book });
      const designs = found({ value: designsOf({ kv: scenario.kv, geometry }), id: 'query heads' });
      const bytes = (id: 'own' | 'mqa' | 'gqa-8' | 'mla') =>
        found({ value: designs.find((design) => design.id === id), id }).bytes;
      const value = bytes('own') / bytes('mqa');
      return {
        figures: [
          ours('96 heads ÷ one', value, 'times'),
          ours('96 heads ÷ eight', bytes('own') / bytes('gqa-8'), 'times'),
          ours('96 heads ÷ a latent vector', bytes('own') / bytes('mla'), 'times'),
          ours('GPT-3, a full context of 2,048 tokens', bytes('own'), 'bytes'),
          ours('With one KV head', bytes('mqa'), 'bytes'),
          ours('Models with a single KV head throughout', MODELS.filter(hasOneHead).length, 'count'),
          ours('Models', MODELS.length, 'count'),
        ],
        said: said(100, 'times', '“Almost 100×.”'),
        agrees: isAbout({ value, of: 100 }),
        explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'Another attention design of the same size: 9.664 GB with MHA, 100.7 MB with one KV head (MQA).',
        }),
      };
    },
  },
  {
    claimId: 'all-four-tricks',
    test: ({ title, book }) => {
      const both = MODELS.filter((model) => isWindowed(model) && hasOneHead(model));
      const value = both.length / MODELS.length;
      const scenario = modelScenario({ title, modelId: found({ value: both[0], id: 'a model with both' }).id });
      return {
        figures: [
          ours('Models with windows and a single KV head', value, 'ratio'),
          ours('Such models', both.length, 'count'),
          ours('With windowed layers', MODELS.filter(isWindowed).length, 'count'),
          ours('With a single KV head throughout', MODELS.filter(hasOneHead).length, 'count'),
          ours('Models', MODELS.length, 'count'),
        ],
        said: said(1, 'ratio', '“Every modern model.”'),
        agrees: isAbout({ value, of: 1 }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'models',
          scenario,
          shows:
            'Open is the 1 of 106 models whose attention is “MQA + sliding window” in the table, and no other; search for it.',
        }),
      };
    },
  },
  {
    claimId: 'latent-blocks-of-64',
    test: ({ title, book }) => {
      const scenario = modelScenario({ title, modelId: 'DeepSeek-V3', kv: { engine: 'vllm', dtype: 'bf16' } });
      const { footprint, geometry, explanation } = kvOf({ scenario, book });
      const value = found({ value: footprint.engineBlockTokens, id: 'a block' });
      const designs = found({ value: designsOf({ kv: scenario.kv, geometry }), id: 'query heads' });
      const full = found({ value: designs.find(({ id }) => id === 'mha'), id: 'mha' });
      return {
        figures: [
          ours('Tokens of a block', value, 'tokens'),
          ours('A token', footprint.marginalBytesPerToken, 'bytes-per-token'),
          ours('128 full heads ÷ the latent vector', full.ratioToOwn, 'times'),
        ],
        said: said(BLOCK_TOKENS, 'tokens'),
        agrees: value === BLOCK_TOKENS,
        explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'vLLM reuses prefixes in blocks of 64 tokens, and a token takes 70,272 B.',
        }),
      };
    },
  },
];
