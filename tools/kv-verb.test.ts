import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MODELS } from '../src/catalog/models/index.ts';
import { KV_DTYPES } from '../src/domain/kv-cache/precision.ts';
import { InputError } from './input-error.ts';
import { runKv } from './kv-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-kv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* input(text: string): AsyncGenerator<string> {
  yield text;
}

const kv = (args: string, stdin = '') => runKv({ args: args.split(' ').filter(Boolean), stdin: input(stdin) });
const refused = async (args: string, stdin = ''): Promise<string> => {
  const error: unknown = await kv(args, stdin).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`${args} was accepted: ${JSON.stringify(error)}`);
  return error.message;
};

// meta-llama/Llama-3.1-70B config.json, the fields that matter here.
const LLAMA_70B = {
  model_type: 'llama',
  num_hidden_layers: 80,
  hidden_size: 8_192,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  max_position_embeddings: 131_072,
};

function config(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('tokenhouse kv', () => {
  it('has every figure other programs rely on', async () => {
    // 70,272 B per token on every rank; stored once.
    expect(await kv('--model DeepSeek-V3 --context 100000 --tp 8 --sequences 4')).toMatchObject({
      status: 'exact',
      notes: [],
      contextTokens: 100_000,
      marginalBytesPerToken: 70_272,
      fixedBytesPerSequence: 0,
      bytesPerSequence: 7_027_200_000,
      totalBytes: 28_108_800_000,
      perRankBytesPerSequence: 7_027_200_000,
      allRanksBytesPerSequence: 56_217_600_000,
      storedBytesPerSequence: 7_027_200_000,
      engineBlockTokens: null,
      groups: [{ kind: 'mla', layers: 61, marginalBytesPerToken: 70_272, bytesPerSequence: 7_027_200_000 }],
    });
  });

  it('takes the catalogue’s id, the hub id, and either in any case', async () => {
    const one = await kv('--model Kimi-K2-Thinking');
    expect(await kv('--model moonshotai/Kimi-K2-Thinking')).toEqual(one);
    expect(await kv('--model KIMI-k2-thinking')).toEqual(one);
  });

  it('uses the model’s maximum where no context is given', async () => {
    for (const { id, maxContextTokens } of MODELS)
      expect(await runKv({ args: ['--model', id], stdin: input('') })).toMatchObject({
        contextTokens: maxContextTokens.value,
      });
  });

  it('reads a config from a file and from standard input as it knows the model', async () => {
    const model = await kv('--model Meta-Llama-3.1-70B --context 32768 --tp 4');
    const sizes = {
      marginalBytesPerToken: 327_680,
      perRankBytesPerSequence: 81_920 * 32_768,
      bytesPerSequence: 327_680 * 32_768,
    };
    expect(model).toMatchObject(sizes);
    expect(await kv(`--config ${config('llama.json', LLAMA_70B)} --context 32768 --tp 4`)).toMatchObject({
      status: 'exact',
      ...sizes,
    });
    expect(await kv('--config - --context 32768 --tp 4', JSON.stringify(LLAMA_70B))).toMatchObject(sizes);
  });

  it.each([
    // 80 layers × 8 heads × (128 + 128) elements, by bytes per element.
    ['bf16', 327_680],
    ['fp8', 163_840],
    ['fp8-scaled', 80 * 8 * (128 + 4 + 128 + 4)],
    ['nvfp4', 163_840 * 0.5625],
    ['mxfp4', 163_840 * 0.531_25],
    ['q8_0', 163_840 * 1.0625],
    ['q5_1', 163_840 * 0.75],
    ['q5_0', 163_840 * 0.6875],
    ['q4_1', 163_840 * 0.625],
    ['q4_0', 163_840 * 0.5625],
  ])('%s: %d bytes per token of Llama 3.1 70B', async (dtype, marginalBytesPerToken) => {
    expect(await kv(`--model Meta-Llama-3.1-70B --kv ${dtype}`)).toMatchObject({ dtype, marginalBytesPerToken });
  });

  it('knows every precision of the core', async () => {
    for (const dtype of KV_DTYPES) expect(await kv(`--model Qwen3-32B --kv ${dtype}`)).toMatchObject({ dtype });
  });

  it('rounds only for an engine, and takes its names as people write them', async () => {
    const at = (engine: string) => kv(`--model Meta-Llama-3.1-8B --context 1000${engine}`);
    expect(await at('')).toMatchObject({ bytesPerSequence: 131_072_000, engineBlockTokens: null });
    // 63 blocks of 16, 32 blocks of 32, 1,024 cells.
    expect(await at(' --engine vllm')).toMatchObject({ bytesPerSequence: 131_072 * 1_008, engineBlockTokens: 16 });
    expect(await at(' --engine SGLang')).toMatchObject({ bytesPerSequence: 131_072_000, engineBlockTokens: 1 });
    expect(await at(' --engine llama.cpp')).toMatchObject({ bytesPerSequence: 131_072 * 1_024 });
    expect(await at(' --engine llamacpp')).toMatchObject({ engine: 'llama.cpp' });
    for (const name of ['tensorrt-llm', 'TensorRT-LLM', 'trt-llm', 'trtllm'])
      expect(await at(` --engine ${name}`)).toMatchObject({ bytesPerSequence: 131_072 * 1_024, engineBlockTokens: 32 });
    expect(await at(' --engine vllm --block 128')).toMatchObject({ engineBlockTokens: 128 });
  });

  it('counts draft layers only when asked', async () => {
    // Qwen3.5-397B: 15 full-attention layers and one more to draft.
    expect(await kv('--model Qwen3.5-397B-A17B')).toMatchObject({ marginalBytesPerToken: 30_720, draftLayers: 0 });
    expect(await kv('--model Qwen3.5-397B-A17B --speculation')).toMatchObject({
      marginalBytesPerToken: 30_720 + 2_048,
      draftLayers: 1,
    });
  });

  it('says when the context is beyond the model', async () => {
    expect(await kv('--model Qwen3-32B --context 100000')).toMatchObject({
      notes: [expect.stringContaining('at most 40,960 tokens')],
    });
  });

  it('answers with a refusal where a config has no cache to size, or not all of it', async () => {
    const { num_key_value_heads: _heads, num_hidden_layers: _layers, ...incomplete } = LLAMA_70B;
    for (const content of [
      incomplete,
      { model_type: 'vit', hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, image_size: 224 },
      '<!doctype html><html></html>',
      '[1, 2]',
      '{"a": ',
      '',
    ])
      expect(await kv(`--config ${config('bad.json', content)}`)).toMatchObject({
        status: 'refused',
        reason: expect.stringMatching(/\w{3}/),
      });
  });

  it.each([
    ['', /either --model or --config/],
    ['--model a --config b', /either --model or --config/],
    ['--model', /--model/],
    ['--model nobody/none', /No model "nobody\/none"/],
    ['--model Llama-3.1-8', /Did you mean .*Meta-Llama-3.1-8B/],
    ['--config /nowhere/config.json', /no file/],
    ['--model Qwen3-32B --context 0', /--context 0 is not accepted: context must be .* 1 /],
    ['--model Qwen3-32B --context 12.5', /--context 12.5/],
    ['--model Qwen3-32B --context many', /--context many/],
    ['--model Qwen3-32B --tp 0', /--tp 0/],
    ['--model Qwen3-32B --sequences -1', /--sequences/],
    ['--model Qwen3-32B --kv fp3', /--kv fp3 is not known. One of: fp32 bf16/],
    ['--model Qwen3-32B --engine ollama', /--engine ollama is not known. One of: vllm/],
    ['--model Qwen3-32B --block 16', /add --engine/],
    ['--model Qwen3-32B --colour red', /--colour/],
    ['--model Qwen3-32B --contxt 5', /Unknown option --contxt\. Did you mean --context\?/],
    ['Qwen3-32B', /neither a link .* nor a file/],
    ['v=1 v=1', /one too many/],
    ['- --config -', /not both/],
    ['v=1&kv.modelId=nobody', /No model "nobody"/],
  ])('"%s" is refused in one line', async (args, message) => {
    const said = await refused(args);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it('reads the KV section of a scenario, and lets options take the place of it', async () => {
    const scenario = JSON.stringify({
      kv: {
        modelId: 'Meta-Llama-3.1-70B',
        contextTokens: 32_768,
        ranks: 4,
        dtype: 'fp8',
        engine: 'vllm',
        sequences: 3,
      },
    });
    const flags = '--model Meta-Llama-3.1-70B --context 32768 --tp 4 --kv fp8 --engine vllm --sequences 3';
    expect(await kv('-', scenario)).toEqual(await kv(flags));
    expect(await kv('- --tp 2 --kv bf16 --context 1k', scenario)).toEqual(
      await kv(`${flags} --tp 2 --kv bf16 --context 1k`),
    );
    // Another model is asked about with its own maximum, in the scenario's other settings.
    expect(await kv('- --model Qwen3-32B', scenario)).toEqual(
      await kv('--model Qwen3-32B --tp 4 --kv fp8 --engine vllm --sequences 3'),
    );
  });

  it('says where a stand-in is what is sized, and takes a typed geometry', async () => {
    expect(await kv('v=1')).toMatchObject({
      status: 'approximate',
      contextTokens: 100_000,
      notes: [expect.stringMatching(/stands in for anthropic\/claude-opus-5-5/)],
    });
    const custom = {
      name: 'Ours',
      verdict: 'typed',
      notes: [],
      groups: [{ kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 }],
      maxContextTokens: null,
      totalParameters: null,
      activeParameters: null,
      draftLayers: 0,
    };
    expect(await kv('-', JSON.stringify({ kv: { custom } }))).toMatchObject({
      model: 'Ours',
      status: 'exact',
      marginalBytesPerToken: 61 * 576 * 2,
    });
  });

  it('asks for a context where the config has none', async () => {
    const { max_position_embeddings: _context, ...silent } = LLAMA_70B;
    expect(await refused(`--config ${config('silent.json', silent)}`)).toMatch(/Give one: --context/);
    expect(await kv(`--config ${config('silent.json', silent)} --context 1.5M`)).toMatchObject({
      contextTokens: 1_500_000,
      maxContextTokens: null,
    });
  });

  it('does not read what is far too large for a config', async () => {
    expect(await refused(`--config ${config('weights.json', ' '.repeat(9_000_000))}`)).toMatch(
      /9,000,000 bytes; a config.json has at most/,
    );
    expect(await refused('--config -', ' '.repeat(9_000_000))).toMatch(/at most/);
  });
});
