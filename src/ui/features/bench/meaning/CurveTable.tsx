import { formatNumber } from '../../../format/number.ts';
import table from '../../../shared/table.module.css';
import { formatPace } from '../bench-words.ts';
import { paceAt, type BoundSeries } from './bound-series.ts';

const CONTEXTS = [100, 1_000, 10_000, 32_768, 100_000, 131_072, 262_144, 1_000_000] as const;

/** The curves at round contexts and at the scenario's own. */
export function CurveTable({
  series,
  contextTokens,
  labelOf,
}: {
  readonly series: readonly BoundSeries[];
  readonly contextTokens: number;
  readonly labelOf: (series: BoundSeries) => string;
}) {
  const contexts = [...new Set([...CONTEXTS, contextTokens])]
    .toSorted((a, b) => a - b)
    .filter((context) => series.some(({ curve }) => paceAt({ curve, contextTokens: context }) !== null));
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Context, tokens</th>
          {series.map((one) => (
            <th key={one.key} scope="col" className={table.number}>
              {labelOf(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {contexts.map((context) => (
          <tr key={context} className={context === contextTokens ? table.current : undefined}>
            <th scope="row">
              {formatNumber(context, 0)}
              {context === contextTokens && ' (this context)'}
            </th>
            {series.map(({ key, curve }) => {
              const pace = paceAt({ curve, contextTokens: context });
              return (
                <td key={key} className={table.number}>
                  {pace === null ? 'does not hold it' : formatPace(pace)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
