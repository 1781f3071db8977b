import type { BenchCaveat, BoundMachine, MachineBound, MachineUnknown, MeasuredFigure } from './bench-view.ts';
import { isOfSoftware, mayBeTooHigh } from './measured-figures.ts';

/** What the page says however good the figures are. */
export function caveatsOf({
  measured,
  machines,
}: {
  measured: MeasuredFigure | null;
  machines: readonly (MachineBound | MachineUnknown)[];
}): readonly BenchCaveat[] {
  const shown = machines.flatMap((row) => ('machine' in row ? [row.machine] : []));
  const hasDataSheets = shown.some(({ origin }) => origin === 'data-sheet');
  return [
    ...(hasDataSheets
      ? [
          {
            id: 'upper-bound' as const,
            sentence:
              '“At most” is an upper bound, by a data sheet: nothing but reading takes time in it. Engines on accelerators read weights at about 70 % of the data sheet’s bandwidth, cache at 85 %.',
          },
        ]
      : []),
    ...(measured === null ? [] : [{ id: 'measured-bound' as const, sentence: whyAbout(measured) }]),
    {
      id: 'one-sequence',
      sentence: 'One sequence by itself: several at once share the weights they read, and gain more tokens together.',
    },
    ...(measured === null ? [] : ofMeasured(measured)),
    ...(shown.some(isOnChip)
      ? [
          {
            id: 'capacity' as const,
            sentence:
              'On-chip memory is fast and small. Reading it is no longer what limits these machines: links, arithmetic and latency are, so their bound lies far above what they serve.',
          },
        ]
      : []),
    ...(shown.some(({ units }) => units > 1)
      ? [
          {
            id: 'units' as const,
            sentence:
              'Where a model takes several units, the bound is their bandwidth together, which one sequence gets only if every unit works on each of its tokens. Split by layers it gets that of one unit at a time; both are given. Rows with different numbers of units do not compare one with one.',
          },
        ]
      : []),
    ...(hasDataSheets
      ? [
          {
            id: 'data-sheet' as const,
            sentence:
              'What is marked “data sheet” was not measured: programs read 85 to 98 % of it, so compare it with the data sheet of your card rather than with what was measured.',
          },
        ]
      : []),
  ];
}

/** Two errors of opposite signs, so that what follows is neither a most nor a least. */
function whyAbout({ warnings }: MeasuredFigure): string {
  const about = '“About” is no bound: it takes reading as perfect, so that an engine gains less,';
  if (!mayBeTooHigh(warnings))
    return `${about} at the measured bandwidth, which is a lower bound of the memory’s, so that the memory may allow more.`;
  return warnings.includes('timers-disagree')
    ? `${about} at a measured bandwidth that a cache may have made too high, and the clock that was used too low.`
    : `${about} at a measured bandwidth that a cache may have made too high.`;
}

function ofMeasured(measured: MeasuredFigure): readonly BenchCaveat[] {
  const doubts = measured.warnings.filter(
    (warning) => warning !== 'software-adapter' && warning !== 'suspected-software',
  );
  const notTheGpu = whyNotTheGpu(measured);
  return [
    {
      id: 'fits-unknown',
      sentence:
        'A browser does not tell how much memory the machine has: whether it holds weights and cache is not known.',
    },
    ...(notTheGpu === null ? [] : [{ id: 'not-the-gpu' as const, sentence: notTheGpu }]),
    ...(doubts.length > 0
      ? [
          {
            id: 'warnings' as const,
            sentence: 'The measurement came with warnings; what follows from it is as uncertain.',
          },
        ]
      : []),
  ];
}

function whyNotTheGpu(measured: MeasuredFigure): string | null {
  if (measured.part === 'cpu') return 'Measured is the processor’s memory, not that of a graphics card.';
  return isOfSoftware(measured)
    ? 'The processor computed in place of a graphics card: the figure says how fast it computes, not what any memory reads.'
    : null;
}

function isOnChip({ memoryKind }: BoundMachine): boolean {
  return memoryKind === 'on-chip';
}
