import type { Accelerator } from '../../domain/accelerator.ts';
import { NVIDIA_TO_AMPERE } from './nvidia-ampere.ts';
import { NVIDIA_BLACKWELL } from './nvidia-blackwell.ts';
import { NVIDIA_HOPPER } from './nvidia-hopper.ts';
import { NVIDIA_WORKSTATION } from './nvidia-workstation.ts';

export const NVIDIA_ACCELERATORS: readonly Accelerator[] = [
  ...NVIDIA_TO_AMPERE,
  ...NVIDIA_HOPPER,
  ...NVIDIA_BLACKWELL,
  ...NVIDIA_WORKSTATION,
];
