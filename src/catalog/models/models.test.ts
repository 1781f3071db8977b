import { describe, expect, test } from 'vitest';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import { elementsOf } from '../../domain/kv-cache/layer-group.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import { bytesPerSequence, kvSizeOf } from '../../domain/kv-cache/size.ts';
import { rankGroups } from '../../domain/kv-cache/tensor-parallel.ts';
import { MODELS, modelById, modelsLike } from './index.ts';

function groupsOf(id: string): readonly LayerGroup[] {
  const model = modelById(id);
  if (!model) throw new Error(`No model ${id}`);
  return model.groups.value;
}

function bytesOf({
  groups,
  dtype = 'bf16',
  kinds,
}: {
  groups: readonly LayerGroup[];
  dtype?: KvDtype;
  kinds: 'state' | 'windows';
}): number {
  const chosen = groups.filter(({ kind }) => (kind === 'state') === (kinds === 'state'));
  return kvSizeOf({ groups: chosen, dtype }).fixedBytesPerSequence;
}

describe('the list of models', () => {
  test('has lost none, and no name means two of them', () => {
    expect(MODELS.length).toBeGreaterThanOrEqual(106);
    const names = MODELS.flatMap(({ id, hubId }) => [id.toLowerCase(), hubId.toLowerCase()]);
    const owners = new Map(names.map((name) => [name, modelById(name)]));
    for (const { id, hubId, name } of MODELS) {
      expect(name).toBe(id);
      expect(owners.get(id.toLowerCase())?.id).toBe(id);
      expect(owners.get(hubId.toLowerCase())?.id).toBe(id);
    }
    expect(new Set(MODELS.map(({ id }) => id.toLowerCase())).size).toBe(MODELS.length);
    expect(new Set(MODELS.map(({ hubId }) => hubId.toLowerCase())).size).toBe(MODELS.length);
  });

  test('keeps the models of one maker together', () => {
    const makers = MODELS.map(({ hubId }) => hubId.split('/')[0]);
    const runs = makers.filter((maker, i) => maker !== makers[i - 1]);
    // Meta publishes under two names.
    expect(runs.length).toBe(new Set(makers).size);
  });

  test('finds a model by id or hub id, whatever the case', () => {
    expect(modelById('kimi k2.6')?.id).toBe('Kimi K2.6');
    expect(modelById('MOONSHOTAI/kimi-k2.6')?.id).toBe('Kimi K2.6');
    expect(modelById('nobody/none')).toBeUndefined();
  });

  // Links written before ids were names hold these.
  test.each([
    'deepseek-ai/DeepSeek-R1',
    'deepseek-ai/DeepSeek-V3',
    'google/gemma-3-27b-it',
    'meta-llama/Llama-3.3-70B-Instruct',
    'meta-llama/Meta-Llama-3.1-405B',
    'meta-llama/Meta-Llama-3.1-70B',
    'meta-llama/Meta-Llama-3.1-8B',
    'MiniMaxAI/MiniMax-M2.7',
    'mistralai/Mistral-Large-Instruct-2407',
    'moonshotai/Kimi-K2.6',
    'openai/gpt-oss-120b',
    'openai/gpt-oss-20b',
    'Qwen/Qwen3-235B-A22B',
    'Qwen/Qwen3-32B',
    'Qwen/Qwen3-8B',
    'Qwen/Qwen3-Coder-480B-A35B-Instruct',
    'XiaomiMiMo/MiMo-V2-Flash',
    'zai-org/GLM-4.5-Air',
    'zai-org/GLM-4.6',
  ])('still finds %s', (hubId) => {
    expect(modelById(hubId)?.hubId).toBe(hubId);
  });

  test('suggests what a slip may have meant', () => {
    const suggested = (text: string) => modelsLike(text).map(({ id }) => id);
    expect(suggested('llama 405')[0]).toBe('Meta-Llama-3.1-405B');
    expect(suggested('deepseek/v3.2')[0]).toBe('DeepSeek-V3.2');
    expect(suggested('gpt-oss')).toEqual(['gpt-oss-120b', 'gpt-oss-20b']);
    expect(suggested('Kimi-K2').length).toBe(5);
    expect(suggested('claude')).toEqual([]);
    expect(suggested('')).toEqual([]);
  });
});

