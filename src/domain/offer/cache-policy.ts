import type { Fact } from '../fact.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';

/** One life a seller lets a cached prefix have. */
export interface TtlOption {
  /** As the seller names it (`5m`, `1h`, `30m`, `12h`); `auto` where it names none. */
  readonly id: string;
  /** How long after its last use a prefix can be read. Where the seller does not say, an assumed window. */
  readonly seconds: Fact<Seconds>;
  /** What the figure means: a promised least life, an exact life, or an average nobody promises. */
  readonly semantics: 'minimum' | 'fixed' | 'best-effort';
  /** Whether a read starts the life again. Keep-warm pings work only where it does. */
  readonly refreshedByRead: boolean;
  /**
   * From when the life counts: the start of the request that wrote or read the prefix, its last use, or its first
   * write alone. Absent where the seller does not say.
   */
  readonly clock?: 'request-start' | 'last-use' | 'write';
}

/** What a seller's prompt cache does, apart from its prices. */
export interface CachePolicy {
  /** `automatic`: without being asked; `explicit`: only where the request marks it; `none`: caching is not sold. */
  readonly trigger: 'automatic' | 'explicit' | 'none';
  /** Shortest first. Empty exactly when the trigger is `none`. */
  readonly ttls: readonly TtlOption[];
  /**
   * Which prefixes can be read back. `any-prefix`: every common prefix (block hashing). `breakpoints`: only prefixes
   * that end where an earlier request set a mark, so agents that share a system prompt but differ after it share
   * nothing unless the end of the shared part is marked too.
   */
  readonly match: 'any-prefix' | 'breakpoints';
  /** Marks one request may set. 1 leaves room for the end of the prompt only. */
  readonly maxBreakpoints: number;
  /** Prompts shorter than this are not cached, silently. */
  readonly minPrefixTokens: Fact<Tokens>;
  /** Reads are rounded down to a multiple of this; 1 is exact. */
  readonly granularityTokens: Fact<Tokens>;
  /** Chance that a prefix still within its window is really found: 1 where the seller's rule is deterministic. */
  readonly hitRatio: Fact<Ratio>;
  /** Whether the seller guarantees that a prefix within its life is found. */
  readonly guaranteed?: Fact<boolean>;
  /** How far back from its end a prompt is searched for a prefix that was written before. */
  readonly lookBack?: Fact<{ readonly count: number; readonly unit: 'content blocks' | 'breakpoints' }>;
  /** Whether a shorter prefix is found where the longest is not; without it a miss at a mark is a miss of all. */
  readonly shorterPrefixFallback?: Fact<boolean>;
  /** How requests find the server that holds their prefix. */
  readonly affinity?: CacheAffinity;
  /** Set where prefixes are objects that a buyer creates, keeps and pays rent for. */
  readonly storageObject?: StorageObject;
  /** What makes the seller forget or miss a prefix, in words. */
  readonly invalidators?: readonly string[];
}

/** Routing that makes hits likelier. */
export interface CacheAffinity {
  /** What ties requests together: `prompt_cache_key`, a session, the provider last used. */
  readonly key: string;
  /** How long without a request the tie lasts; `null` where the seller does not say. */
  readonly stickyIdleSeconds: Fact<Seconds> | null;
}

/** A stored prefix: created at the write price of its TTL option, rented by the token-hour, found with certainty. */
export interface StorageObject {
  /** Life where the buyer names none. */
  readonly defaultSeconds: Fact<Seconds>;
  /** Rent is prorated to the life that was asked for. */
  readonly isProrated: boolean;
}
