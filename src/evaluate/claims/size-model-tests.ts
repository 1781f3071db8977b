import { MODELS } from '../../catalog/models/index.ts';
import { compareModels } from '../kv/compare-models.ts';
import { designsOf } from '../kv/designs.ts';
import { found, isAbout, known, model, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onKv } from './claim-looks.ts';
import { kvOf, modelScenario, swarmOf } from './claim-scenarios.ts';

/** Sizes of models that exist. */

const PETABYTE = 1e15;
const MANY_LAYERS = 96;

export const MODEL_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'prefill-50-gb',
    test: ({ title, book }) => {
      const modelId = 'Meta-Llama-3.1-405B';
      const scenario = modelScenario({ title, modelId, kv: { targetBytes: 50e9 } });
      const { footprint, explanation } = kvOf({ scenario, book });
      const value = footprint.bytesPerSequence;
      const sizes = new Map(compareModels(scenario, book).map((row) => [row.model?.id, row.bytes]));
      const size = (id: string) => ours(id, found({ value: sizes.get(id), id }), 'bytes');
      return {
        figures: [
          ours('Llama 3.1 405B, 100,000 tokens', value, 'bytes'),
          size('Llama-2-7B'),
          size('MiniMax-M2.7'),
          size('DeepSeek-V3'),
        ],
        said: said(50e9, 'bytes'),
        agrees: isAbout({ value, of: 50e9 }),
        explanation,
        lookAt: onKv({
          view: 'models',
          scenario,
          shows: 'The look-up of models that take 50 GB names Llama 3.1 405B, 51.61 GB at 100,000 tokens.',
        }),
      };
    },
  },
  {
    claimId: 'petabyte-billions-of-tokens',
    test: ({ title, book }) => {
      const scenario = modelScenario({ title, modelId: 'Meta-Llama-3.1-70B' });
      const { footprint, explanation } = kvOf({ scenario, book });
      const value = PETABYTE / footprint.marginalBytesPerToken;
      const latent = kvOf({ scenario: modelScenario({ title, modelId: 'DeepSeek-V3' }), book }).footprint;
      const swarm = swarmOf({ scenario });
      return {
        figures: [
          ours('Llama 3.1 70B in one petabyte', value, 'tokens'),
          ours('DeepSeek-V3 in one petabyte', PETABYTE / latent.marginalBytesPerToken, 'tokens'),
          ours('Llama 3.1 70B, a token', footprint.marginalBytesPerToken, 'bytes-per-token'),
          ours('Tokens that the swarm sends', swarm.promptTokensPerMonth, 'tokens-per-month'),
          ours('Of them new', swarm.firstTouchTokensPerMonth, 'tokens-per-month'),
        ],
        said: said(1e9, 'tokens', '“Billions.”'),
        agrees: value >= 1e9,
        explanation,
        lookAt: onKv({
          view: 'storage',
          scenario,
          shows:
            'Each further token takes 327,680 B, and a petabyte ÷ that is 3.05 billion tokens; a terabyte has room for 30 prompts.',
        }),
      };
    },
  },
  {
    claimId: 'kimi-256k',
    test: ({ title, book }) => {
      const kimi = model('Kimi K2.6');
      const contextTokens = kimi.maxContextTokens.value;
      const scenario = modelScenario({ title, modelId: kimi.id, kv: { contextTokens } });
      const { footprint, geometry, explanation } = kvOf({ scenario, book });
      const designs = found({ value: designsOf({ kv: scenario.kv, geometry }), id: 'query heads' });
      const full = found({ value: designs.find(({ id }) => id === 'mha'), id: 'mha' });
      const of = 256 * 1_024;
      return {
        figures: [
          known('Longest context', kimi.maxContextTokens, 'tokens'),
          known('Parameters', kimi.totalParameters, 'count'),
          known('Active parameters', kimi.activeParameters, 'count'),
          ours('Cache of a full window', footprint.bytesPerSequence, 'bytes'),
          ours('Without the latent vector', full.bytes, 'bytes'),
          ours('One ÷ the other', full.ratioToOwn, 'times'),
        ],
        said: said(of, 'tokens'),
        agrees:
          isAbout({ value: contextTokens, of }) &&
          isAbout({ value: kimi.totalParameters.value, of: 1e12 }) &&
          isAbout({ value: kimi.activeParameters.value, of: 32e9 }),
        explanation,
        lookAt: onKv({ view: 'size', scenario, shows: 'One sequence of 262,144 tokens of Kimi K2.6 takes 18.42 GB.' }),
      };
    },
  },
  {
    claimId: 'modern-96-layers',
    test: ({ title, book }) => {
      const layers = MODELS.map(({ groups }) => groups.value.reduce((sum, group) => sum + group.layers, 0)).toSorted(
        (a, b) => a - b,
      );
      const middle = found({ value: layers[Math.floor(layers.length / 2)], id: 'a model' });
      const scenario = modelScenario({ title, modelId: 'Meta-Llama-3.1-405B' });
      return {
        figures: [
          ours('Layers of the middle model of the catalogue', middle, 'count'),
          ours('Models with 96 layers or more', layers.filter((count) => count >= MANY_LAYERS).length, 'count'),
          ours('Models', layers.length, 'count'),
        ],
        said: said(MANY_LAYERS, 'count'),
        agrees: isAbout({ value: middle, of: MANY_LAYERS }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'models',
          scenario,
          shows:
            'The row of a model opens to its layers; of all 106 the middle one has 48. Open is one of the 3 with 96 or more.',
        }),
      };
    },
  },
];