describe.each(MODELS)('$id', ({ groups, maxContextTokens, totalParameters, activeParameters, draftLayers }) => {
  test('has layers and sizes that make sense', () => {
    expect(groups.value.length).toBeGreaterThan(0);
    for (const group of groups.value) {
      expect(group.layers).toBeGreaterThan(0);
      if ('kvHeads' in group) {
        expect(Math.min(group.kvHeads, group.kDim, group.vDim)).toBeGreaterThan(0);
        expect((group.query?.heads ?? 0) % group.kvHeads).toBe(0);
        expect(group.query?.qkDim).toBe(group.kDim);
      }
      if (group.kind === 'state') expect(elementsOf(group.recurrent)).toBeGreaterThan(0);
      if ('index' in group && group.index) expect(group.index.layers).toBeLessThanOrEqual(group.layers);
      if (group.kind !== 'state' && group.kind !== 'none') expect(group.query).toBeDefined();
    }
    expect(maxContextTokens.value).toBeGreaterThanOrEqual(4_096);
    expect(activeParameters.value).toBeLessThanOrEqual(totalParameters.value);
    expect(activeParameters.value).toBeGreaterThanOrEqual(0.5e9);
    expect([0, 1, 3]).toContain(draftLayers);
  });
});

// Not computed here: an independent calculator's figures for the sources that stand with each model, which a second one
// recomputed. bf16 unless said otherwise; `null` is beyond the context of the model.
describe('published sizes', () => {
  // id, per token, per token in fp8, full windows, states, per token and rank at TP8, at 8,192 and at 131,072 tokens
  test.each<[string, number, number, number, number, number, number | null, number | null]>([
    ['DeepSeek-V4-Pro', 9_848, 4_924, 7_995_392, 0, 9_848, 88_670_208, 1_298_792_448],
    ['DeepSeek-V4-Flash', 6_880, 3_440, 5_636_096, 0, 6_880, 61_997_056, 907_411_456],
    ['DeepSeek-V3.2', 85_888, 42_944, 0, 0, 85_888, 703_594_496, 11_257_511_936],
    ['DeepSeek-V3', 70_272, 35_136, 0, 0, 70_272, 575_668_224, 9_210_691_584],
    ['DeepSeek-R1', 70_272, 35_136, 0, 0, 70_272, 575_668_224, 9_210_691_584],
    ['DeepSeek-V2', 69_120, 34_560, 0, 0, 69_120, 566_231_040, 9_059_696_640],
    ['DeepSeek-V2-Lite', 31_104, 15_552, 0, 0, 31_104, 254_803_968, null],
    ['Gemma 4 31B', 81_920, 40_960, 838_860_800, 0, 20_480, 1_509_949_440, 11_576_279_040],
    ['gemma-4-26B-A4B', 20_480, 10_240, 209_715_200, 0, 10_240, 377_487_360, 2_894_069_760],
    ['Gemma 4 E4B', 16_384, 8_192, 20_971_520, 0, 8_192, 155_189_248, 2_168_455_168],
    ['Gemma 4 E2B', 6_144, 3_072, 6_291_456, 0, 6_144, 56_623_104, 811_597_824],
    ['Gemma 3n E2B', 8_192, 4_096, 16_777_216, 0, 4_096, 83_886_080, null],
    ['Gemma-3-27B', 81_920, 40_960, 436_207_616, 0, 10_240, 1_107_296_256, 11_173_625_856],
    ['Gemma-3-4B', 20_480, 10_240, 121_634_816, 0, 5_120, 289_406_976, 2_805_989_376],
    ['Gemma-2-9B', 172_032, 86_016, 704_643_072, 0, 21_504, 2_113_929_216, null],
    ['Granite-4.0-H-Small', 16_384, 8_192, 0, 77_322_240, 2_048, 211_539_968, 2_224_805_888],
    ['Jamba-v0.1', 16_384, 8_192, 0, 16_056_320, 2_048, 150_274_048, 2_163_539_968],
    ['Muse-Glimmer-30B', 13_312, 6_656, 81_788_928, 0, 6_656, 190_840_832, 1_826_619_392],
    ['Llama-4-Scout-17B-16E-Instruct', 49_152, 24_576, 1_207_959_552, 0, 6_144, 1_610_612_736, 7_650_410_496],
    ['Llama-3.3-70B', 327_680, 163_840, 0, 0, 40_960, 2_684_354_560, 42_949_672_960],
    ['Llama-3.2-3B', 114_688, 57_344, 0, 0, 14_336, 939_524_096, 15_032_385_536],
    ['Meta-Llama-3.1-405B', 516_096, 258_048, 0, 0, 64_512, 4_227_858_432, 67_645_734_912],
    ['Meta-Llama-3.1-8B', 131_072, 65_536, 0, 0, 16_384, 1_073_741_824, 17_179_869_184],
    ['Llama-2-13B', 819_200, 409_600, 0, 0, 102_400, null, null],
    ['Phi-4', 204_800, 102_400, 0, 0, 40_960, 1_677_721_600, null],
    ['Phi-3-mini', 393_216, 196_608, 0, 0, 49_152, null, null],
    ['MiniMax-M3', 137_472, 68_736, 0, 0, 45_312, 1_126_170_624, 18_018_729_984],
    ['MiniMax-M2.7', 253_952, 126_976, 0, 0, 31_744, 2_080_374_784, 33_285_996_544],
    ['MiniMax-Text-01', 40_960, 20_480, 0, 293_601_280, 5_120, 629_145_600, 5_662_310_400],
    ['Mistral-Large-2407', 360_448, 180_224, 0, 0, 45_056, 2_952_790_016, 47_244_640_256],
    ['Mistral-Nemo-12B', 163_840, 81_920, 0, 0, 20_480, 1_342_177_280, 21_474_836_480],
    ['Mixtral-8x22B-v0.1', 229_376, 114_688, 0, 0, 28_672, 1_879_048_192, null],
    ['Mistral-7B-v0.1', 0, 0, 536_870_912, 0, 0, 536_870_912, null],
    ['Kimi-K3', 27_648, 13_824, 0, 449_372_160, 27_648, 675_864_576, 4_073_250_816],
    ['Kimi K2.6', 70_272, 35_136, 0, 0, 70_272, 575_668_224, 9_210_691_584],
    ['Kimi-Linear-48B-A3B', 8_064, 4_032, 0, 43_417_600, 8_064, 109_477_888, 1_100_382_208],
    ['Nemotron 3 Ultra 550B-A55B', 12_288, 6_144, 0, 407_961_600, 6_144, 508_624_896, 2_018_574_336],
    ['Nemotron 3 Super 120B-A12B', 8_192, 4_096, 0, 170_229_760, 4_096, 237_338_624, 1_243_971_584],
    ['Nemotron 3 Nano 30B-A3B', 6_144, 3_072, 0, 49_082_368, 3_072, 99_414_016, 854_388_736],
    ['Nemotron-H-56B-Base-8K', 40_960, 20_480, 0, 912_605_184, 5_120, 1_248_149_504, null],
    ['Nemotron-Nano-9B-v2', 16_384, 8_192, 0, 143_548_416, 2_048, 277_766_144, 2_291_032_064],
    ['Llama-3_3-Nemotron-Super-49B-v1', 200_704, 100_352, 0, 0, 25_088, 1_644_167_168, 26_306_674_688],
    ['gpt-oss-120b', 36_864, 18_432, 4_718_592, 0, 4_608, 306_708_480, 4_836_556_800],
    ['Laguna-XS.2', 40_960, 20_480, 62_914_560, 0, 5_120, 398_458_880, 5_431_623_680],
    ['Qwen3.8-2.4T-A95B', 94_208, 47_104, 0, 587_292_672, 23_552, 1_359_044_608, 12_935_323_648],
    ['Qwen3.6-27B', 65_536, 32_768, 0, 153_944_064, 16_384, 690_814_976, 8_743_878_656],
    ['Qwen3.5-397B-A17B', 30_720, 15_360, 0, 192_061_440, 15_360, 443_719_680, 4_218_593_280],
    ['Qwen3-Next-80B-A3B-Thinking', 24_576, 12_288, 0, 77_266_944, 12_288, 278_593_536, 3_298_492_416],
    ['Qwen3-Coder-480B-A35B-Instruct', 253_952, 126_976, 0, 0, 31_744, 2_080_374_784, 33_285_996_544],
    ['Qwen3-235B-A22B', 192_512, 96_256, 0, 0, 48_128, 1_577_058_304, null],
    ['Qwen3-32B', 262_144, 131_072, 0, 0, 32_768, 2_147_483_648, null],
    ['Qwen3-VL-8B-Instruct', 147_456, 73_728, 0, 0, 18_432, 1_207_959_552, 19_327_352_832],
    ['Qwen2.5-7B', 57_344, 28_672, 0, 0, 14_336, 469_762_048, 7_516_192_768],
    ['Qwen2.5-0.5B', 12_288, 6_144, 0, 0, 6_144, 100_663_296, null],
    ['Step-3.7-Flash', 49_152, 24_576, 69_206_016, 0, 6_144, 471_859_200, 6_511_656_960],
    ['Step-3', 62_464, 31_232, 0, 0, 62_464, 511_705_088, null],
    ['MiMo-V2-Flash', 23_040, 11_520, 25_559_040, 0, 5_760, 214_302_720, 3_045_457_920],
    ['GLM-5.3', 95_232, 47_616, 0, 0, 95_232, 780_140_544, 12_482_248_704],
    ['GLM-5', 109_824, 54_912, 0, 0, 109_824, 899_678_208, 14_394_851_328],
    ['GLM-4.7-Flash', 54_144, 27_072, 0, 0, 54_144, 443_547_648, 7_096_762_368],
    ['GLM-4.6', 376_832, 188_416, 0, 0, 47_104, 3_087_007_744, 49_392_123_904],
  ])('%s', (id, perToken, perTokenFp8, windows, states, perTokenAndRank, at8192, at131072) => {
    const groups = groupsOf(id);
    expect(kvSizeOf({ groups, dtype: 'bf16' }).marginalBytesPerToken).toBe(perToken);
    expect(kvSizeOf({ groups, dtype: 'fp8' }).marginalBytesPerToken).toBe(perTokenFp8);
    expect(bytesOf({ groups, kinds: 'windows' })).toBe(windows);
    expect(bytesOf({ groups, kinds: 'state' })).toBe(states);
    // Quantising the cache leaves states alone.
    expect(bytesOf({ groups, kinds: 'state', dtype: 'fp8' })).toBe(states);
    expect(kvSizeOf({ groups: rankGroups({ groups, ranks: 8 }), dtype: 'bf16' }).marginalBytesPerToken).toBe(
      perTokenAndRank,
    );
    const at = (contextTokens: number) => bytesPerSequence({ groups, dtype: 'bf16', contextTokens });
    if (at8192 !== null) expect(at(8_192)).toBe(at8192);
    if (at131072 !== null) expect(at(131_072)).toBe(at131072);
    const { value: maxContextTokens } = modelById(id)?.maxContextTokens ?? { value: 0 };
    expect([at8192 !== null, at131072 !== null]).toEqual([maxContextTokens >= 8_192, maxContextTokens >= 131_072]);
  });

  // Kept or shared by layer: totals of the configs, draft layers aside.
  test.each([
    ['DeepSeek-V4-Flash', 43],
    ['Gemma 4 E2B', 35],
    ['Gemma 3n E4B', 35],
    ['Kimi-K3', 93],
    ['Nemotron 3 Ultra 550B-A55B', 108],
    ['Nemotron-H-56B-Base-8K', 118],
    ['Llama-3_3-Nemotron-Super-49B-v1', 80],
    ['Step-3.7-Flash', 45],
  ])('%s has %d layers', (id, layers) => {
    expect(groupsOf(id).reduce((sum, group) => sum + group.layers, 0)).toBe(layers);
  });
});

