import type { BenchRecord, BenchWarning } from '../../domain/bandwidth/measurement.ts';
import type { DecodeBound } from '../../domain/bandwidth/decode-bound.ts';
import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import type { Explanation } from '../../domain/explain.ts';
import type { Fact } from '../../domain/fact.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';

/** What the Bench page says of a measured bandwidth. */

/** One measured figure: the graphics card's or the processor's, never both in one. */
export interface MeasuredFigure {
  readonly part: 'gpu' | 'cpu';
  readonly bytesPerSecond: number;
  /** Measured in this visit, or carried in a link by somebody else's machine. */
  readonly origin: 'record' | 'link';
  readonly warnings: readonly BenchWarning[];
}

/** What was measured of a record, part by part. `null`: not asked for, or it failed. */
export interface MeasuredFigures {
  readonly gpu: MeasuredFigure | null;
  readonly cpu: MeasuredFigure | null;
}

export interface BenchQuestion {
  readonly scenario: Scenario;
  readonly book: OfferBook;
  /** `null`: nothing is measured yet. Data sheets are shown all the same. */
  readonly measured: MeasuredFigure | null;
  /** The card that the visitor confirmed; `null` before that. */
  readonly confirmedCardId: string | null;
  /** At most five are drawn beside the scenario's own model. */
  readonly otherModelIds: readonly string[];
  /** The named machines of `NAMED_ACCELERATOR_IDS` where it is left out. */
  readonly acceleratorIds?: readonly string[];
}

/** How a share of the data sheet's figure reads. */
export type ShareReading = 'above-data-sheet' | 'good' | 'fair' | 'limited';

/** The measured figure beside the data sheet's. No figure is given before a card is confirmed. */
export type ShareOfDataSheet =
  | { readonly status: 'not-measured' }
  /** No card is confirmed: nothing that was only guessed is shown. */
  | { readonly status: 'unconfirmed' }
  /** The card is confirmed, and its bandwidth is none of its own; or the figure is the processor's. */
  | { readonly status: 'no-figure'; readonly cardName: string; readonly reason: string }
  | {
      readonly status: 'known';
      readonly card: GraphicsCard;
      readonly dataSheetBytesPerSecond: Fact<number>;
      readonly shareRatio: Ratio;
      readonly reading: ShareReading;
      /** The reading in a sentence. */
      readonly sentence: string;
      readonly explanation: Explanation;
    };

/** A machine and what it reads in a second. */
export interface BoundMachine {
  /** `measured`, or the id of an accelerator. */
  readonly id: string;
  readonly name: string;
  /** Never mixed: the page marks every row and curve with it. */
  readonly origin: 'measured' | 'data-sheet';
  /** Of one unit. */
  readonly bytesPerSecond: number;
  /** `null` for what was measured here. */
  readonly provenance: Fact<number> | null;
  /** That hold the weights and one sequence of the scenario's context; 1 for what was measured, whether or not it does. */
  readonly units: number;
  /** Of all units together. */
  readonly aggregateBytesPerSecond: number;
  readonly memoryKind: 'device' | 'unified' | 'on-chip' | 'unknown';
  /** Of one unit; `null` where a browser does not tell. */
  readonly memoryBytes: Bytes | null;
  /** The longest context that these units hold; `null`: not known. */
  readonly mostTokens: Tokens | null;
}

/** A machine with the scenario's model on it. */
export interface MachineBound {
  readonly machine: BoundMachine;
  /** At the scenario's context. All units reading at once: by a data sheet nothing is faster; of what was measured, see the caveats. */
  readonly bound: DecodeBound;
  /** Where layers are split over units, one sequence is read by one unit at a time; the same as `bound` for one unit. */
  readonly boundByLayers: DecodeBound;
  /** Ends where the units' memory ends. */
  readonly curve: readonly DecodeBound[];
  readonly explanation: Explanation;
}

