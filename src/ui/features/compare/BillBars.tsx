import type { Comparison } from '../../../evaluate/compare/compare-scenarios.ts';
import { formatUsd } from '../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import table from '../../shared/table.module.css';
import { lookOf, type Column } from './columns.ts';
import styles from './BillBars.module.css';
import { moneyName, moneySign } from '../../format/money.ts';

const SIDES = [
  { id: 'without', label: 'without', color: 'var(--th-uncached)' },
  { id: 'with', label: 'with a warehouse', color: 'var(--th-accent)' },
] as const;

/** Two bars a scenario: the bill under the best policy sold, and with a warehouse. Plain HTML: it follows every change. */
export function BillBars({
  columns,
  comparison,
}: {
  readonly columns: readonly Column[];
  readonly comparison: Comparison;
}) {
  const usdOf = ({ side, index }: { side: string; index: number }): number | null =>
    comparison.figures.find(({ id }) => id === side)?.values[index]?.value ?? null;
  const rows = columns.map(({ id, scenario }, index) => ({
    id,
    index,
    name: scenario.name || `Scenario ${lookOf(index).letter}`,
    usd: SIDES.map((side) => usdOf({ side: side.id, index })),
  }));
  const most = Math.max(...rows.flatMap(({ usd }) => usd.map((value) => value ?? 0)));
  return (
    <ChartFigure
      title="What does each cost without and with a warehouse?"
      hint={`${moneyName()} a month: the best policy the seller sells, and the same work with a warehouse.`}
      summary={rows
        .map(({ name, usd: [without = null, kept = null] }) => `${name}: ${text(without)} without, ${text(kept)} with.`)
        .join(' ')}
      chart={
        <div className={styles.rows}>
          {rows.map(({ id, index, name, usd }) => (
            <div key={id} className={styles.row}>
              <p className={styles.name}>
                <b>{lookOf(index).letter}</b> {name}
              </p>
              {SIDES.map((side, at) => {
                const value = usd[at] ?? null;
                return (
                  <div key={side.id} className={styles.bar}>
                    <span className={styles.track} aria-hidden="true">
                      {value !== null && most > 0 && (
                        <span
                          className={styles.fill}
                          style={{ width: `${(100 * value) / most}%`, background: side.color }}
                        />
                      )}
                    </span>
                    <span className={styles.usd}>{text(value)}</span>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      }
      legend={
        <Legend>
          {SIDES.map(({ id, label, color }) => (
            <LegendItem key={id} label={label} color={color} />
          ))}
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              <th scope="col" className={table.number}>
                without, {moneySign()} a month
              </th>
              <th scope="col" className={table.number}>
                with a warehouse, {moneySign()} a month
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, index, name, usd }) => (
              <tr key={id}>
                <th scope="row">
                  {lookOf(index).letter} {name}
                </th>
                {SIDES.map((side, at) => (
                  <td key={side.id} className={table.number}>
                    {text(usd[at] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
}

function text(usd: number | null): string {
  return usd === null ? 'no price' : formatUsd(usd);
}
