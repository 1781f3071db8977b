import type { Accelerator, MemoryKind } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { assumed, published } from '../provenance.ts';

/** Sources of accelerators, and the one way to write a row. Figures are written in the units of data sheets. */

type Reading = (figure: number, note?: string) => Fact<number>;

function readIn(text: string): Reading {
  return (figure, note) => published(figure, { text, checkedOn: '2026-11-20' }, note);
}

/** Reports on a product rather than figures of its maker. */
function secondHand(text: string): Reading {
  const read = readIn(text);
  return (figure, note) => read(figure, sentences('Second hand: not read at the maker.', note));
}

export const AICONFIGURATOR = readIn('ai-dynamo/aiconfigurator@095f58a systems/*.yaml');
export const INFERENCEX = readIn('SemiAnalysisAI/InferenceX-app@77ca49a packages/app/src/lib/gpu-specs.ts');
export const HUGGING_FACE = readIn('huggingface/huggingface.js@fe42e68 packages/tasks/src/hardware*.ts');
export const LLM_ANALYSIS = readIn('cli99/llm-analysis@d841e40 gpu_configs/*.json');
export const LLM_SERVING_SIM = readIn('casys-kaist/LLMServingSim@5daddb2 configs');

export const POLYGLOT = secondHand('jeffcarp.github.io/ml-hyperpolyglot/accelerators.html');
export const AWESOME_AGENTS = secondHand('awesomeagents.ai/hardware');
export const HELIOS_NOTES = secondHand('jaredwatkins.com/research/ai-accelerators/amd-instinct/mi400-helios');
export const CHIP_BATTLE = secondHand('susiloharjo.web.id, 2026 chip battle');
export const GAUDI_LAUNCH = secondHand('pcguia.pt, launch of Gaudi 3 (April 2024)');
export const TRAINIUM_2 = secondHand('servernews.ru/1133303');
export const TRAINIUM_3 = secondHand('tomshardware.com, Trainium3 (December 2025)');
export const GROQ_3 = secondHand('voice.lapaas.com and allthingsgeek.me on the Groq 3 LPU at GTC 2026');
export const APPLE_BANDWIDTHS = secondHand('llmcheck.net, table of Apple Silicon bandwidths');
export const M5_REPORT = secondHand('pkpressclub.com, copy of TechRadar on the M5');

export const recalled: Reading = (figure, note) =>
  assumed(figure, sentences('As the maker’s data sheet is remembered; it was not read again.', note));

/** Sources differ, or speak of what was not on sale when they were written. */
export const doubtful: (figure: number, reason: string) => Fact<number> = assumed;

export interface AcceleratorRow {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly memoryKind?: MemoryKind;
  readonly memoryGb: Fact<number>;
  readonly bandwidthTbPerS: Fact<number>;
  readonly fp16Tflops?: Fact<number>;
  readonly fp8Tflops?: Fact<number>;
}

const GB = 1e9;
const TERA = 1e12;
/** Said with every capacity. */
const MARKETED = 'The GB of the data sheet read as 10⁹ bytes; where its maker means 2³⁰, it is 7.4 % more.';
const SHARED = 'Shared with the processor and the system, which need a part of it.';

export function accelerator({
  memoryKind = 'device',
  memoryGb,
  bandwidthTbPerS,
  fp16Tflops,
  fp8Tflops,
  ...names
}: AcceleratorRow): Accelerator {
  return {
    ...names,
    memoryKind,
    memoryBytes: {
      ...times(memoryGb, GB),
      note: sentences(memoryGb.note, memoryKind === 'unified' ? SHARED : undefined, MARKETED),
    },
    memoryBandwidthBytesPerSecond: times(bandwidthTbPerS, TERA),
    fp16FlopsPerSecond: fp16Tflops ? times(fp16Tflops, TERA) : null,
    fp8FlopsPerSecond: fp8Tflops ? times(fp8Tflops, TERA) : null,
  };
}

/** Figures of data sheets have few digits: what is left behind the point is noise of the multiplication. */
function times(figure: Fact<number>, factor: number): Fact<number> {
  return { ...figure, value: Math.round(figure.value * factor) };
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
