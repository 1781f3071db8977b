import { memo } from 'react';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatTokens, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { Evidence } from '../Evidence.tsx';
import { observedText, usageInWords, writtenTokens } from './usage-words.ts';
import styles from './usage.module.css';
import { moneySign } from '../../../format/money.ts';

type Totals = UsageReport['totals'];

/** The observed hit rate, model by model, with a bar for each. */
export const ModelsCard = memo(function ModelsCard({ usage }: { readonly usage: UsageReport }) {
  const { byModel, totals } = usage;
  const hasUsd = totals.reportedUsd !== null;
  return (
    <Card
      title="What could be reused, and what was?"
      hint={
        <Evidence ground="observed">Token classes as the provider reported them, each token counted once.</Evidence>
      }
    >
      <p className={styles.lead}>{usageInWords(usage)}</p>
      <TableScroll label="observed hit rate by model">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col" className={styles.barHead}>
                  <span className="visually-hidden">as a bar</span>
                </th>
                {[
                  'hit rate',
                  'read',
                  'written',
                  'uncached input',
                  'output',
                  ...(hasUsd ? [`reported, ${moneySign()}`] : []),
                ].map((name) => (
                  <th key={name} scope="col" className={table.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {byModel.map((row) => (
                <ModelRow key={row.model} name={row.model || 'not named'} totals={row} hasUsd={hasUsd} />
              ))}
              {byModel.length > 1 && <ModelRow name="All" totals={totals} hasUsd={hasUsd} isTotal />}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
});

function ModelRow({
  name,
  totals,
  hasUsd,
  isTotal = false,
}: {
  readonly name: string;
  readonly totals: Totals;
  readonly hasUsd: boolean;
  readonly isTotal?: boolean;
}) {
  const { hitRatio, cacheReadTokens, inputTokens, outputTokens, reportedUsd } = totals;
  return (
    <tr className={isTotal ? table.total : undefined}>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      <td className={styles.barCell}>
        {hitRatio !== null && <span className={styles.bar} style={{ width: `${100 * hitRatio}%` }} />}
      </td>
      <td className={table.number}>{observedText(totals)}</td>
      <td className={table.number}>{hitRatio === null ? '–' : formatTokens(cacheReadTokens)}</td>
      <td className={table.number}>{formatTokens(writtenTokens(totals))}</td>
      <td className={table.number}>{formatTokens(inputTokens)}</td>
      <td className={table.number}>{formatTokens(outputTokens)}</td>
      {hasUsd && <td className={table.number}>{reportedUsd === null ? '–' : formatUsd(reportedUsd)}</td>}
    </tr>
  );
}
