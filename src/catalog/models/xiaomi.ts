import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { storedConfig, vllmRecipe } from './authoring.ts';

const MIMO_V2_FLASH = storedConfig('XiaomiMiMo--MiMo-V2-Flash');
const MIMO_V2_FLASH_RECIPE = vllmRecipe('XiaomiMiMo/MiMo-V2-Flash');

export const XIAOMI_MODELS: readonly ModelGeometry[] = [
  {
    id: 'XiaomiMiMo/MiMo-V2-Flash',
    name: 'MiMo-V2-Flash',
    attention: 'GQA + sliding window',
    // Keys are wider than values, and the windowed layers have twice the heads.
    groups: published(
      [
        { kind: 'full', layers: 9, kvHeads: 4, kDim: 192, vDim: 128 },
        { kind: 'sliding', layers: 39, kvHeads: 8, kDim: 192, vDim: 128, windowTokens: 128 },
      ],
      MIMO_V2_FLASH,
    ),
    maxContextTokens: published(262_144, MIMO_V2_FLASH),
    totalParameters: published(309e9, MIMO_V2_FLASH_RECIPE),
    activeParameters: published(15e9, MIMO_V2_FLASH_RECIPE),
  },
];
