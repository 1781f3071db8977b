import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator, AWESOME_AGENTS, GROQ_3, recalled } from './authoring.ts';

export const DATAFLOW_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'groq-lpu1',
    name: 'Groq LPU v1',
    vendor: 'Groq',
    memoryKind: 'on-chip',
    memoryGb: GROQ_3(0.23),
    bandwidthTbPerS: GROQ_3(80),
    fp16Tflops: recalled(188),
  }),
  accelerator({
    id: 'groq-lpu3',
    name: 'Groq 3 LPU (LP30)',
    vendor: 'NVIDIA/Groq',
    memoryKind: 'on-chip',
    memoryGb: GROQ_3(0.5, '256 to a rack make 128 GB.'),
    bandwidthTbPerS: GROQ_3(150),
    fp8Tflops: GROQ_3(1_230),
  }),
  accelerator({
    id: 'cerebras-wse3',
    name: 'Cerebras WSE-3 / CS-3',
    vendor: 'Cerebras',
    memoryKind: 'on-chip',
    memoryGb: AWESOME_AGENTS(44),
    bandwidthTbPerS: AWESOME_AGENTS(21_000),
  }),
  accelerator({
    id: 'sn40l',
    name: 'SambaNova SN40L',
    vendor: 'SambaNova',
    memoryGb: recalled(64, 'Its HBM; 520 MB of SRAM are above it and up to 1.5 TB of DDR below.'),
    bandwidthTbPerS: recalled(1.64),
    fp16Tflops: recalled(638),
  }),
];
