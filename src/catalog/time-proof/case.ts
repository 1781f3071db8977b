import type { Fact } from '../../domain/fact.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Ratio, Seconds, Tokens, Usd, UsdPerMTok } from '../../domain/units.ts';

/**
 * The proof of times: times, rates and sums that others published, each with a description of how the core is to compute the
 * same. A case says what to ask, never what to answer; `src/evaluate/cluster/time-proof.ts` asks.
 */

/** What a figure is about, and so what its error means. */
export const TIME_GROUPS = ['computed', 'loaded', 'speed-up', 'rate', 'busy', 'fleet', 'claim'] as const;
export type TimeGroup = (typeof TIME_GROUPS)[number];

/** `factor`: times as fast. `change`: a share more or less, as −0.18. */
export type TimeUnit =
  'seconds' | 'factor' | 'change' | 'tokensPerSecond' | 'requestsPerSecond' | 'tokens' | 'nodes' | 'usd' | 'usdPerMTok';

/** How exactly a figure is known: printed, said in passing, read off a chart, a maker's claim, or worked out of others. */
export type TimeGrade = 'table' | 'text' | 'chart' | 'claim' | 'worked-out';

/**
 * `comparable`: the core computes what was measured, and its error counts. `waits`: the figure holds waiting, of which the core
 * takes a rule of thumb. `sign`: only whether loading wins can be compared. `beside`: both stand side by side, and neither proves the
 * other. None of these errors counts. `none`: what would be needed was not published.
 */
export type Comparison = 'comparable' | 'waits' | 'sign' | 'beside' | 'none';

/** A model on some accelerators, as one publisher ran it. Figures of one machine are fitted with one MFU. */
export interface ProofMachine {
  readonly id: string;
  readonly name: string;
  /** Of the catalogue; the model itself, or one with the same layers. */
  readonly modelId: string;
  readonly acceleratorId: string;
  /** That work on one prompt together. */
  readonly devices: number;
  /** `null`: what the checkpoint is published in. */
  readonly weightFormat: WeightFormat | null;
  readonly dtype: KvDtype;
  /** What a token takes where the publisher says so; `null`: what the model's layers come to. */
  readonly bytesPerToken: Fact<Bytes> | null;
  /** The tier of the catalogue that its caches come from. */
  readonly tierId: string | null;
  /** Floor and bandwidth that its own loads come to. */
  readonly fittedPath: Fact<{ readonly floorSeconds: Seconds; readonly bytesPerSecond: number }> | null;
}

/** A prompt, and how much of it is in the cache. */
export interface ProofPrompt {
  readonly promptTokens: Tokens;
  readonly cachedTokens: Tokens;
}

/**
 * A rule of thumb for waiting, where prompts are computed one after the other. `in-flight`: so many at any time, so that each
 * takes as long as all of them. `all-at-once`: so many come together, and on average wait for half of the others.
 */
export interface Waiting {
  readonly kind: 'in-flight' | 'all-at-once';
  readonly requests: number;
}

