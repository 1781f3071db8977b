import type { Fact } from '../../domain/fact.ts';
import type { EngineSettings } from '../../domain/kv-cache/engine/engine.ts';
import type { LayerGroup, LayerKind } from '../../domain/kv-cache/layer-group.ts';
import type { KvDtype, ScaledDtype } from '../../domain/kv-cache/precision.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';

/**
 * The proof: sizes that others published, each with a description of how the core is to compute the same size. A case
 * says what to ask, never what to answer; `src/evaluate/kv-proof.ts` asks.
 */

/** Units as their publishers print them. */
export type ProofUnit =
  | 'B'
  | 'MiB'
  | 'GiB'
  | 'GB'
  | 'B/token'
  | 'KiB/token'
  | 'B/token/layer'
  | 'B/element'
  | 'elements'
  | 'tokens'
  | 'blocks'
  | 'ratio'
  | '%';

/**
 * How a model's layers differ from the catalogue's in one case: because a figure counts only some of them, or because an
 * engine made a mistake that its figure shows.
 */
export type Alteration =
  /** Only groups of this kind; for compressed ones of this ratio. */
  | { readonly kind: 'only'; readonly layers: LayerKind; readonly ratio?: number }
  /** One layer of each group. */
  | { readonly kind: 'one-layer' }
  /** Index keys are in a pool of their own that the figure does not count. */
  | { readonly kind: 'without-index' }
  /** The recurrent state without the inputs of its convolution. */
  | { readonly kind: 'without-convolution' }
  /** The engine's operator chose another type for the recurrent state. */
  | { readonly kind: 'state-bytes'; readonly bytesPerElement: Bytes }
  /** The engine keeps every token of a layer that needs a window only. */
  | { readonly kind: 'windows-as-full' }
  /** The engine keeps keys and values of every head in place of the latent. */
  | { readonly kind: 'expanded-latent'; readonly heads: number; readonly kDim: number; readonly vDim: number };

/** The layers a case is about: a model of the catalogue, or what the publisher says of a model that is not in it. */
export type ProofGeometry = (
  { readonly modelId: string } | { readonly modelName: string; readonly groups: Fact<readonly LayerGroup[]> }
) & { readonly altered?: readonly Alteration[] };

/** A cache as one rank of a tensor-parallel group holds it. */
export interface ProofCache {
  readonly geometry: ProofGeometry;
  readonly dtype: KvDtype;
  /** Absent: 1, which is one whole copy. */
  readonly ranks?: number;
  readonly draftLayers?: number;
  /** Only the draft layers count. */
  readonly part?: 'draft';
  /** Absent: logical bytes, as no engine rounds them. */
  readonly engine?: EngineSettings;
}

/** Formats whose elements take the same bytes in every record. */
export type PlainDtype = Exclude<KvDtype, ScaledDtype>;

/** Which size the core is asked for. */
export type Computation =
  | { readonly kind: 'bytes-per-token'; readonly cache: ProofCache }
  | { readonly kind: 'elements-per-token'; readonly geometry: ProofGeometry }
  | {
      readonly kind: 'bytes';
      readonly cache: ProofCache;
      readonly contextTokens: Tokens;
      readonly sequences?: number;
    }
  /** Blocks that one sequence takes. */
  | { readonly kind: 'blocks'; readonly cache: ProofCache; readonly contextTokens: Tokens }
  /** Bytes of one block, all layers together. */
  | { readonly kind: 'block-bytes'; readonly cache: ProofCache }
  /** Tokens of a block, which states may have made larger. */
  | { readonly kind: 'block-tokens'; readonly cache: ProofCache }
  /** Share by which a state is padded to fill a block. */
  | { readonly kind: 'state-padding'; readonly cache: ProofCache }
  /** Bytes that a sequence takes whatever its length. */
  | { readonly kind: 'fixed-bytes'; readonly cache: ProofCache }
  /** Tokens that fit, in whole blocks; windows and states not deducted. */
  | { readonly kind: 'tokens-in-pool'; readonly cache: ProofCache; readonly poolBytes: Bytes }
  /** Bytes moved to decode one token: the cache read once, a state read and written back. */
  | {
      readonly kind: 'decode-reads';
      readonly cache: ProofCache;
      readonly contextTokens: Tokens;
      /** Where layers that keep the whole context are in another precision than the rest. */
      readonly wholeContextDtype?: KvDtype;
    }
  | { readonly kind: 'bytes-per-element'; readonly dtype: PlainDtype }
  | { readonly kind: 'ratio'; readonly part: Computation; readonly whole: Computation }
  /** 1 − to ÷ from. */
  | { readonly kind: 'reduction'; readonly to: Computation; readonly from: Computation };

interface CaseBasics {
  readonly id: string;
  /** As the publisher names it. */
  readonly model: string;
  readonly quantity: string;
  readonly settings: string;
  /** In `unit`. */
  readonly published: Fact<number>;
  readonly unit: ProofUnit;
  /** How far off the figure may be for its digits or its conditions; 0 is to the byte. */
  readonly toleranceRatio: number;
  /** The publisher's arithmetic in our words, for a reader to follow. */
  readonly formula: string;
  readonly note?: string;
  readonly computation: Computation;
}

/** How precise a published figure is: to the byte, to its digits, or only about so much. */
export type Precision = 'exact' | 'rounded' | 'approximate';

export interface SoundCase extends CaseBasics {
  readonly precisionClass: Precision;
}

/** A published figure that another of the same publisher contradicts. */
export interface SuspectCase extends CaseBasics {
  readonly precisionClass: 'suspect';
  /** What the figure would have to be by the other one, in the same unit. */
  readonly contradictedBy: Fact<number>;
  readonly reason: string;
}

export type KvProofCase = SoundCase | SuspectCase;

/** A figure in public use that is wrong, or a rule of which no figure can come out right. */
export type WrongFigure = {
  readonly id: string;
  readonly tool: string;
  readonly model: string;
  readonly why: string;
} & (
  | {
      readonly kind: 'figure';
      /** In `unit`. */
      readonly shows: Fact<number>;
      readonly unit: ProofUnit;
      readonly settings?: string;
      readonly correct: Computation;
    }
  | { readonly kind: 'rule'; readonly shows: Fact<string> }
);