/** A machine that cannot be shown, and why. */
export interface MachineUnknown {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

/** A model on the measured machine. */
export interface ModelBound {
  /** `null` for a geometry that was typed or read from a config. */
  readonly modelId: string | null;
  readonly name: string;
  readonly isScenarios: boolean;
  readonly weightFormat: WeightFormat;
  /** What its checkpoint is published in, where that is another; `null` where it is the same or not known. */
  readonly publishedFormat: WeightFormat | null;
  /** All of them, which memory must hold. */
  readonly totalWeightBytes: Bytes | null;
  readonly maxContextTokens: Tokens | null;
  readonly bound: DecodeBound;
  /** The model's maximum, where the scenario's context is beyond it. */
  readonly exceedsContextTokens: Tokens | null;
  /** To the model's maximum. */
  readonly curve: readonly DecodeBound[];
  /** What about these bytes is taken rather than known. */
  readonly notes: readonly string[];
  readonly explanation: Explanation;
}

export interface ModelUnknown {
  readonly modelId: string | null;
  readonly name: string;
  readonly isScenarios: boolean;
  readonly reason: string;
}

/** Prefill of a prompt, which arithmetic bounds; `null` seconds where no peak, or no share of it that prefill reaches, is known. */
export interface PrefillAtLength {
  readonly seconds: { readonly low: Seconds; readonly typical: Seconds; readonly high: Seconds } | null;
  /** Why there are none. */
  readonly why: string | null;
  /** Attention of layers whose queries are not known is missing from the seconds. */
  readonly isLowerBound: boolean;
  /** Reading once every weight that the prompt uses takes this long, however fast the arithmetic. */
  readonly atLeastSeconds: Seconds;
}

export interface AtLength {
  readonly contextTokens: Tokens;
  readonly prefill: PrefillAtLength;
  /** One more token behind it. */
  readonly decode: DecodeBound;
  /** Of the bytes that one more token reads. */
  readonly kvShareRatio: Ratio;
}

/** A short and a long context on one machine. */
export interface LengthsOnMachine {
  readonly machine: BoundMachine;
  readonly short: AtLength;
  readonly long: AtLength;
  /** Long ÷ short, of the time to decode one token. */
  readonly decodeRatio: Ratio;
  /** Long ÷ short, of the time to prefill; `null` where that is not known. */
  readonly prefillRatio: Ratio | null;
  /** Long − short of one token, and what of it is which. */
  readonly difference: {
    readonly decodeSeconds: Seconds;
    readonly weightSeconds: Seconds;
    readonly kvSeconds: Seconds;
    /** Typical; `null` where that is not known. */
    readonly prefillSeconds: Seconds | null;
  };
}

export interface LengthComparison {
  readonly shortTokens: Tokens;
  /** 100,000, or the model's maximum where it takes less. */
  readonly longTokens: Tokens;
  readonly rows: readonly LengthsOnMachine[];
}

/** What the page has to say however good the figures are. */
export interface BenchCaveat {
  readonly id:
    | 'upper-bound'
    | 'measured-bound'
    | 'one-sequence'
    | 'capacity'
    | 'units'
    | 'fits-unknown'
    | 'not-the-gpu'
    | 'data-sheet'
    | 'warnings';
  readonly sentence: string;
}

export interface BenchView {
  readonly status: 'ok';
  readonly measured: MeasuredFigure | null;
  readonly contextTokens: Tokens;
  readonly share: ShareOfDataSheet;
  /** On the measured machine; the scenario's model first. Empty while nothing is measured. */
  readonly models: readonly (ModelBound | ModelUnknown)[];
  /** The scenario's model on the measured machine, then on the named ones. */
  readonly machines: readonly (MachineBound | MachineUnknown)[];
  /** `null` where the scenario's model says too little. */
  readonly lengths: LengthComparison | null;
  /** All weights of the scenario's model and one sequence of its context: what memory must hold. `null`: not known. */
  readonly neededBytes: Bytes | null;
  readonly caveats: readonly BenchCaveat[];
}

export type BenchAnswer =
  BenchView | { readonly status: 'impossible'; readonly field: string; readonly message: string };

/** Signatures of what the page calls; the functions are in the files named. */

/** `measured-figures.ts` */
export type MeasuredFiguresOf = (record: BenchRecord) => MeasuredFigures;
/** `evaluate-bench.ts` */
export type EvaluateBench = (question: BenchQuestion) => BenchAnswer;