describe('attention in words', () => {
  test.each([
    ['Llama-2-7B', 'MHA'],
    ['Meta-Llama-3.1-8B', 'GQA'],
    ['Gemma 4 E2B', 'MQA + sliding window'],
    ['Gemma 4 31B', 'GQA + sliding window'],
    ['DeepSeek-V3', 'MLA'],
    ['GLM-5.3', 'MLA + index'],
    ['MiniMax-M3', 'GQA + index'],
    ['Kimi-K3', 'MLA + KDA'],
    ['Qwen3.5-397B-A17B', 'GQA + gated delta net'],
    ['Nemotron 3 Nano 30B-A3B', 'GQA + Mamba-2'],
    ['Jamba-v0.1', 'GQA + Mamba-1'],
    ['Step-3', 'MFA'],
  ])('%s: %s', (id, attention) => {
    expect(modelById(id)?.attention).toBe(attention);
  });
});

describe('doubts show', () => {
  test.each([
    ['Kimi-K3', 'activeParameters'],
    ['GLM-5.3', 'activeParameters'],
    ['Gemma 4 E2B', 'activeParameters'],
    ['Gemma 4 E4B', 'activeParameters'],
    ['Muse-Glimmer-30B', 'activeParameters'],
    ['Mixtral-8x22B-v0.1', 'totalParameters'],
    ['GLM-4.7-Flash', 'totalParameters'],
    ['Jamba-v0.1', 'groups'],
    ['Nemotron-H-56B-Base-8K', 'groups'],
    ['Qwen3-Next-80B-A3B-Thinking', 'groups'],
  ] as const)('%s: %s is an assumption', (id, field) => {
    expect(modelById(id)?.[field].kind).toBe('assumed');
  });

  test.each([
    ['MiniMax-M2.7', 'maxContextTokens', '196,608'],
    ['Step-3.7-Flash', 'maxContextTokens', '65,536'],
    ['gemma-4-26B-A4B', 'maxContextTokens', '131,072'],
    ['Phi-3-mini', 'groups', 'window of 2,047'],
    ['MiniMax-Text-01', 'groups', 'no type for the state'],
    ['GLM-4.6', 'groups', 'third party'],
  ] as const)('%s: the note on %s says %s', (id, field, words) => {
    expect(modelById(id)?.[field].note).toContain(words);
  });
});
