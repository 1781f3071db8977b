import type { Seconds } from '../../domain/units.ts';
import { BlockIdStreamBuilder, type Chaining } from '../prefix-chain.ts';
import type { RequestStream } from '../request-stream.ts';
import type { CodingSession } from './coding-session.ts';

/**
 * When each session begins if `slots` people play them back to back: slot s plays sessions s, s + slots, s + 2 slots, …,
 * and begins the next when the last response of the one before has ended. As many sessions are open at any time as there
 * are slots, until slots run out of sessions.
 * Example: three sessions of 10, 20 and 30 s in two slots begin at 0, 0 and 10 s.
 */
export function beginsInSlots({
  sessions,
  slots,
}: {
  sessions: readonly CodingSession[];
  slots: number;
}): readonly Seconds[] {
  if (!(Number.isSafeInteger(slots) && slots > 0))
    throw new RangeError(`${slots} slots: it must be a whole number above 0`);
  const freeSeconds = Array.from({ length: slots }, () => 0);
  return sessions.map(({ rows }, index) => {
    const begin = freeSeconds[index % slots] ?? 0;
    freeSeconds[index % slots] = rows.reduce((last, { endSeconds }) => Math.max(last, begin + endSeconds), begin);
    return begin;
  });
}

/**
 * The stream of sessions that share one cache, each from its begin on. Blocks of two sessions are never the same, since
 * each session counts its own. Ties in time go to the earlier session, then to the earlier row.
 * For a cache per session call it with one session at a time.
 */
export function sessionsStream({
  sessions,
  beginSeconds,
}: {
  sessions: readonly CodingSession[];
  /** Per session. Default: all begin at 0. */
  beginSeconds?: readonly Seconds[];
}): { readonly stream: RequestStream; readonly chaining: Chaining } {
  const blockTokens = sessions[0]?.blockTokens ?? 1;
  const builder = new BlockIdStreamBuilder({ blockTokens });
  for (const [index, session] of sessions.entries()) {
    if (session.blockTokens !== blockTokens)
      throw new RangeError(`${session.id} has blocks of ${session.blockTokens} tokens, not ${blockTokens}`);
    builder.startScope();
    const begin = beginSeconds?.[index] ?? 0;
    for (const { startSeconds, inputTokens, outputTokens, blockIds } of session.rows)
      builder.addRequest({ startSeconds: begin + startSeconds, inputTokens, outputTokens, blockIds });
  }
  return builder.build();
}
