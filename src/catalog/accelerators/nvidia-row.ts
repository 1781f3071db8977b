import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator, type AcceleratorRow } from './authoring.ts';

export function nvidia(row: Omit<AcceleratorRow, 'vendor'>): Accelerator {
  return accelerator({ ...row, vendor: 'NVIDIA' });
}
