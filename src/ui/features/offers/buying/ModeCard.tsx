import { memo, useMemo } from 'react';
import { modeAtSellers, modesSold } from '../../../../evaluate/buying/sold-terms.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { offersInUse } from '../../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Card } from '../../../shared/Card.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { useOfferNamed } from '../../../shared/use-offers.ts';
import table from '../../../shared/table.module.css';
import { inModeText } from './buying-words.ts';
import styles from './BuyingView.module.css';

/** Who sells the chosen mode, and what becomes of cached tokens in it. */
export const ModeCard = memo(function ModeCard({
  book,
  scenario,
}: {
  readonly book: OfferBook;
  readonly scenario: ScenarioState['scenario'];
}) {
  const { asOf } = scenario;
  const { modeId } = scenario.purchase;
  const offerNamed = useOfferNamed();
  const rows = useMemo(() => modeAtSellers({ book, asOf, modeId }), [book, asOf, modeId]);
  const name = modesSold({ book, asOf }).find(({ id }) => id === modeId)?.name ?? modeId;
  const used = offersInUse(scenario).flatMap(({ offerId }) => offerNamed(offerId) ?? []);
  const without = [...new Set(used.map(({ sellerName }) => sellerName))].filter(
    (seller) => !rows.some(({ sellerName }) => sellerName === seller),
  );
  return (
    <Card
      title={`Who sells ${name}, and what does it do to caching?`}
      hint="Prices in the mode against standard ones of the same offer. What a mode does not sell from a cache is sent as its input, and saves nothing."
    >
      {rows.length === 0 ? (
        <p className={styles.note}>
          {book.isWhole ? 'Nobody in the catalogue on this day.' : 'The offers are being loaded.'}
        </p>
      ) : (
        <TableScroll label={`sellers of ${name}`}>
          {() => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Seller</th>
                  <th scope="col" className={table.number}>
                    offers
                  </th>
                  <th scope="col">input</th>
                  <th scope="col">output</th>
                  <th scope="col">cache reads</th>
                  <th scope="col">cache writes</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr
                    key={row.seller}
                    className={used.some(({ seller }) => seller === row.seller) ? table.current : undefined}
                  >
                    <th scope="row">{row.sellerName}</th>
                    <td className={table.number}>
                      {row.soldBy} of {row.offers}
                    </td>
                    <td className={styles.inMode}>{inModeText(row.input)}</td>
                    <td className={styles.inMode}>{inModeText(row.output)}</td>
                    <td className={styles.inMode}>{inModeText(row.reads)}</td>
                    <td className={styles.inMode}>{inModeText(row.writes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </TableScroll>
      )}
      {rows.some(({ input }) => input.some(({ kind }) => kind === 'unknown')) && (
        <p className={styles.note}>
          Where a price is unknown, work of which a share goes that way has no price at all, and is shown without one.
        </p>
      )}
      {rows.length > 0 && without.length > 0 && (
        <p className={styles.note}>
          {without.join(' and ')}, which this scenario uses, {without.length === 1 ? 'does' : 'do'} not sell it:
          everything is standard there.
        </p>
      )}
    </Card>
  );
});