/** What the core is asked for. */
export type TimeComputation =
  /** Mean time to first token of prompts of which a part may be cached. */
  | {
      readonly kind: 'ttft';
      readonly machine: ProofMachine;
      readonly prompts: readonly ProofPrompt[];
      readonly waiting: Waiting | null;
    }
  /** From the first prompt to the last, one after the other. */
  | { readonly kind: 'finish'; readonly machine: ProofMachine; readonly prompts: readonly ProofPrompt[] }
  /** Prompt tokens, or requests, that one machine gets through a second. */
  | {
      readonly kind: 'rate';
      readonly machine: ProofMachine;
      readonly prompts: readonly ProofPrompt[];
      readonly per: 'token' | 'request';
    }
  | { readonly kind: 'load'; readonly machine: ProofMachine; readonly promptTokens: Tokens }
  /** Computing ÷ loading, where what an engine needs with everything in HBM is known as a factor of its own. */
  | {
      readonly kind: 'speed-up';
      readonly machine: ProofMachine;
      readonly promptTokens: Tokens;
      readonly hbmFactor: number;
      /** `null`: of HBM, which nothing is loaded from. */
      readonly tierId: string | null;
      /** `seconds`: the loading side of it. */
      readonly asks: 'factor' | 'seconds';
    }
  /** Loading ÷ computing − 1: below 0 loading wins. */
  | {
      readonly kind: 'gain';
      readonly machine: ProofMachine;
      readonly promptTokens: Tokens;
      readonly floorSeconds: Seconds;
      readonly bytesPerSecond: number;
    }
  /** The length from which on loading is faster, at a steady rate of computing. */
  | {
      readonly kind: 'crossover';
      readonly floorSeconds: { readonly low: Seconds; readonly high: Seconds };
      readonly prefillTokensPerSecond: { readonly low: number; readonly high: number };
      readonly bytesPerToken: Bytes;
      readonly bytesPerSecond: number;
    }
  /** Pulling ÷ computing − 1 of a length, at the same. */
  | {
      readonly kind: 'pull-gain';
      readonly promptTokens: Tokens;
      readonly floorSeconds: { readonly low: Seconds; readonly high: Seconds };
      readonly prefillTokensPerSecond: { readonly low: number; readonly high: number };
      readonly bytesPerToken: Bytes;
      readonly bytesPerSecond: number;
    }
  | { readonly kind: 'restore'; readonly bytes: Bytes; readonly bytesPerSecond: number }
  | {
      readonly kind: 'nodes';
      readonly inputTokens: Tokens;
      readonly hitTokens: Tokens;
      readonly outputTokens: Tokens;
      readonly periodSeconds: Seconds;
      /** Of a node, hits included. */
      readonly inputTokensPerSecond: number;
      readonly outputTokensPerSecond: number;
      readonly isCacheUsed: boolean;
    }
  | {
      readonly kind: 'revenue';
      readonly lines: readonly { readonly tokens: Tokens; readonly usdPerMTok: UsdPerMTok }[];
    }
  | {
      readonly kind: 'rent';
      readonly gpus: number;
      readonly usdPerGpuHour: Usd;
      readonly hours: number;
    }
  | {
      readonly kind: 'usd-per-mtok';
      readonly gpus: number;
      readonly usdPerGpuHour: Usd;
      readonly tokensPerSecond: number;
    }
  | {
      readonly kind: 'harmonic';
      readonly missTokensPerSecond: number;
      readonly hitTokensPerSecond: number;
      readonly hitRatio: Ratio;
    }
  | {
      readonly kind: 'fleet-speed-up';
      readonly prefillRatio: Ratio;
      readonly hitRatioBefore: Ratio;
      readonly hitRatioAfter: Ratio;
    }
  /** Computing at a given MFU ÷ a published load. `seconds`: the computing alone. */
  | {
      readonly kind: 'claim';
      readonly machine: ProofMachine;
      readonly promptTokens: Tokens;
      readonly mfuRatio: { readonly low: Ratio; readonly typical: Ratio; readonly high: Ratio };
      readonly loadSeconds: Seconds;
      readonly asks: 'factor' | 'seconds';
    };

export interface TimeProofCase {
  readonly id: string;
  /** Figures of one experiment share it. */
  readonly pointId: string;
  readonly group: TimeGroup;
  readonly quantity: string;
  /** As the publisher names it. */
  readonly model: string;
  readonly settings: string;
  /** `null` where prompts differ or are not stated. */
  readonly promptTokens: Tokens | null;
  /** Requests at once; `null`: not stated, or not a number. */
  readonly concurrency: number | null;
  /** In `unit`. */
  readonly published: Fact<number>;
  readonly unit: TimeUnit;
  /** ISO 8601, a month where no more is known; `null`: the page does not say. */
  readonly publishedOn: string | null;
  readonly grade: TimeGrade;
  readonly comparison: Comparison;
  /** `null` where nothing can be computed; `why` says what is missing. */
  readonly computation: TimeComputation | null;
  /** Why the core's figure is off, or cannot be compared, in plain words. */
  readonly why: string | null;
}

/** A published figure that another contradicts, or that says something else than it seems to. */
export interface PublishedDoubt {
  readonly id: string;
  readonly pointIds: readonly string[];
  readonly title: string;
  readonly says: Fact<string>;
  readonly against: string;
}
