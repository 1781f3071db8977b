import type { Seconds, Tokens } from '../domain/units.ts';

/** Blocks of a request that were in the stack: `blocks` of them at distances `above` + 1 … `above` + `blocks`. */
export interface Reuse {
  /** Since the last access, start to start. */
  ageSeconds: Seconds;
  above: number;
  blocks: number;
  /** Whether the request's first and last block are among them. */
  first: boolean;
  last: boolean;
}

/** What a tally knows of the request whose blocks are being counted. */
export interface TalliedRequest {
  index: number;
  blockTokens: Tokens;
  inputTokens: Tokens;
  blocks: number;
  /** Tokens that the last block lacks to be full. */
  shortTokens: Tokens;
}
