import type { Fact } from '../../domain/fact.ts';
import type { FactSpread } from '../../domain/warehouse/tier.ts';
import { assumed, derived, measured } from '../provenance.ts';
import { LLM_D_GLM, LLM_D_PEERS, VLLM_OFFLOADING } from './sources.ts';

/**
 * From asking for a prefix to its first byte, as measured in a serving engine: a device answers within microseconds, but
 * no engine fetches KV cache so soon. An engine's own time per request is inside; it must not be added again.
 */

export function always(seconds: Fact<number>): FactSpread<number> {
  return { low: seconds, typical: seconds, high: seconds };
}

const FITTED: Fact<number> = derived(
  0.0127,
  VLLM_OFFLOADING,
  'Least squares through its eight published load times of 10K to 100K tokens: 12.7 ms and 22.8 ms per GB.',
);
const SLOW_BUT_GOOD = 'Between the 12.7 ms that vLLM takes from memory and the 22 ms that llm-d takes from a peer.';

/** Memory of the same node. */
export const NODE_MEMORY_FLOOR: FactSpread<number> = {
  low: assumed(0.0001, 'What starting a copy inside a node takes, as remembered; nobody published an engine so fast.'),
  typical: FITTED,
  high: assumed(0.025, 'Twice what was measured: fetches in many small blocks take longer.'),
};

/** Where the path through the engine is that of memory and nobody measured another. */
export const AS_NODE_MEMORY: FactSpread<number> = {
  low: assumed(0.0001, 'As from memory of the node: the software is the same, and takes far longer than the device.'),
  typical: assumed(FITTED.value, 'As from memory of the node: the software is the same.'),
  high: assumed(0.025, 'As from memory of the node: the software is the same.'),
};

export const PEER_FLOOR: FactSpread<number> = {
  low: measured(0.022, LLM_D_PEERS, 'gpt-oss-120b: 21.9 ms and 4.32 µs per token.'),
  typical: measured(0.022, LLM_D_PEERS, 'gpt-oss-120b: 21.9 ms and 4.32 µs per token.'),
  high: measured(1.3, LLM_D_PEERS, '1.2 to 1.3 s where GLM-5.2 was served; the article leaves open why.'),
};

/** Restoring 45,000 tokens, 2.02 GB, took 59 ms, of which 26 ms per GB are 52.5. */
export const GLM_RESTORE_FLOOR: FactSpread<number> = always(
  derived(0.0065, LLM_D_GLM, '59 ms for 2.02 GB (45,000 tokens), less 26 ms per GB.'),
);

/** Drives of the node or of others: nobody has published one by itself. */
export const DRIVE_FLOOR: FactSpread<number> = {
  low: assumed(0.0127, 'No sooner than from memory of the node, whose software it goes through.'),
  typical: assumed(0.02, SLOW_BUT_GOOD),
  high: assumed(1.2, 'What a poorly tuned path took between peers; a drive is no faster.'),
};

export const FAST_OBJECT_FLOOR: FactSpread<number> = {
  low: assumed(0.008, 'As S3 Express answers.'),
  typical: assumed(0.025, 'Between S3 Express and S3 Standard; the article gives bandwidth only.'),
  high: assumed(0.1, 'As S3 Standard answers.'),
};
