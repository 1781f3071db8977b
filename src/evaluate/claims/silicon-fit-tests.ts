import { bandwidthFigure, fitsOn, hasBoth, memoryFigure, modelToFit, onChips } from './claim-chips.ts';
import { accelerator, found, isAbout, known, ours, said, type ClaimTest } from './claim-helpers.ts';
import { kvOf } from './claim-scenarios.ts';

/** What chips hold, and what they cost. */

const TRILLION = 'Kimi K2.6';
const WAFERS = 45;

export const SILICON_FIT_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'trillion-parameters-in-sram',
    test: ({ title, book }) => {
      const lookAt = onChips({
        title,
        modelId: TRILLION,
        kv: { weightFormat: 'fp8' },
        shows: 'Search for WSE-3: 32 devices hold Kimi K2.6 in fp8, 1 TB, with one sequence.',
      });
      const { smallest } = fitsOn({ scenario: lookAt.scenario, id: 'cerebras-wse3', book });
      const value = found({ value: smallest, id: 'a fit' }).devices;
      return {
        figures: [
          ours('Wafers for Kimi K2.6 in FP8', value, 'count'),
          ours('Its weights', modelToFit({ scenario: lookAt.scenario, book }).weightBytes, 'bytes'),
          memoryFigure(accelerator('cerebras-wse3')),
        ],
        said: said(1, 'count', 'Read as one wafer; no number is given.'),
        agrees: value <= 1,
        explanation: kvOf({ scenario: lookAt.scenario, book }).explanation,
        lookAt,
      };
    },
  },
  {
    claimId: 'wse3-price',
    test: ({ title }) => {
      const { purchaseUsd } = accelerator('cerebras-wse3');
      const each = found({ value: purchaseUsd, id: 'a price' });
      const value = WAFERS * each.value;
      return {
        figures: [ours(`${WAFERS} systems`, value, 'usd'), known('One, about', each, 'usd')],
        said: said(100e6, 'usd', 'About.'),
        agrees: isAbout({ value, of: 100e6, within: 0.15 }),
        explanation: null,
        lookAt: onChips({
          title,
          modelId: TRILLION,
          kv: { weightFormat: 'fp8' },
          shows:
            'Search for WSE-3 to see what the systems are for: 32 hold Kimi K2.6. The price is on no page: 45 × $2.5 million is $112.5 million, from the source.',
        }),
      };
    },
  },
  {
    claimId: 'instinct-memory',
    test: ({ title, book }) => {
      const lookAt = onChips({
        title,
        kv: { weightFormat: 'fp8' },
        shows:
          'Choose AMD and open the rows: MI300X 192 GB and 5.300 TB/s, MI350X 288 GB and 8 TB/s, with room for 5 prompts.',
      });
      const { atRanks } = fitsOn({ scenario: lookAt.scenario, id: 'mi350x', book });
      return {
        figures: [
          memoryFigure(accelerator('mi300x')),
          bandwidthFigure(accelerator('mi300x')),
          memoryFigure(accelerator('mi350x')),
          bandwidthFigure(accelerator('mi350x')),
          ours('Prompts of 100,000 tokens beside Llama 3.1 70B on one MI350X', atRanks.sequences, 'count'),
        ],
        said: said(192e9, 'bytes', '5.3 TB/s; 288 GB and 8 TB/s.'),
        agrees:
          hasBoth({ id: 'mi300x', bytes: 192e9, bytesPerSecond: 5.3e12 }) &&
          hasBoth({ id: 'mi350x', bytes: 288e9, bytesPerSecond: 8e12 }),
        explanation: kvOf({ scenario: lookAt.scenario, book }).explanation,
        lookAt,
      };
    },
  },
];
