import type { Bytes, Ratio } from '../units.ts';

/** What stands in an accelerator's memory beside the KV cache. */
export interface MemoryBudgetRequest {
  /** Usable memory of one device. */
  readonly memoryBytes: Bytes;
  /** Share of it the engine may use. */
  readonly utilisationRatio: Ratio;
  /** What the share is of: the whole memory (vLLM, SGLang) or what the rest leaves (TensorRT-LLM). */
  readonly utilisationOf?: 'memory' | 'remainder';
  readonly devices: number;
  /** All weights once; they are divided among the devices. */
  readonly weightBytes: Bytes;
  /** Peak of activations on one device. */
  readonly activationBytes: Bytes;
  /** Runtime, communication and driver on one device. */
  readonly overheadBytes: Bytes;
  /** What one sequence takes on one device. */
  readonly bytesPerSequenceAndDevice: Bytes;
}

export interface MemoryBudget {
  readonly weightBytesPerDevice: Bytes;
  /** Room for KV cache on one device; negative where the rest does not even fit. */
  readonly poolBytesPerDevice: Bytes;
  /** Whole sequences that fit at once. */
  readonly sequences: number;
}

/**
 * Room for KV cache and sequences that fit.
 *
 *     pool = memory × utilisation − weights ÷ devices − activations − overhead          per device
 *     pool = (memory − weights ÷ devices − activations − overhead) × utilisation          TensorRT-LLM
 *     sequences = ⌊pool ÷ bytes per sequence and device⌋
 *
 * Example: Llama 3.1 8B in bf16 on one H100 (79.18 GiB visible, 0.90): 71.26 − 14.99 − 4.76 − 0.13 GiB leave the 51.38
 * GiB that vLLM reported.
 * The first is vLLM's and SGLang's rule. Ignores CUDA graphs (−0.9 … 1.0 GiB in
 * published measurements) and fragmentation. Source: llm-d-planner docs/empirical-vllm-memory-results.md.
 */
export function memoryBudget({
  memoryBytes,
  utilisationRatio,
  utilisationOf = 'memory',
  devices,
  weightBytes,
  activationBytes,
  overheadBytes,
  bytesPerSequenceAndDevice,
}: MemoryBudgetRequest): MemoryBudget {
  const weightBytesPerDevice = weightBytes / devices;
  const beside = weightBytesPerDevice + activationBytes + overheadBytes;
  const poolBytesPerDevice =
    utilisationOf === 'memory' ? memoryBytes * utilisationRatio - beside : (memoryBytes - beside) * utilisationRatio;
  const sequences =
    bytesPerSequenceAndDevice > 0 ? Math.max(0, Math.floor(poolBytesPerDevice / bytesPerSequenceAndDevice)) : 0;
  return { weightBytesPerDevice, poolBytesPerDevice, sequences };
}
