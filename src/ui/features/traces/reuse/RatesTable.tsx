import type { HitSurface } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds } from '../../../format/number.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { pointAtLife } from './reuse-rows.ts';
import { RATE_ROWS } from './reuse-words.ts';
import styles from './reuse.module.css';

/** The same hits over every denominator in use: what another tool prints is one of them. */
export function RatesTable({ surface, lifeSeconds }: { readonly surface: HitSurface; readonly lifeSeconds: number }) {
  const at = pointAtLife({ retention: surface.retention, lifeSeconds });
  return (
    <details className={styles.rates}>
      <summary>The same in every way of counting</summary>
      <TableScroll label="hit rate in every way of counting">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Hit rate as</th>
                <th scope="col" className={table.number}>
                  without limits
                </th>
                <th scope="col" className={table.number}>
                  {at?.isExact === false ? 'at least, ' : ''}
                  {formatSeconds(lifeSeconds)}
                </th>
              </tr>
            </thead>
            <tbody>
              {RATE_ROWS.map(({ key, label }) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td className={table.number}>{formatPercent(surface.unlimited.rates[key])}</td>
                  <td className={table.number}>{at ? formatPercent(at.point.rates[key]) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </details>
  );
}
