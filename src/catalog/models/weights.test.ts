import { describe, expect, it } from 'vitest';
import { CATALOG_REVISION } from '../revision.ts';
import { EXPERT_ROWS, FORMAT_ROWS } from './expert-rows.ts';
import { MODELS, modelById } from './index.ts';
import { TABLE_ROWS } from './table-rows.ts';
import { modelWeightsOf } from './weights.ts';

describe('modelWeightsOf', () => {
  // Vocabulary × hidden, twice where embedding and head are apart, by hand from the configs.
  it.each([
    ['Meta-Llama-3.1-8B', 1_050_673_152],
    ['Meta-Llama-3.1-70B', 2_101_346_304],
    ['Llama-3.2-3B', 394_002_432],
    ['DeepSeek-V3', 1_853_358_080],
    ['Qwen3-32B', 1_555_824_640],
    ['gemma-4-26B-A4B', 738_197_504],
  ])('%s: %d parameters in embedding and head', (id, parameters) => {
    expect(modelWeightsOf(id).tableParameters?.value).toBe(parameters);
    expect(modelWeightsOf(id).tableParametersInActive?.value).toBe(parameters);
  });

  it('leaves out of prefill only what the active parameters hold', () => {
    // gpt-oss counts its head, 201,088 × 2,880; GLM-5.2 neither.
    expect(modelWeightsOf('gpt-oss-120b')).toMatchObject({
      tableParameters: { value: 1_158_266_880 },
      tableParametersInActive: { value: 579_133_440, note: expect.stringContaining('output head') },
    });
    expect(modelWeightsOf('GLM-5.2')).toMatchObject({
      tableParameters: { value: 1_903_165_440 },
      tableParametersInActive: { value: 0 },
    });
  });

  it('tells what is derived from what is judged', () => {
    expect(modelWeightsOf('Meta-Llama-3.1-8B').tableParametersInActive?.kind).toBe('derived');
    expect(modelWeightsOf('DeepSeek-V3').tableParametersInActive?.kind).toBe('assumed');
    expect(modelWeightsOf('Gemma-2-9B').tableParameters?.note).toContain('does not say');
    expect(modelWeightsOf('Qwen3-14B').tableParameters?.note).toContain('siblings');
  });

  it('knows experts and the format of the checkpoint', () => {
    expect(modelWeightsOf('DeepSeek-R1')).toMatchObject({
      experts: { value: { count: 256, perToken: 8, shared: 1 } },
      weightFormat: { value: 'fp8' },
    });
    expect(modelWeightsOf('gpt-oss-120b')).toMatchObject({
      experts: { value: { count: 128, perToken: 4, shared: null } },
      weightFormat: { value: '4-bit' },
    });
  });

  it('says null of what nobody read', () => {
    expect(modelWeightsOf('Mistral-Large-2407')).toEqual({
      tableParameters: null,
      tableParametersInActive: null,
      experts: null,
      weightFormat: null,
    });
    expect(modelWeightsOf('Step-3.7-Flash')).toMatchObject({
      tableParameters: null,
      experts: { value: { count: 288 } },
    });
    expect(modelWeightsOf('nobody')).toEqual(modelWeightsOf('Mistral-Large-2407'));
    // A name every object has is no model.
    expect(modelWeightsOf('constructor')).toEqual(modelWeightsOf('Mistral-Large-2407'));
  });

  it('speaks of models of the catalogue only', () => {
    const ids = [TABLE_ROWS, EXPERT_ROWS, FORMAT_ROWS].flatMap((rows) => Object.keys(rows));
    expect(ids.filter((id) => modelById(id)?.id !== id)).toEqual([]);
  });
});

describe.each(MODELS)('$id', ({ id, totalParameters, activeParameters }) => {
  it('has weights that its parameters can hold', () => {
    const { tableParameters, tableParametersInActive, experts } = modelWeightsOf(id);
    expect(tableParametersInActive === null).toBe(tableParameters === null);
    if (tableParameters && tableParametersInActive) {
      expect(tableParameters.value).toBeLessThan(totalParameters.value / 3);
      expect(tableParametersInActive.value).toBeLessThanOrEqual(tableParameters.value);
      expect(tableParametersInActive.value).toBeLessThan(activeParameters.value / 2);
      expect(tableParameters.checkedOn <= CATALOG_REVISION).toBe(true);
    }
    if (experts) {
      expect(experts.value.perToken).toBeLessThan(experts.value.count);
      expect(activeParameters.value).toBeLessThan(totalParameters.value);
      // A token takes at least its share of the experts, and all that is not an expert.
      expect(activeParameters.value / totalParameters.value).toBeGreaterThan(
        experts.value.perToken / experts.value.count / 2,
      );
    } else if (tableParameters) {
      // A dense model multiplies every token with all the rest; GLM-4.6's config was not read.
      if (id !== 'GLM-4.6') expect(activeParameters.value).toBe(totalParameters.value);
    }
  });
});
