import type { Fact } from '../../domain/fact.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { Source } from '../sources.ts';

/** Sources of geometries, and the shapes that most models have. */

const CHECKED_ON = '2026-11-20';
const AICONFIGURATOR = 'ai-dynamo/aiconfigurator@095f58a51c4ca8e61b66ec108d86f223f8d559ce';

/** The model's own config.json, as stored in aiconfigurator under the hub id with `--` for `/`. */
export function storedConfig(fileName: string): Source {
  return source(`${AICONFIGURATOR} aic-core/src/aiconfigurator_core/model_configs/${fileName}_config.json`);
}

export const KVFIT = source('debaditc/kvfit@bd4ccabf src/kvfit/data/models.json');
export const LMCACHE = source('LMCache/LMCache@3fd3000f docs/source/_static/modelconfig.json');
/** Said with every value read there. */
export const SECOND_HAND = 'Read from a third party’s registry, not from the model’s own config.';

export const MODEL_NAME = source('The model’s own name');
export const MODEL_CARD = source('The model’s card on the Hugging Face hub');

/** A page of vLLM's recipes, with what it says of parameters and context. */
export function vllmRecipe(path: string): Source {
  return source(`vllm-project/recipes@8959cf64 models/${path}.yaml`);
}
export const VLLM_RECIPES = source('vllm-project/recipes');

function source(text: string): Source {
  return { text, checkedOn: CHECKED_ON };
}

/** The usual grouped-query layer: keys and values of equal width. */
export function gqa({ layers, kvHeads, headDim }: { layers: number; kvHeads: number; headDim: number }): LayerGroup {
  return { kind: 'full', layers, kvHeads, kDim: headDim, vDim: headDim };
}

export function slidingGqa({
  windowTokens,
  ...shape
}: {
  layers: number;
  kvHeads: number;
  headDim: number;
  windowTokens: number;
}): LayerGroup {
  const { layers, kvHeads, headDim } = shape;
  return { kind: 'sliding', layers, kvHeads, kDim: headDim, vDim: headDim, windowTokens };
}

/** DeepSeek's latent attention, which V3, R1 and Kimi K2 share: 61 layers of 512 + 64. */
export const DEEPSEEK_V3_LAYERS: LayerGroup = { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 };

/** Dense models use all of their parameters for every token. */
export function dense(parameters: Fact<number>): { totalParameters: Fact<number>; activeParameters: Fact<number> } {
  return { totalParameters: parameters, activeParameters: parameters };
}
