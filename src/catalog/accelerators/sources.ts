import type { Fact } from '../../domain/fact.ts';
import { assumed, derived, published } from '../provenance.ts';
import type { Source } from '../sources.ts';

/** Where the figures of accelerators come from. A reading turns a figure of that source into a fact. */

export type Reading = (figure: number, note?: string) => Fact<number>;

export function sourceOf(text: string): Source {
  return { text, checkedOn: '2026-11-20' };
}

function readIn(text: string): Reading {
  return (figure, note) => published(figure, sourceOf(text), note);
}

/** Reports on a product rather than figures of its maker. */
function secondHand(text: string): Reading {
  const read = readIn(text);
  return (figure, note) => read(figure, withNote('Second hand: not read at the maker.', note));
}

function withNote(first: string, note: string | undefined): string {
  return note === undefined ? first : `${first} ${note}`;
}

export const AICONFIGURATOR = readIn('ai-dynamo/aiconfigurator@095f58a systems/*.yaml');
/** Its comment: all rates dense, scale-up per GPU and in one direction. */
export const INFERENCEX = readIn('SemiAnalysisAI/InferenceX-app@77ca49a packages/app/src/lib/gpu-specs.ts');
/** Utility power per GPU, all in. */
export const INFERENCEX_POWER = readIn('SemiAnalysisAI/InferenceX-app@77ca49a packages/app/src/lib/constants.ts');
export const INFERENCEX_ARTICLE = readIn('SemiAnalysisAI/InferenceX-app, InferenceMAX article');
export const HUGGING_FACE = readIn('huggingface/huggingface.js@fe42e68 packages/tasks/src/hardware*.ts');
export const LLM_ANALYSIS = readIn('cli99/llm-analysis@d841e40 gpu_configs/*.json');
export const LLM_SERVING_SIM = readIn('casys-kaist/LLMServingSim@5daddb2 configs');

export const POLYGLOT = secondHand('jeffcarp.github.io/ml-hyperpolyglot/accelerators.html');
export const AWESOME_AGENTS = secondHand('awesomeagents.ai/hardware');
export const HELIOS_NOTES = secondHand('jaredwatkins.com/research/ai-accelerators/amd-instinct/mi400-helios');
export const CHIP_BATTLE = secondHand('susiloharjo.web.id, 2026 chip battle');
export const GAUDI_LAUNCH = secondHand('pcguia.pt, launch of Gaudi 3 (April 2024)');
export const YOBITEL = secondHand('yobitel.com, knowledge base');
export const TRAINIUM_REPORT = secondHand('servernews.ru/1133303');
export const TRAINIUM_3 = secondHand('tomshardware.com, Trainium3 (December 2025)');
export const GROQ_3 = secondHand('voice.lapaas.com and allthingsgeek.me on the Groq 3 LPU at GTC 2026');
export const APPLE_BANDWIDTHS = secondHand('llmcheck.net, table of Apple Silicon bandwidths');
export const M5_REPORT = secondHand('pkpressclub.com, copy of TechRadar on the M5');

export const GAUDI_KIT: Reading = (figure, note) =>
  derived(figure, sourceOf('y-ic.de, launch of Gaudi 3: $125,000 for a kit of eight'), note);

export const recalled: Reading = (figure, note) =>
  assumed(figure, withNote('As the maker’s data sheet is remembered; it was not read again.', note));

/** Sources differ, or speak of what was not on sale when they were written. */
export const doubtful: (figure: number, reason: string) => Fact<number> = assumed;

/** A figure of a source that itself does not know it: shown as assumed, with the source's name. */
export function doubted(figure: Fact<number>, reason: string): Fact<number> {
  return { ...figure, kind: 'assumed', note: figure.note === undefined ? reason : `${figure.note} ${reason}` };
}
