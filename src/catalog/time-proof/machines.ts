import { derived, published } from '../provenance.ts';
import type { ProofMachine } from './case.ts';
import { LLM_D_PEERS, VLLM_OFFLOAD } from './sources.ts';

/** What the published times were measured on. */

function machine(
  row: Pick<ProofMachine, 'id' | 'name' | 'modelId' | 'acceleratorId' | 'devices'> & Partial<ProofMachine>,
): ProofMachine {
  return { weightFormat: 'bf16', dtype: 'bf16', bytesPerToken: null, tierId: 'dram_ddr5', fittedPath: null, ...row };
}

export const LLAMA_8B_H100 = machine({
  id: 'llama-8b-h100',
  name: 'Llama 3.1 8B, one H100',
  modelId: 'Meta-Llama-3.1-8B',
  acceleratorId: 'h100-sxm',
  devices: 1,
  fittedPath: derived(
    { floorSeconds: 0.012, bytesPerSecond: 43.5e9 },
    VLLM_OFFLOAD,
    'Fitted to its eight load times from memory.',
  ),
});

export const GPT_OSS_H200 = machine({
  id: 'gpt-oss-h200',
  name: 'gpt-oss-120b, one H200',
  modelId: 'gpt-oss-120b',
  acceleratorId: 'h200-sxm',
  devices: 1,
  weightFormat: '4-bit',
  tierId: 'remote_dram_rdma',
  bytesPerToken: derived(
    73_728,
    LLM_D_PEERS,
    'Every layer as if it kept the whole context; the article does not say whether windows are moved whole.',
  ),
  fittedPath: derived(
    { floorSeconds: 0.0219, bytesPerSecond: 73_728 / 4.32e-6 },
    LLM_D_PEERS,
    'Fitted to its five pulls: 21.9 ms and 4.32 µs a token.',
  ),
});

export const GPT_OSS_H100 = machine({
  id: 'gpt-oss-h100',
  name: 'gpt-oss-120b, one H100',
  modelId: 'gpt-oss-120b',
  acceleratorId: 'h100-sxm',
  devices: 1,
  weightFormat: '4-bit',
});

export const QWEN_30B_H20 = machine({
  id: 'qwen3-coder-30b-h20',
  name: 'Qwen3-Coder-30B-A3B, one H20',
  // Layers, heads and vocabulary are those of Qwen3-30B-A3B.
  modelId: 'Qwen3-30B-A3B',
  acceleratorId: 'h20',
  devices: 1,
});

export const LLAMA_70B_4_H100 = machine({
  id: 'llama-70b-4xh100',
  name: 'Llama 3.1 70B, four H100s',
  modelId: 'Meta-Llama-3.1-70B',
  acceleratorId: 'h100-sxm',
  devices: 4,
});

export const LLAMA_70B_8_H100 = machine({
  id: 'llama-70b-8xh100',
  name: 'Llama 3.1 70B, eight H100s',
  modelId: 'Meta-Llama-3.1-70B',
  acceleratorId: 'h100-sxm',
  devices: 8,
  tierId: 'net_nvme_weka',
});

export const LLAMA_33_70B_8_H100 = machine({
  id: 'llama-3.3-70b-8xh100',
  name: 'Llama 3.3 70B, eight H100s',
  modelId: 'Llama-3.3-70B',
  acceleratorId: 'h100-sxm',
  devices: 8,
});

/** Attention is data-parallel there: a prompt is one rank's work, whatever the other seven do. */
export const GLM_RANK = machine({
  id: 'glm-5.2-rank',
  name: 'GLM-5.2 fp8, one rank of eight H200s',
  modelId: 'GLM-5.2',
  acceleratorId: 'h200-sxm',
  devices: 1,
  weightFormat: 'fp8',
  tierId: 'remote_dram_rdma',
  bytesPerToken: published(93_000, LLM_D_PEERS, '“About 93 KB per token”; 44.9 KB in fp8.'),
});

export const QWEN_72B_8_H800 = machine({
  id: 'qwen2.5-72b-8xh800',
  name: 'Qwen2.5-72B, eight H800s',
  modelId: 'Qwen2.5-72B',
  acceleratorId: 'h800',
  devices: 8,
  tierId: 'remote_dram_rdma',
});

export const QWEN_235B_8_H800 = machine({
  id: 'qwen3-235b-8xh800',
  name: 'Qwen3-235B-A22B, eight H800s',
  modelId: 'Qwen3-235B-A22B',
  acceleratorId: 'h800',
  devices: 8,
  tierId: 'remote_dram_rdma',
});

export const QWEN_8B_A100 = machine({
  id: 'qwen3-8b-a100',
  name: 'Qwen3-8B, one A100 of 40 GB',
  modelId: 'Qwen3-8B',
  acceleratorId: 'a100-40',
  devices: 1,
  tierId: 'dram_ddr5',
});

function deepSeek(id: string, name: string, acceleratorId: string): ProofMachine {
  return machine({ id, name, modelId: 'DeepSeek-V3', acceleratorId, devices: 8, weightFormat: 'fp8', tierId: null });
}

export const DEEPSEEK_8_H800 = deepSeek('deepseek-v3-8xh800', 'DeepSeek-V3 and R1, a node of eight H800s', 'h800');
export const DEEPSEEK_8_H100 = deepSeek('deepseek-v3-8xh100', 'DeepSeek-V3, a node of eight H100s', 'h100-sxm');
