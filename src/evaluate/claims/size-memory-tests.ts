import { TRANSFORM_CODEC_CLAIMS } from '../../catalog/storage-codecs.ts';
import type { CodecKind } from '../../domain/kv-cache/storage-codec.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { storedSequence, type StoredAs } from '../kv/storage.ts';
import type { OfferBook } from '../offer-book.ts';
import { fitsOn, rate } from './claim-chips.ts';
import { found, isAbout, known, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onKv } from './claim-looks.ts';
import { kvOf, modelScenario } from './claim-scenarios.ts';

/** What codecs and narrow weights leave of memory. */

/** A prompt of Llama 3.1 70B behind a transform codec. */
function codedScenario({
  title,
  codecRatio,
  ranks = 1,
}: {
  title: string;
  codecRatio: number;
  ranks?: number;
}): Scenario {
  return modelScenario({ title, modelId: 'Meta-Llama-3.1-70B', kv: { codec: 'transform', codecRatio, ranks } });
}

function transformed({ scenario, book }: { scenario: Scenario; book: OfferBook }): StoredAs {
  const { rows } = storedSequence({ kv: scenario.kv, geometry: kvOf({ scenario, book }).geometry });
  return found({ value: rows.find(({ codec }) => codec === 'transform'), id: 'a transform codec' });
}

/** The fewest H100s that hold Llama 3.1 405B with one sequence. */
function widestOn({ title, weightFormat, book }: { title: string; weightFormat: WeightFormat; book: OfferBook }) {
  const scenario = modelScenario({ title, modelId: 'Meta-Llama-3.1-405B', kv: { weightFormat } });
  const { smallest } = fitsOn({ scenario, id: 'h100-sxm', book });
  return { scenario, devices: found({ value: smallest, id: 'a fit' }).devices };
}

export const MEMORY_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'kvtc-20-to-40',
    test: ({ title, book }) => {
      const scenario = codedScenario({ title, codecRatio: 20 });
      return {
        figures: [
          ours('Storage that the open scenario saves', transformed({ scenario, book }).capacityFactor, 'times'),
          ours(
            '100,000 tokens of Llama 3.1 70B, stored',
            transformed({ scenario, book }).storedBytesPerSequence,
            'bytes',
          ),
          ...TRANSFORM_CODEC_CLAIMS.map(({ claim, ratio }) => known(claim, ratio.high, 'times')),
        ],
        said: said(20, 'times', '20 to 40 times.'),
        agrees: null,
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'storage',
          scenario,
          shows:
            'The transform codec stores 1.638 GB, a 20th; below, what its authors and others report: 16 to 20, 40, 6 to 9 times.',
        }),
      };
    },
  },
  {
    claimId: 'kvtc-40-times-the-sessions',
    test: ({ title, book }) => {
      const scenario = codedScenario({ title, codecRatio: 40, ranks: 8 });
      const sequences = (codec: CodecKind): number =>
        fitsOn({ scenario: { ...scenario, kv: { ...scenario.kv, codec } }, id: 'h100-sxm', book }).atRanks.sequences;
      const value = sequences('transform') / sequences('none');
      return {
        figures: [
          ours('Sequences at once on eight H100s, with the codec ÷ without', value, 'times'),
          ours('Sequences at once', sequences('transform'), 'count'),
          ours('Sequences stored, with the codec ÷ without', transformed({ scenario, book }).capacityFactor, 'times'),
        ],
        said: said(40, 'times'),
        agrees: isAbout({ value, of: 40 }),
        explanation: kvOf({ scenario, book }).explanation,
        lookAt: onKv({
          view: 'storage',
          scenario,
          shows:
            'The transform codec’s row: 40 times the capacity in storage; in HBM 1 times, the same sequences per TB as in every row.',
        }),
      };
    },
  },
  {
    claimId: 'quantised-for-memory',
    test: ({ title, book }) => {
      const wide = widestOn({ title, weightFormat: 'bf16', book });
      const narrow = widestOn({ title, weightFormat: 'fp8', book });
      const speed =
        rate({ id: 'h100-sxm', of: 'fp8FlopsPerSecond' }) / rate({ id: 'h100-sxm', of: 'fp16FlopsPerSecond' });
      return {
        figures: [
          ours('H100s for Llama 3.1 405B in 16 bits', wide.devices, 'count'),
          ours('H100s in FP8', narrow.devices, 'count'),
          ours('FP8 arithmetic ÷ 16-bit', speed, 'times'),
        ],
        said: null,
        agrees: null,
        explanation: kvOf({ scenario: wide.scenario, book }).explanation,
        lookAt: onKv({
          view: 'accelerators',
          scenario: wide.scenario,
          shows: 'Search for H100: 16 devices hold the model in 16 bits; change the weights to fp8 and it is 8.',
        }),
      };
    },
  },
];
