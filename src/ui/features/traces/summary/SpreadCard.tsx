import { memo } from 'react';
import type { TraceSummary } from '../../../../state/trace-types.ts';
import { formatPercent, formatTokens } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { Evidence } from '../Evidence.tsx';
import { spreadRows } from './summary-words.ts';
import styles from './summary.module.css';

const COLUMNS = [
  { key: 'mean', label: 'mean' },
  { key: 'p10', label: '10 % below' },
  { key: 'p50', label: 'median' },
  { key: 'p90', label: '90 % below' },
  { key: 'p99', label: '99 % below' },
  { key: 'max', label: 'most' },
] as const;

/** Quantiles of what a request is, and of the pauses between requests; the models they went to. */
export const SpreadCard = memo(function SpreadCard({
  summary,
  isSample,
}: {
  readonly summary: TraceSummary;
  readonly isSample: boolean;
}) {
  const rows = spreadRows(summary);
  if (rows.length === 0 && summary.models.length === 0) return null;
  return (
    <Card
      title="How long are prompts, answers and gaps?"
      hint={
        <Evidence ground={isSample ? 'computed' : 'observed'}>
          A gap runs from the start of an agent’s request to the start of its next one.
        </Evidence>
      }
    >
      {rows.length > 0 && (
        <TableScroll label="lengths and gaps">
          {() => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Figure</th>
                  {COLUMNS.map(({ key, label }) => (
                    <th key={key} scope="col" className={table.number}>
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, spread, format }) => (
                  <tr key={label}>
                    <th scope="row" className={styles.name}>
                      {label}
                    </th>
                    {COLUMNS.map(({ key }) => (
                      <td key={key} className={table.number}>
                        {format(spread[key])}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </TableScroll>
      )}
      {summary.models.length > 0 && <Models models={summary.models} />}
    </Card>
  );
});

function Models({ models }: { readonly models: TraceSummary['models'] }) {
  return (
    <div className={styles.models}>
      <TableScroll label="models in the log">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col" className={table.number}>
                  requests
                </th>
                <th scope="col" className={table.number}>
                  prompt tokens
                </th>
                <th scope="col" className={table.number}>
                  of all
                </th>
                <th scope="col" className={table.number}>
                  output tokens
                </th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ name, requests, promptTokens, promptRatio, outputTokens }) => (
                <tr key={name}>
                  <th scope="row" className={styles.name}>
                    {name || 'not named'}
                  </th>
                  <td className={table.number}>{formatTokens(requests)}</td>
                  <td className={table.number}>{formatTokens(promptTokens)}</td>
                  <td className={table.number}>{formatPercent(promptRatio)}</td>
                  <td className={table.number}>{formatTokens(outputTokens)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}
