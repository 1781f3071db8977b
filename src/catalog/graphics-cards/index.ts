import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { AMD_CARDS } from './amd.ts';
import { APPLE_CHIPS } from './apple.ts';
import { INTEL_CARDS } from './intel.ts';
import { NVIDIA_GEFORCE } from './nvidia-geforce.ts';
import { NVIDIA_LAPTOP } from './nvidia-laptop.ts';
import { NVIDIA_WORKSTATION_CARDS } from './nvidia-workstation.ts';
import { OTHER_CARDS } from './others.ts';

/** What a visitor's browser may run on: cards one can buy, and chips of computers and phones. Only the Bench page loads it. */
export const GRAPHICS_CARDS: readonly GraphicsCard[] = [
  ...NVIDIA_GEFORCE,
  ...NVIDIA_LAPTOP,
  ...NVIDIA_WORKSTATION_CARDS,
  ...AMD_CARDS,
  ...INTEL_CARDS,
  ...APPLE_CHIPS,
  ...OTHER_CARDS,
];

export function graphicsCardById(id: string): GraphicsCard | undefined {
  return GRAPHICS_CARDS.find((card) => card.id === id);
}
