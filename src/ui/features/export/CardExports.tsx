import { useState, type RefObject } from 'react';
import { Button } from '@mantine/core';
import { useServices } from '../../app-context.ts';
import { exportablesIn, type Exportable } from '../../shared/exportable.tsx';
import { amountsInWords } from '../../money/money-words.ts';
import { useMoney } from '../../money/use-money.ts';
import { fileNameOf, saveBlob, saveText } from '../../shared/save-file.ts';
import { chartPicture, pngOf } from './chart-picture.ts';
import { BYTE_ORDER_MARK, csvText } from './csv-text.ts';
import { shownTables } from './read-table.ts';
import { sourceLine } from './source-line.ts';
import { csvTable } from './table-csv.ts';
import styles from './export.module.css';

/** What of a card can be copied and saved: its tables as CSV, its chart as a picture. */
export function CardExports({ card, title }: { readonly card: RefObject<HTMLElement | null>; readonly title: string }) {
  const { clipboard, store, link } = useServices();
  const amounts = amountsInWords(useMoney());
  const [said, say] = useState('');
  const section = card.current;
  if (!section) return null;
  const tables = exportablesIn(section);
  const figure = section.querySelector<HTMLElement>('figure[data-exportable]');
  const isChartShown = figure?.hasAttribute('data-picture') === true;

  const attempt = async ({ what, run }: { what: string; run: () => Promise<boolean> | boolean }): Promise<void> => {
    try {
      say((await run()) ? what : 'The browser did not allow copying. Download it instead.');
    } catch {
      say('That failed. Nothing was saved; try again.');
    }
  };
  const csvOf = (table: Exportable): Promise<string> => csvText(table.read((area) => shownTables(area).map(csvTable)));
  const picture = () => {
    if (!figure) throw new Error('There is no chart');
    return chartPicture({ figure, title, source: sourceLine({ state: store.getState(), link, amounts }) });
  };
  const name = fileNameOf(title);

  return (
    <div className={styles.card}>
      {tables.map((table, i) => (
        <div key={`${table.label} ${i}`} className={styles.line}>
          <span className={styles.what}>{tables.length === 1 ? 'Table' : table.label}</span>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() =>
              void attempt({ what: 'Copied as CSV.', run: async () => clipboard.write(await csvOf(table)) })
            }
          >
            Copy as CSV
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() =>
              void attempt({
                what: 'Saved as CSV.',
                run: async () => {
                  const fileName = `tokenhouse-${tables.length === 1 ? name : fileNameOf(table.label)}.csv`;
                  saveText({ text: BYTE_ORDER_MARK + (await csvOf(table)), fileName, type: 'text/csv' });
                  return true;
                },
              })
            }
          >
            Download CSV
          </Button>
        </div>
      ))}
      {figure && (
        <div className={styles.line}>
          <span className={styles.what}>Chart</span>
          {isChartShown ? (
            <>
              <Button
                variant="default"
                size="compact-xs"
                onClick={() =>
                  void attempt({
                    what: 'Saved as PNG.',
                    run: async () => {
                      saveBlob({ blob: await pngOf(picture()), fileName: `tokenhouse-${name}.png` });
                      return true;
                    },
                  })
                }
              >
                PNG
              </Button>
              <Button
                variant="default"
                size="compact-xs"
                onClick={() =>
                  void attempt({
                    what: 'Saved as SVG.',
                    run: () => {
                      saveText({ text: picture().svg, fileName: `tokenhouse-${name}.svg`, type: 'image/svg+xml' });
                      return true;
                    },
                  })
                }
              >
                SVG
              </Button>
            </>
          ) : (
            <span className={styles.quiet}>shown as a table: press Chart for a picture</span>
          )}
        </div>
      )}
      <p role="status" className={styles.quiet}>
        {said || 'Rows and columns as shown, numbers with all digits.'}
      </p>
    </div>
  );
}
