import type { Fact } from '../../domain/fact.ts';

/**
 * Systems that keep KV caches outside of HBM, and codecs and kernels that make them smaller or faster, with the figures published
 * about them, one by one. Losses stand beside gains.
 */

/**
 * How well a figure is founded. `measured`: with a method that somebody else could follow. `vendor`: by who sells it, without one.
 * `code`: what the source code does. `unverified`: said of it, and not read at its source.
 */
export const SYSTEM_GRADES = ['measured', 'vendor', 'code', 'unverified'] as const;
export type SystemGrade = (typeof SYSTEM_GRADES)[number];

/** `change`: a ratio of change, −0.56 for 56 % less. `share`: of a whole, 0 to 1. `times`: a factor. */
export const SYSTEM_UNITS = [
  'times',
  'change',
  'share',
  'seconds',
  'bytes',
  'bytes-per-second',
  'tokens',
  'tokens-per-second',
  'flops-per-second',
  'usd-per-mtok',
  'count',
] as const;
export type SystemUnit = (typeof SYSTEM_UNITS)[number];

/** `loss`: keeping caches there was slower or dearer than not. `neither`: a property, no comparison. */
export const SYSTEM_OUTCOMES = ['gain', 'loss', 'neither'] as const;
export type SystemOutcome = (typeof SYSTEM_OUTCOMES)[number];

export interface SystemFigure {
  readonly quantity: string;
  readonly unit: SystemUnit;
  readonly published: Fact<number>;
  /** The same quantity without the system, where both are published. */
  readonly without: number | null;
  /** Model, machine, length: under what it was found. */
  readonly conditions: string;
  readonly grade: SystemGrade;
  readonly outcome: SystemOutcome;
  readonly url: string;
}

export interface CacheSystem {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  /** Where caches lie, and the way they take to the accelerator. */
  readonly path: string;
  readonly figures: readonly SystemFigure[];
}
