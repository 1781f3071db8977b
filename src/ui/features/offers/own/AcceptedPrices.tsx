import { Button } from '@mantine/core';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { undoAllPrices, undoPrice } from '../../../../state/own-prices.ts';
import { useServices } from '../../../app-context.ts';
import { inSentence } from '../../../shared/in-sentence.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { listedRate } from './feed-diff.ts';
import { classWords, sourceText } from './own-words.ts';
import styles from './OwnPrices.module.css';
import { formatListed } from '../../../format/money.ts';

/** Prices in use that a feed said and the list does not, whoever accepted them. */
export function AcceptedPrices({
  corrections,
  asOf,
  onUndone,
}: {
  readonly corrections: ScenarioState['scenario']['priceCorrections'];
  readonly asOf: string;
  readonly onUndone: (what: string) => void;
}) {
  const { store } = useServices();
  const book = useBook();
  if (corrections.length === 0) return null;
  return (
    <section className={styles.accepted} aria-label="Accepted prices">
      <div className={styles.acceptedHead}>
        <h3 className={styles.title}>Accepted prices</h3>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            undoAllPrices(store);
            onUndone('Every price is that of the list again.');
          }}
        >
          Undo all
        </Button>
      </div>
      <TableScroll label="accepted prices">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Offer</th>
                <th scope="col">Class</th>
                <th scope="col" className={table.number}>
                  list, $/M
                </th>
                <th scope="col" className={table.number}>
                  accepted, $/M
                </th>
                <th scope="col">Source</th>
                <th scope="col">Day</th>
                <th scope="col">
                  <span className="visually-hidden">Undo</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {corrections.map((correction) => {
                const { offerId, class: rateClass, usdPerMTok, source, checkedOn } = correction;
                const offer = book.offerById(offerId);
                const name = offer ? `${offer.modelName} at ${offer.sellerName}` : offerId;
                const what = `${inSentence(classWords(rateClass))} of ${name}`;
                const listed = listedRate({ correction, offer, asOf });
                return (
                  <tr key={JSON.stringify([offerId, rateClass])}>
                    <th scope="row">{name}</th>
                    <td>{classWords(rateClass)}</td>
                    <td className={table.number}>
                      {listed === null ? '–' : formatListed({ value: listed, currency: 'USD' })}
                    </td>
                    <td className={table.number}>{formatListed({ value: usdPerMTok, currency: 'USD' })}</td>
                    <td className={styles.source}>{sourceText(source)}</td>
                    <td>{checkedOn}</td>
                    <td>
                      <Button
                        variant="default"
                        size="compact-xs"
                        aria-label={`Undo: ${what}`}
                        onClick={() => {
                          undoPrice({ store, offerId, class: rateClass });
                          onUndone(`The list holds again for the ${what}.`);
                        }}
                      >
                        Undo
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </TableScroll>
    </section>
  );
}
