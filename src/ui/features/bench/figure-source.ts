import type { BenchRecord } from '../../../domain/bandwidth/measurement.ts';
import type { MeasuredFigure } from '../../../evaluate/bench/bench-view.ts';
import { mayBeTooHigh, measuredFigures } from '../../../evaluate/bench/measured-figures.ts';
import {
  carriedFigureOf,
  figureOfCarried,
  gpuFigureOf,
  isSameFigure,
  leadingPart,
  type CarriedFigure,
} from '../../../state/measured-figure.ts';
import { PART_WORDS } from './bench-words.ts';

/** Which figure the page reckons with. */
export type FigureSource = 'gpu' | 'cpu' | 'link';

export interface SourcedFigure {
  readonly source: FigureSource;
  readonly label: string;
  readonly figure: MeasuredFigure;
}

/** Whether what a scenario carries is the record's own figure, whatever card was confirmed for it. */
export function isOwnFigure({ record, carried }: { record: BenchRecord | null; carried: CarriedFigure }): boolean {
  const own = record && carriedFigureOf({ record, part: carried.processor, cardId: carried.cardId });
  return own !== null && isSameFigure(own, carried);
}

/** Every figure there is, the likeliest to be meant first: what was just measured, then what the scenario carries. */
export function figureSources({
  record,
  carried,
}: {
  record: BenchRecord | null;
  carried: CarriedFigure | null;
}): readonly SourcedFigure[] {
  const { gpu, cpu } = record ? measuredFigures(record) : { gpu: null, cpu: null };
  const own: SourcedFigure[] = [];
  // Software in place of a card has no figure of memory.
  if (gpu && gpuFigureOf(record)) own.push({ source: 'gpu', label: PART_WORDS.gpu.name, figure: gpu });
  if (cpu) own.push({ source: 'cpu', label: PART_WORDS.cpu.name, figure: cpu });
  if (leadingPart(record) === 'cpu') own.reverse();
  if (carried === null || isOwnFigure({ record, carried })) return own;
  const label = `From the link: ${PART_WORDS[carried.processor].name.toLowerCase()}`;
  return [...own, { source: 'link', label, figure: figureOfCarried(carried) }];
}

/** `at least`, as long as nothing but memory answered; `about` where a cache may have helped. */
export function claimWord(warnings: readonly string[]): 'at least' | 'about' {
  return mayBeTooHigh(warnings) ? 'about' : 'at least';
}
