import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { accelerator } from './authoring.ts';
import { MI350X_LIST, ownership, threeYears } from './rentals.ts';
import {
  AWESOME_AGENTS,
  CHIP_BATTLE,
  doubted,
  HELIOS_NOTES,
  HUGGING_FACE,
  INFERENCEX,
  INFERENCEX_ARTICLE,
  INFERENCEX_POWER,
  LLM_ANALYSIS,
  recalled,
} from './sources.ts';

const ANNOUNCED = 'Announced for the second half of 2026.';
const PERHAPS_SPARSE =
  'Not said to be dense: tomshardware.com (June 2025) lists 72 of its series with 1,440 PFLOP/s of dense fp4, 20 each.';

function asListedForMi355x(figure: number): Fact<number> {
  return { ...INFERENCEX(figure, 'Listed for MI355X, which has the same memory.'), kind: 'derived' };
}

export const AMD_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'mi250x',
    name: 'MI250X',
    vendor: 'AMD',
    year: 2021,
    memoryGb: LLM_ANALYSIS(128),
    bandwidthTbPerS: LLM_ANALYSIS(3.2),
    fp16Tflops: LLM_ANALYSIS(383),
    scaleUpGbPerS: LLM_ANALYSIS(400),
    hostLinkGbPerS: recalled(32),
    tdpWatts: HUGGING_FACE(560),
    purchaseUsd: HUGGING_FACE(10_000),
  }),
  accelerator({
    id: 'mi300x',
    name: 'MI300X',
    vendor: 'AMD',
    year: 2023,
    memoryGb: INFERENCEX(192),
    bandwidthTbPerS: INFERENCEX(5.3),
    fp16Tflops: INFERENCEX(1_307),
    fp8Tflops: INFERENCEX(2_615),
    scaleUpGbPerS: INFERENCEX(448),
    hostLinkGbPerS: recalled(64),
    tdpWatts: HUGGING_FACE(750),
    allInKilowatts: INFERENCEX_POWER(1.79),
    purchaseUsd: HUGGING_FACE(15_000),
    rentals: [ownership({ low: 1.12, high: 1.4 }), threeYears({ usd: 1.55 })],
  }),
  accelerator({
    id: 'mi325x',
    name: 'MI325X',
    vendor: 'AMD',
    year: 2024,
    memoryGb: INFERENCEX(256),
    bandwidthTbPerS: INFERENCEX(6),
    fp16Tflops: INFERENCEX(1_307),
    fp8Tflops: INFERENCEX(2_615),
    scaleUpGbPerS: INFERENCEX(448),
    hostLinkGbPerS: recalled(64),
    tdpWatts: recalled(1_000),
    allInKilowatts: INFERENCEX_POWER(2.18),
    rentals: [ownership({ low: 1.28, high: 1.59 }), threeYears({ usd: 1.8 })],
  }),
  accelerator({
    id: 'mi350x',
    name: 'MI350X',
    vendor: 'AMD',
    year: 2025,
    memoryGb: asListedForMi355x(288),
    bandwidthTbPerS: asListedForMi355x(8),
    fp16Tflops: CHIP_BATTLE(2_300),
    fp8Tflops: CHIP_BATTLE(4_600),
    fp4Tflops: recalled(9_200),
    scaleUpGbPerS: recalled(538),
    hostLinkGbPerS: recalled(64),
    tdpWatts: recalled(1_000),
    rentals: [MI350X_LIST],
  }),
  accelerator({
    id: 'mi355x',
    name: 'MI355X',
    vendor: 'AMD',
    year: 2025,
    memoryGb: INFERENCEX(288),
    bandwidthTbPerS: INFERENCEX(8),
    fp16Tflops: INFERENCEX(2_516),
    fp8Tflops: INFERENCEX(5_033),
    fp4Tflops: INFERENCEX(10_066),
    scaleUpGbPerS: INFERENCEX(538),
    hostLinkGbPerS: recalled(64),
    tdpWatts: INFERENCEX_ARTICLE(1_400),
    allInKilowatts: INFERENCEX_POWER(2.65),
    rentals: [ownership({ low: 1.48, high: 1.9 }), threeYears({ usd: 2.1 })],
  }),
  accelerator({
    id: 'mi455x',
    name: 'MI455X (Helios, per GPU)',
    vendor: 'AMD',
    year: 2026,
    memoryGb: HELIOS_NOTES(432, ANNOUNCED),
    bandwidthTbPerS: HELIOS_NOTES(19.6, ANNOUNCED),
    fp8Tflops: doubted(HELIOS_NOTES(20_000, ANNOUNCED), PERHAPS_SPARSE),
    fp4Tflops: doubted(HELIOS_NOTES(40_000, ANNOUNCED), PERHAPS_SPARSE),
    scaleUpGbPerS: AWESOME_AGENTS(1_800, 'Half of the 3.6 TB/s quoted for both directions.'),
    notes: ['As its maker states; nothing is measured yet.'],
  }),
];
