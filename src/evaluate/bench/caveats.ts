import type { BenchCaveat, BoundMachine, MachineBound, MachineUnknown, MeasuredFigure } from './bench-view.ts';
import { isOfSoftware } from './measured-figures.ts';

/** What the page says however good the figures are. */
export function caveatsOf({
  measured,
  machines,
}: {
  measured: MeasuredFigure | null;
  machines: readonly (MachineBound | MachineUnknown)[];
}): readonly BenchCaveat[] {
  const shown = machines.flatMap((row) => ('machine' in row ? [row.machine] : []));
  return [
    {
      id: 'upper-bound',
      sentence:
        'An upper bound: nothing but reading takes time in it. Engines on accelerators read weights at about 70 % of the data sheet’s bandwidth, cache at 85 %.',
    },
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
    ...(shown.some(({ origin }) => origin === 'data-sheet')
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
