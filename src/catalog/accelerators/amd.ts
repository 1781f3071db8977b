import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { accelerator, CHIP_BATTLE, HELIOS_NOTES, INFERENCEX, LLM_ANALYSIS } from './authoring.ts';

const ANNOUNCED = 'Announced for the second half of 2026.';

function asListedForMi355x(figure: number): Fact<number> {
  return { ...INFERENCEX(figure, 'Listed for MI355X, which has the same memory.'), kind: 'derived' };
}

export const AMD_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'mi250x',
    name: 'MI250X',
    vendor: 'AMD',
    memoryGb: LLM_ANALYSIS(128),
    bandwidthTbPerS: LLM_ANALYSIS(3.2),
    fp16Tflops: LLM_ANALYSIS(383),
  }),
  accelerator({
    id: 'mi300x',
    name: 'MI300X',
    vendor: 'AMD',
    memoryGb: INFERENCEX(192),
    bandwidthTbPerS: INFERENCEX(5.3),
    fp16Tflops: INFERENCEX(1_307),
    fp8Tflops: INFERENCEX(2_615),
  }),
  accelerator({
    id: 'mi325x',
    name: 'MI325X',
    vendor: 'AMD',
    memoryGb: INFERENCEX(256),
    bandwidthTbPerS: INFERENCEX(6),
    fp16Tflops: INFERENCEX(1_307),
    fp8Tflops: INFERENCEX(2_615),
  }),
  accelerator({
    id: 'mi350x',
    name: 'MI350X',
    vendor: 'AMD',
    memoryGb: asListedForMi355x(288),
    bandwidthTbPerS: asListedForMi355x(8),
    fp16Tflops: CHIP_BATTLE(2_300),
    fp8Tflops: CHIP_BATTLE(4_600),
  }),
  accelerator({
    id: 'mi355x',
    name: 'MI355X',
    vendor: 'AMD',
    memoryGb: INFERENCEX(288),
    bandwidthTbPerS: INFERENCEX(8),
    fp16Tflops: INFERENCEX(2_516),
    fp8Tflops: INFERENCEX(5_033),
  }),
  accelerator({
    id: 'mi455x',
    name: 'MI455X (Helios, per GPU)',
    vendor: 'AMD',
    memoryGb: HELIOS_NOTES(432, ANNOUNCED),
    bandwidthTbPerS: HELIOS_NOTES(19.6, ANNOUNCED),
    fp8Tflops: HELIOS_NOTES(20_000, ANNOUNCED),
  }),
];
