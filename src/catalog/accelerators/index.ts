import type { Accelerator } from '../../domain/accelerator.ts';
import { AMD_ACCELERATORS } from './amd.ts';
import { APPLE_ACCELERATORS } from './apple.ts';
import { AWS_ACCELERATORS } from './aws.ts';
import { GOOGLE_ACCELERATORS } from './google.ts';
import { INTEL_ACCELERATORS } from './intel.ts';
import { NVIDIA_ACCELERATORS } from './nvidia.ts';
import { DATAFLOW_ACCELERATORS } from './dataflow.ts';

/** What models are served on. Pages load it when they need it: it is no part of the first load. */
export const ACCELERATORS: readonly Accelerator[] = [
  ...NVIDIA_ACCELERATORS,
  ...AMD_ACCELERATORS,
  ...INTEL_ACCELERATORS,
  ...GOOGLE_ACCELERATORS,
  ...AWS_ACCELERATORS,
  ...DATAFLOW_ACCELERATORS,
  ...APPLE_ACCELERATORS,
];

export function acceleratorById(id: string): Accelerator | undefined {
  return ACCELERATORS.find((accelerator) => accelerator.id === id);
}
