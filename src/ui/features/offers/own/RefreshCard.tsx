import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { FEED_NAMES, FEEDS } from '../../../../catalog/feeds/feed.ts';
import { acceptPrices } from '../../../../state/own-prices.ts';
import { useScenarioState, useServices } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { AcceptedPrices } from './AcceptedPrices.tsx';
import { DiffTable } from './DiffTable.tsx';
import { correctionsOf, feedDiff, type DiffRow, type FeedDiff } from './feed-diff.ts';
import { countText } from './own-words.ts';
import { usePriceFeed, type FeedStatus } from './use-price-feed.ts';
import styles from './OwnPrices.module.css';

/** Compares list prices with a public feed when asked to, and takes over what somebody ticks. */
export function RefreshCard() {
  const { store } = useServices();
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const { status, ask, cancel } = usePriceFeed();
  const [done, setDone] = useState('');
  const sent = useId();
  const outcome = useRef<HTMLDivElement>(null);
  // Thousands of prices are compared: typing comes first.
  const compared = useDeferredValue(scenario);
  const diff = useMemo(
    () =>
      status.state === 'read'
        ? feedDiff({ scenario: compared, offers: book.offers, feed: status.feed, prices: status.prices })
        : null,
    [status, compared, book],
  );

  // What was pressed may be gone; what came of it takes the focus.
  const tell = (text: string): void => {
    setDone(text);
    outcome.current?.focus();
  };
  const accept = (rows: readonly DiffRow[]): void => {
    if (status.state !== 'read') return;
    const accepted = correctionsOf({ rows, readOn: status.readOn });
    const { title } = FEEDS[status.feed];
    tell(
      acceptPrices({ store, accepted })
        ? `${countText({ count: accepted.length, of: 'price' })} of ${title} now in use.`
        : 'The prices were not taken over: the scenario does not accept one of them, or there are too many.',
    );
  };

  return (
    <Card
      title="Refresh prices"
      hint="Has a list price changed since the catalogue was written? Two public feeds can be asked. Nothing changes until you accept it, price by price."
    >
      <div className={styles.buttons}>
        {FEED_NAMES.map((feed) => {
          const isAsking = status.state === 'asking' && status.feed === feed;
          const { title } = FEEDS[feed];
          return (
            <Button
              key={feed}
              variant="default"
              size="xs"
              aria-describedby={sent}
              onClick={() => {
                setDone('');
                if (isAsking) cancel();
                else ask(feed);
              }}
            >
              {isAsking ? `Cancel asking ${title}` : `Compare with ${title}`}
            </Button>
          );
        })}
      </div>
      <p id={sent} className={styles.hint}>
        Sent is one plain request for {FEED_NAMES.map((feed) => FEEDS[feed].address).join(' or ')}, without cookies,
        referrer, query or body: nothing of the scenario. As with every request, the server sees your network address.
      </p>
      <div ref={outcome} tabIndex={-1} role="status" className={styles.outcome}>
        {done !== '' && <p>{done}</p>}
        <StatusText status={status} diff={diff} asOf={scenario.asOf} />
      </div>
      {status.state === 'read' && diff !== null && diff.rows.length > 0 && (
        <DiffTable
          // Another answer is ticked afresh.
          key={status.turn}
          rows={diff.rows}
          feed={status.feed}
          corrections={scenario.priceCorrections}
          onAccept={accept}
        />
      )}
      <AcceptedPrices corrections={scenario.priceCorrections} asOf={scenario.asOf} onUndone={tell} />
    </Card>
  );
}

function StatusText({
  status,
  diff,
  asOf,
}: {
  readonly status: FeedStatus;
  readonly diff: FeedDiff | null;
  readonly asOf: string;
}) {
  if (status.state === 'idle') return null;
  const { title } = FEEDS[status.feed];
  switch (status.state) {
    case 'asking':
      return <p>Asking {title}…</p>;
    case 'cancelled':
      return <p>Asking {title} was cancelled. Nothing was changed.</p>;
    case 'failed':
      return <p className={styles.problem}>{withEnd(status.reason)}</p>;
    case 'read':
      return diff && <p>{readText({ status, diff, asOf })}</p>;
  }
}

const NOTHING_CHANGED = 'Nothing was changed.';

/** Some reasons say so themselves. */
function withEnd(reason: string): string {
  return reason.endsWith(NOTHING_CHANGED) ? reason : `${reason} ${NOTHING_CHANGED}`;
}

function readText({
  status,
  diff: { rows, matched, compared },
  asOf,
}: {
  status: Extract<FeedStatus, { state: 'read' }>;
  diff: FeedDiff;
  asOf: string;
}): string {
  const { title } = FEEDS[status.feed];
  const differ =
    rows.length === 0
      ? 'all prices it states are those in use'
      : `${countText({ count: rows.length, of: 'price' })} ${rows.length === 1 ? 'differs' : 'differ'}`;
  const skipped =
    status.skipped === 0
      ? ''
      : ` ${countText({ count: status.skipped, of: 'model' })} of it left out: their prices cannot be used.`;
  return `${title} on ${status.readOn}, against the list of ${asOf}: it lists ${matched} of ${compared} offers; ${differ}.${skipped}`;
}
