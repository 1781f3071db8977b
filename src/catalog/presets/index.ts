import { BENCHMARK_AGENTS } from './benchmark-agents.ts';
import { CHAT_PRODUCT } from './chat-product.ts';
import { CODING_SESSION } from './coding-session.ts';
import { CODING_SWARM } from './coding-swarm.ts';
import { DOCUMENT_RAG } from './document-rag.ts';
import { NESTED_SWARM } from './nested-swarm.ts';
import { RESEARCH_SESSIONS } from './research-sessions.ts';
import { THOUSAND_TURNS } from './thousand-turns.ts';
import type { WorkloadPreset } from './workload-preset.ts';

export type { WorkloadPreset } from './workload-preset.ts';

/** The first is what a visitor starts with. */
export const PRESETS: readonly WorkloadPreset[] = [
  CODING_SWARM,
  CODING_SESSION,
  CHAT_PRODUCT,
  DOCUMENT_RAG,
  THOUSAND_TURNS,
  NESTED_SWARM,
  RESEARCH_SESSIONS,
  BENCHMARK_AGENTS,
];

const BY_ID: ReadonlyMap<string, WorkloadPreset> = new Map(PRESETS.map((preset) => [preset.id, preset]));

export function presetById(id: string): WorkloadPreset | undefined {
  return BY_ID.get(id);
}
