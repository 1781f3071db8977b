import type { UncertainFigure } from '../../../../evaluate/uncertainty/figures.ts';
import type { ToldBar } from '../../../../evaluate/uncertainty/questions.ts';
import { formatUsd } from '../../../format/number.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import table from '../../../shared/table.module.css';
import { endInWords, FIGURE_NAMES, rangeInWords } from './words.ts';
import styles from './Sensitivity.module.css';
import { moneySign } from '../../../format/money.ts';

/** The bars as a table, each range with its reason. */
export function TornadoTable({
  bars,
  figure,
  today,
}: {
  readonly bars: readonly ToldBar[];
  readonly figure: UncertainFigure;
  readonly today: number;
}) {
  return (
    <table className={table.table}>
      <caption className={styles.caption}>
        {FIGURE_NAMES[figure]}, {moneySign()} a month; today {formatUsd(today)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Input</th>
          <th scope="col">range</th>
          <th scope="col" className={table.number}>
            at its low end
          </th>
          <th scope="col" className={table.number}>
            at its high end
          </th>
          <th scope="col">why that range</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ input, atLow, atHigh }) => (
          <tr key={input.id}>
            <th scope="row">{input.label}</th>
            <td>{rangeInWords(input)}</td>
            <td className={table.number}>{endInWords(atLow[figure])}</td>
            <td className={table.number}>{endInWords(atHigh[figure])}</td>
            <td>
              <ProvenanceText provenance={input.provenance} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
