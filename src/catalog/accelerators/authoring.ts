import type { Accelerator, MemoryKind, RentalPrice } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { assumed } from '../provenance.ts';

/** The one way to write a row. Figures are written in the units of data sheets; links in one direction. */

export interface AcceleratorRow {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly year: number;
  readonly memoryKind?: MemoryKind;
  readonly memoryGb: Fact<number>;
  readonly bandwidthTbPerS: Fact<number>;
  readonly fp16Tflops?: Fact<number>;
  readonly fp8Tflops?: Fact<number>;
  readonly fp4Tflops?: Fact<number>;
  readonly scaleUpGbPerS?: Fact<number>;
  readonly hostLinkGbPerS?: Fact<number>;
  readonly tdpWatts?: Fact<number>;
  readonly allInKilowatts?: Fact<number>;
  readonly purchaseUsd?: Fact<number>;
  readonly rentals?: readonly RentalPrice[];
  readonly notes?: readonly string[];
}

const KILO = 1e3;
const GB = 1e9;
const TERA = 1e12;
/** Said with every capacity. */
const MARKETED = 'The GB of the data sheet read as 10⁹ bytes; where its maker means 2³⁰, it is 7.4 % more.';
const SHARED = 'Shared with the processor and the system, which need a part of it.';
const YEAR = 'Year of first delivery, or the announced one, as remembered: it orders lists and enters no calculation.';

export function accelerator({
  id,
  name,
  vendor,
  year,
  memoryKind = 'device',
  memoryGb,
  bandwidthTbPerS,
  rentals = [],
  notes = [],
  ...row
}: AcceleratorRow): Accelerator {
  return {
    id,
    name,
    vendor,
    introducedIn: assumed(year, YEAR),
    memoryKind,
    memoryBytes: {
      ...times(memoryGb, GB),
      note: sentences(memoryGb.note, memoryKind === 'unified' ? SHARED : undefined, MARKETED),
    },
    memoryBandwidthBytesPerSecond: times(bandwidthTbPerS, TERA),
    fp16FlopsPerSecond: timesIfKnown(row.fp16Tflops, TERA),
    fp8FlopsPerSecond: timesIfKnown(row.fp8Tflops, TERA),
    fp4FlopsPerSecond: timesIfKnown(row.fp4Tflops, TERA),
    scaleUpBytesPerSecond: timesIfKnown(row.scaleUpGbPerS, GB),
    hostLinkBytesPerSecond: timesIfKnown(row.hostLinkGbPerS, GB),
    tdpWatts: row.tdpWatts ?? null,
    allInWatts: timesIfKnown(row.allInKilowatts, KILO),
    purchaseUsd: row.purchaseUsd ?? null,
    rentals,
    notes,
  };
}

function timesIfKnown(figure: Fact<number> | undefined, factor: number): Fact<number> | null {
  return figure ? times(figure, factor) : null;
}

/** Figures of data sheets have few digits: what is left behind the point is noise of the multiplication. */
function times(figure: Fact<number>, factor: number): Fact<number> {
  return { ...figure, value: Math.round(figure.value * factor) };
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
