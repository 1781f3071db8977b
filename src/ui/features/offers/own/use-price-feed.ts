import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FeedName, FeedPrice } from '../../../../catalog/feeds/feed.ts';
import { readFeed } from '../../../../catalog/feeds/read-feed.ts';
import { useServices } from '../../../app-context.ts';

/** Where comparing with a feed stands. */
export type FeedStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'asking'; readonly feed: FeedName }
  | { readonly state: 'cancelled'; readonly feed: FeedName }
  | { readonly state: 'failed'; readonly feed: FeedName; readonly reason: string }
  | {
      readonly state: 'read';
      readonly feed: FeedName;
      /** Day of the answer. */
      readonly readOn: string;
      readonly prices: readonly FeedPrice[];
      /** Models whose price could not be used. */
      readonly skipped: number;
      /** Tells this answer from those before it. */
      readonly turn: number;
    };

/** Asks a feed when told to, and never else. What was asked for last decides; a failure changes nothing. */
export function usePriceFeed(): {
  readonly status: FeedStatus;
  readonly ask: (feed: FeedName) => void;
  readonly cancel: () => void;
} {
  const { priceFeed } = useServices();
  const [status, setStatus] = useState<FeedStatus>({ state: 'idle' });
  const turn = useRef(0);
  const cancelRequest = useRef<(() => void) | null>(null);

  const supersede = (): number => {
    cancelRequest.current?.();
    cancelRequest.current = null;
    return ++turn.current;
  };
  const leave = useEffectEvent(supersede);
  useEffect(() => () => void leave(), []);

  const ask = async (feed: FeedName): Promise<void> => {
    const mine = supersede();
    const settle = (next: FeedStatus): void => {
      if (mine === turn.current) setStatus(next);
    };
    setStatus({ state: 'asking', feed });
    const port = await priceFeed().catch(() => null);
    if (mine !== turn.current) return;
    if (port === null) {
      settle({ state: 'failed', feed, reason: 'What asks for prices could not be loaded. Check the connection.' });
      return;
    }
    const { answer, cancel } = port.read(feed);
    cancelRequest.current = cancel;
    const given = await answer;
    if (mine !== turn.current) return;
    cancelRequest.current = null;
    const reading = given.status === 'ok' ? readFeed({ feed, text: given.text }) : given;
    if (given.status === 'ok' && reading.status === 'ok') {
      const { prices, skipped } = reading;
      settle({ state: 'read', feed, readOn: given.readOn, prices, skipped, turn: mine });
    } else if (reading.status === 'failed') {
      settle({ state: 'failed', feed, reason: reading.reason });
    }
  };

  return {
    status,
    ask: (feed) => void ask(feed),
    cancel() {
      supersede();
      if (status.state === 'asking') setStatus({ state: 'cancelled', feed: status.feed });
    },
  };
}
