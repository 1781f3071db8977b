import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import { bandwidth, bandwidthFigure, fitsOn, hasBoth, memoryFigure, onChips, rate } from './claim-chips.ts';
import { denseScenario, FILES_TOKENS } from './claim-clusters.ts';
import { accelerator, found, isAbout, known, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onCluster } from './claim-looks.ts';
import { clusterOf } from './claim-scenarios.ts';

/** Chips of the catalogue against what is said of them. */

export const SILICON_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'h100-rates',
    test: ({ title, book }) => {
      const arithmetic = rate({ id: 'h100-sxm', of: 'fp16FlopsPerSecond' });
      const scenario = denseScenario({ title, promptTokens: FILES_TOKENS, cluster: { gpusPerInstance: 4 } });
      return {
        figures: [
          known(
            'Dense 16-bit',
            found({ value: accelerator('h100-sxm').fp16FlopsPerSecond, id: 'h100' }),
            'flops-per-second',
          ),
          bandwidthFigure(accelerator('h100-sxm')),
          ours('Operations for each byte', arithmetic / bandwidth('h100-sxm'), 'flops-per-byte'),
        ],
        said: said(989e12, 'flops-per-second', 'And 3.35 TB/s.'),
        agrees: isAbout({ value: arithmetic, of: 989e12 }) && isAbout({ value: bandwidth('h100-sxm'), of: 3.35e12 }),
        explanation: clusterOf({ scenario, book }).explanations.prefill,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows:
            'What bounds prefill: a peak of 989 TFLOP/s per accelerator. What bounds decode: 3.350 TB/s, in the accelerator’s row under KV cache.',
        }),
      };
    },
  },
  {
    claimId: 'compute-doubles-bandwidth-does-not',
    test: ({ title }) => {
      const value = bandwidth('b200-sxm') / bandwidth('v100-sxm-32');
      const arithmetic =
        rate({ id: 'b200-sxm', of: 'fp16FlopsPerSecond' }) / rate({ id: 'v100-sxm-32', of: 'fp16FlopsPerSecond' });
      return {
        figures: [
          ours('Bandwidth, V100 to B200', value, 'times'),
          bandwidthFigure(accelerator('v100-sxm-32')),
          bandwidthFigure(accelerator('b200-sxm')),
          ours('16-bit arithmetic, V100 to B200', arithmetic, 'times'),
          ours('By how much the gap grew', arithmetic / value, 'times'),
        ],
        said: said(1, 'times', '“Bandwidth doesn’t.”'),
        agrees: isAbout({ value, of: 1 }),
        explanation: null,
        lookAt: onChips({
          title,
          shows: 'Search for V100 and for B200 and open the rows: 900 GB/s and 8 TB/s, 8.89 times as much.',
        }),
      };
    },
  },
  {
    claimId: 'wse3-figures',
    test: ({ title }) => ({
      figures: [
        memoryFigure(accelerator('cerebras-wse3')),
        bandwidthFigure(accelerator('cerebras-wse3')),
        ours('Bandwidth ÷ that of an H100', bandwidth('cerebras-wse3') / bandwidth('h100-sxm'), 'times'),
      ],
      said: said(44e9, 'bytes', 'And 21 PB/s.'),
      agrees: hasBoth({ id: 'cerebras-wse3', bytes: 44e9, bytesPerSecond: 21e15 }),
      explanation: null,
      lookAt: onChips({ title, shows: 'Search for WSE-3 and open its row: 44 GB and 21 PB/s.' }),
    }),
  },
  {
    claimId: 'groq-bandwidth',
    test: ({ title }) => ({
      figures: [
        bandwidthFigure(accelerator('groq-lpu1')),
        memoryFigure(accelerator('groq-lpu1')),
        bandwidthFigure(accelerator('groq-lpu3')),
        memoryFigure(accelerator('groq-lpu3')),
        bandwidthFigure(accelerator('h100-sxm')),
        bandwidthFigure(accelerator('b200-sxm')),
      ],
      said: said(80e12, 'bytes-per-second', 'Over 80 TB/s, 230 to 500 MB.'),
      agrees:
        hasBoth({ id: 'groq-lpu1', bytes: 230e6, bytesPerSecond: 80e12 }) &&
        isAbout({ value: accelerator('groq-lpu3').memoryBytes.value, of: 500e6 }) &&
        bandwidth('groq-lpu3') > 80e12,
      explanation: null,
      lookAt: onChips({ title, shows: 'Search for Groq and open the rows: 230 MB and 80 TB/s, 500 MB and 150 TB/s.' }),
    }),
  },
  {
    claimId: 'tpu-memory',
    test: ({ title }) => {
      const chips = ['tpu-v6e', 'tpu-v5p', 'tpu-v7'].map((id) => accelerator(id));
      const least = Math.min(...chips.map(({ memoryBytes }) => memoryBytes.value));
      return {
        figures: chips.map(memoryFigure),
        said: said(96e9, 'bytes', '96 GB and more.'),
        agrees: least >= 95e9,
        explanation: null,
        lookAt: onChips({ title, shows: 'Choose Google: v6e has 32 GB, v5p 95 GB, v7 192 GB.' }),
      };
    },
  },
  {
    claimId: 'gaudi3-memory',
    test: ({ title }) => ({
      figures: ['gaudi3', 'h100-sxm'].map(accelerator).flatMap((chip) => [memoryFigure(chip), bandwidthFigure(chip)]),
      said: said(128e9, 'bytes', 'And 3.7 TB/s.'),
      agrees: hasBoth({ id: 'gaudi3', bytes: 128e9, bytesPerSecond: 3.7e12 }),
      explanation: null,
      lookAt: onChips({ title, shows: 'Search for Gaudi and open the row: 128 GB and 3.700 TB/s.' }),
    }),
  },
  {
    claimId: 'b200-fp4',
    test: ({ title, book }) => {
      const fp4 = rate({ id: 'b200-sxm', of: 'fp4FlopsPerSecond' });
      const fp8 = rate({ id: 'b200-sxm', of: 'fp8FlopsPerSecond' });
      const lookAt = onChips({
        title,
        kv: { weightFormat: '4-bit' },
        shows: 'Search for B200: with 4-bit weights one device holds 3 prompts of 100,000 tokens; with fp8 it holds 2.',
      });
      const sequences = (weightFormat: WeightFormat): number => {
        const { scenario } = lookAt;
        const asked = { ...scenario, kv: { ...scenario.kv, weightFormat } };
        return fitsOn({ scenario: asked, id: 'b200-sxm', book }).atRanks.sequences;
      };
      return {
        figures: [
          ours('B200, FP4 ÷ FP8', fp4 / fp8, 'times'),
          ours('Prompts of Llama 3.1 70B on one B200, 4-bit weights', sequences('4-bit'), 'count'),
          ours('With FP8 weights', sequences('fp8'), 'count'),
          memoryFigure(accelerator('b200-sxm')),
        ],
        said: null,
        agrees: fp4 > fp8 && accelerator('h100-sxm').fp4FlopsPerSecond === null,
        explanation: null,
        lookAt,
      };
    },
  },
];
