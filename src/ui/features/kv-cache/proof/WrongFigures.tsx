import type { WrongFigureResult } from '../../../../evaluate/kv-proof.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { factorText, figureText } from './proof-words.ts';
import styles from './ProofView.module.css';

/** Figures in public use that are wrong, beside the right ones. */
export function WrongFigures({ figures }: { readonly figures: readonly WrongFigureResult[] }) {
  return (
    <Card
      title="Why does another tool say something else?"
      hint={`${figures.length} figures in public use that are wrong, each with what the same computation gives here.`}
    >
      <TableScroll label="wrong figures in public use">
        {() => (
          <table className={`${table.table} ${styles.wrong}`}>
            <thead>
              <tr>
                <th scope="col">Tool</th>
                <th scope="col">model</th>
                <th scope="col">shows</th>
                <th scope="col">correct</th>
                <th scope="col">off by</th>
                <th scope="col">why</th>
                <th scope="col">source</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <WrongRow key={figure.id} figure={figure} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
}

function WrongRow({
  figure: { tool, model, settings, shows, unit, correct, factor, why },
}: {
  readonly figure: WrongFigureResult;
}) {
  return (
    <tr>
      <th scope="row" className={styles.tool}>
        {tool}
      </th>
      <td>
        {model}
        {settings !== null && <p className={styles.small}>{settings}</p>}
      </td>
      <td className={styles.shows}>
        {typeof shows.value === 'number' && unit !== null ? figureText({ value: shows.value, unit }) : shows.value}
      </td>
      <td>{correct === null || unit === null ? '–' : figureText({ value: correct, unit })}</td>
      <td className={styles.offBy}>{factor === null ? '–' : factorText(factor)}</td>
      <td className={styles.why}>{why}</td>
      <td className={styles.source}>
        {shows.source}, {shows.checkedOn}
      </td>
    </tr>
  );
}
