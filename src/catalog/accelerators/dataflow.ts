import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator } from './authoring.ts';
import { AWESOME_AGENTS, GROQ_3, recalled } from './sources.ts';

/** What a part without memory beside the chip can hold: everything it computes with, and nothing more. */
const WAFER =
  'All a wafer holds, weights and cache alike: 10¹² parameters of one byte take 23. Memory that feeds weights from outside while training is not counted.';
const LPU = 'All a chip holds: 70 billion parameters of one byte take 305.';

export const DATAFLOW_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'groq-lpu1',
    name: 'Groq LPU v1',
    vendor: 'Groq',
    year: 2020,
    memoryKind: 'on-chip',
    memoryGb: GROQ_3(0.23, LPU),
    bandwidthTbPerS: GROQ_3(80),
    fp16Tflops: recalled(188),
    tdpWatts: recalled(300),
  }),
  accelerator({
    id: 'groq-lpu3',
    name: 'Groq 3 LPU (LP30)',
    vendor: 'NVIDIA/Groq',
    year: 2026,
    memoryKind: 'on-chip',
    memoryGb: GROQ_3(0.5, '256 to a rack make 128 GB.'),
    bandwidthTbPerS: GROQ_3(150),
    fp8Tflops: GROQ_3(1_230),
    scaleUpGbPerS: GROQ_3(2_500),
    notes: ['256 to a rack: 128 GB, 40 PB/s, 315 PFLOP/s in fp8.'],
  }),
  accelerator({
    id: 'cerebras-wse3',
    name: 'Cerebras WSE-3 / CS-3',
    vendor: 'Cerebras',
    year: 2024,
    memoryKind: 'on-chip',
    memoryGb: AWESOME_AGENTS(44, WAFER),
    bandwidthTbPerS: AWESOME_AGENTS(21_000),
    tdpWatts: AWESOME_AGENTS(23_000, 'Of the whole system, not of a chip.'),
    purchaseUsd: AWESOME_AGENTS(2_500_000, 'The middle of $2 to 3 million per CS-3.'),
    notes: ['Its 125 PFLOP/s are with sparsity; no dense rate is published, so none is listed.'],
  }),
  accelerator({
    id: 'sn40l',
    name: 'SambaNova SN40L',
    vendor: 'SambaNova',
    year: 2023,
    memoryGb: recalled(64, 'Its HBM; 520 MB of SRAM are above it and up to 1.5 TB of DDR below.'),
    bandwidthTbPerS: recalled(1.64),
    fp16Tflops: recalled(638),
  }),
];
