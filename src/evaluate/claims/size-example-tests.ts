import type { Bytes } from '../../domain/units.ts';
import type { Scenario, ScenarioGeometry } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { accelerator, found, isAbout, known, model, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onKv } from './claim-looks.ts';
import { kvOf, modelScenario, PROMPT_TOKENS, scenarioOf } from './claim-scenarios.ts';

/** Sizes of the memory-wall article’s own example, beside models that exist. */

/** 4,000 numbers, as the text has it: 32 heads of 125. Nobody built it. */
const EXAMPLE: ScenarioGeometry = {
  name: 'Example of the memory-wall article',
  verdict: 'typed',
  notes: [],
  groups: [{ kind: 'full', layers: 96, kvHeads: 32, kDim: 125, vDim: 125 }],
  maxContextTokens: null,
  totalParameters: null,
  activeParameters: null,
  draftLayers: 0,
};

function exampleScenario({ title, ranks = 1 }: { title: string; ranks?: number }): Scenario {
  return scenarioOf(title, { kv: { custom: EXAMPLE, contextTokens: PROMPT_TOKENS, ranks } });
}

/** Bytes that a layer keeps of one token. */
function recordBytes({ scenario, book }: { scenario: Scenario; book: OfferBook }): Bytes {
  const [group] = kvOf({ scenario, book }).groups;
  return found({ value: group, id: 'a group of layers' }).recordBytes;
}

/** A prompt of 100,000 tokens on a model that exists. */
function promptBytes({ modelId, book }: { modelId: string; book: OfferBook }): Bytes {
  return kvOf({ scenario: modelScenario({ title: modelId, modelId }), book }).footprint.bytesPerSequence;
}

const REAL_MODELS = ['Meta-Llama-3.1-405B', 'Meta-Llama-3.1-70B', 'DeepSeek-V3', 'gpt-oss-120b'];

export const EXAMPLE_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'vector-8-kb',
    test: ({ title, book }) => {
      const scenario = exampleScenario({ title });
      const record = recordBytes({ scenario, book });
      const value = record / 2;
      return {
        figures: [
          ours('A key, or a value, in one layer', value, 'bytes'),
          ours('Both: the record of a token', record, 'bytes-per-token'),
        ],
        said: said(8_000, 'bytes'),
        agrees: isAbout({ value, of: 8_000 }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'In the table of layers, the record of a token takes 16,000 B: its key 8,000 B, its value as much.',
        }),
      };
    },
  },
  {
    claimId: 'layer-16-kb',
    test: ({ title, book }) => {
      const scenario = exampleScenario({ title });
      const value = recordBytes({ scenario, book });
      const inLayer = (modelId: string) => recordBytes({ scenario: modelScenario({ title, modelId }), book });
      return {
        figures: [
          ours('A token in one layer', value, 'bytes-per-token'),
          ours('Its key, or its value', value / 2, 'bytes-per-token'),
          ours('Llama 3.1 70B, eight shared heads', inLayer('Meta-Llama-3.1-70B'), 'bytes-per-token'),
          ours('DeepSeek-V3, a latent vector', inLayer('DeepSeek-V3'), 'bytes-per-token'),
        ],
        said: said(16_000, 'bytes-per-token'),
        agrees: isAbout({ value, of: 16_000 }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'In the table of layers, the record of a token takes 16,000 B.',
        }),
      };
    },
  },
  {
    claimId: 'token-1-5-mb',
    test: ({ title, book }) => {
      const scenario = exampleScenario({ title });
      const { footprint, explanation } = kvOf({ scenario, book });
      const value = footprint.marginalBytesPerToken;
      const perToken = (modelId: string) =>
        kvOf({ scenario: modelScenario({ title, modelId }), book }).footprint.marginalBytesPerToken;
      return {
        figures: [
          ours('The example, a token', value, 'bytes-per-token'),
          ours('In one of 96 layers', recordBytes({ scenario, book }), 'bytes-per-token'),
          ours('Llama 3.1 405B', perToken('Meta-Llama-3.1-405B'), 'bytes-per-token'),
          ours('Llama 3.1 70B', perToken('Meta-Llama-3.1-70B'), 'bytes-per-token'),
          ours('DeepSeek-V3', perToken('DeepSeek-V3'), 'bytes-per-token'),
        ],
        said: said(1.5e6, 'bytes-per-token'),
        agrees: isAbout({ value, of: 1.5e6 }),
        explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'Each further token takes 1,536,000 B with this geometry, on all 96 layers.',
        }),
      };
    },
  },
  {
    claimId: 'prompt-150-gb',
    test: ({ title, book }) => {
      const scenario = exampleScenario({ title });
      const { footprint, explanation } = kvOf({ scenario, book });
      const value = footprint.bytesPerSequence;
      return {
        figures: [
          ours('The example, 100,000 tokens', value, 'bytes'),
          ours('The example, a token', footprint.marginalBytesPerToken, 'bytes-per-token'),
          ...REAL_MODELS.map((modelId) => ours(model(modelId).name, promptBytes({ modelId, book }), 'bytes')),
        ],
        said: said(150e9, 'bytes'),
        agrees: isAbout({ value, of: 150e9 }),
        explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows: 'One sequence of 100,000 tokens: 153.6 GB. Choose a model instead to see what a real one takes.',
        }),
      };
    },
  },
  {
    claimId: 'twice-an-h100',
    test: ({ title, book }) => {
      const scenario = exampleScenario({ title, ranks: 2 });
      const { footprint, explanation } = kvOf({ scenario, book });
      const memory = accelerator('h100-sxm').memoryBytes.value;
      const value = footprint.bytesPerSequence / memory;
      return {
        figures: [
          ours('The example’s cache ÷ memory of an H100', value, 'times'),
          ours('The example’s cache', footprint.bytesPerSequence, 'bytes'),
          ours('On each of two ranks', footprint.bytesPerSequence / 2, 'bytes'),
          known('Memory of an H100', accelerator('h100-sxm').memoryBytes, 'bytes'),
          ours(
            'Llama 3.1 70B’s cache ÷ memory of an H100',
            promptBytes({ modelId: 'Meta-Llama-3.1-70B', book }) / memory,
            'times',
          ),
        ],
        said: said(2, 'times', '“Almost twice as big.”'),
        agrees: isAbout({ value, of: 2 }),
        explanation,
        lookAt: onKv({
          view: 'size',
          scenario,
          shows:
            'One sequence takes 153.6 GB, 1.92 times the 80 GB of an H100; divided over two ranks, 76.80 GB on each.',
        }),
      };
    },
  },
];
