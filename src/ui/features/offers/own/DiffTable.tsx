import { useState } from 'react';
import { Button } from '@mantine/core';
import { FEEDS, type FeedName } from '../../../../catalog/feeds/feed.ts';
import { MOST_PRICE_CORRECTIONS } from '../../../../domain/field-limits.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { inSentence } from '../../../shared/in-sentence.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { correctionsAfter, type DiffRow } from './feed-diff.ts';
import { classWords, countText, feedChangeText } from './own-words.ts';
import styles from './OwnPrices.module.css';
import { formatListed } from '../../../format/money.ts';

/** Prices of a feed beside those in use, to be ticked one by one. Doubtful ones are not ticked at first. */
export function DiffTable({
  rows,
  feed,
  corrections,
  onAccept,
}: {
  readonly rows: readonly DiffRow[];
  readonly feed: FeedName;
  readonly corrections: ScenarioState['scenario']['priceCorrections'];
  readonly onAccept: (rows: readonly DiffRow[]) => void;
}) {
  // By key, where it is not what it would be at first: rows come and go as prices are accepted and undone.
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isTicked = ({ key, doubt, isRefused }: DiffRow): boolean => !isRefused && (ticked.get(key) ?? doubt === null);
  const chosen = rows.filter(isTicked);
  const isTooMany = correctionsAfter({ corrections, rows: chosen }) > MOST_PRICE_CORRECTIONS;
  const { title, address } = FEEDS[feed];

  return (
    <>
      <TableScroll label={`prices of ${title} that differ`}>
        {() => (
          <table className={`${table.table} ${styles.diff}`}>
            <thead>
              <tr>
                <th scope="col">Accept</th>
                <th scope="col">Offer</th>
                <th scope="col">Class</th>
                <th scope="col" className={table.number}>
                  in use, $/M
                </th>
                <th scope="col" className={table.number}>
                  {title}, $/M
                </th>
                <th scope="col" className={table.number}>
                  change
                </th>
                <th scope="col">Remark</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} className={row.doubt === null ? undefined : styles.doubtful}>
                  <td>
                    <label className={styles.box}>
                      <input
                        type="checkbox"
                        aria-label={`Accept ${inSentence(classWords(row.class))} of ${row.offerName}`}
                        checked={isTicked(row)}
                        disabled={row.isRefused}
                        onChange={(event) => setTicked(new Map(ticked).set(row.key, event.currentTarget.checked))}
                      />
                    </label>
                  </td>
                  <th scope="row">{row.offerName}</th>
                  <td>{classWords(row.class)}</td>
                  <td className={table.number}>
                    {row.oursUsdPerMTok === null ? '–' : formatListed({ value: row.oursUsdPerMTok, currency: 'USD' })}
                  </td>
                  <td className={table.number}>{formatListed({ value: row.theirsUsdPerMTok, currency: 'USD' })}</td>
                  <td className={table.number}>{feedChangeText(row.changeRatio)}</td>
                  <td>
                    {row.doubt !== null && (
                      <span className={styles.doubt}>
                        {row.isRefused ? 'not possible' : 'check this one'}: {row.doubt}
                      </span>
                    )}
                  </td>
                  <td className={styles.source}>{address}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <div className={styles.below}>
        <Button size="xs" disabled={chosen.length === 0 || isTooMany} onClick={() => onAccept(chosen)}>
          Accept {countText({ count: chosen.length, of: 'price' })}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={chosen.length === 0}
          onClick={() => setTicked(new Map(rows.map(({ key }) => [key, false])))}
        >
          Untick all
        </Button>
        <span className={styles.hint}>
          {isTooMany
            ? `A scenario keeps at most ${MOST_PRICE_CORRECTIONS} such prices: tick fewer.`
            : 'Accepted prices belong to this scenario, with their source and day, and travel in its link.'}
        </span>
      </div>
    </>
  );
}
