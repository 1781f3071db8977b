import { memo, useMemo } from 'react';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { gridOf } from '../../../../evaluate/kv/grid.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { ENGINE_WORDS } from '../inputs/words.ts';
import styles from './GridCard.module.css';

/** The strongest tint: figures must stay as easy to read as without it. */
const MOST_TINT_PERCENT = 26;

/** Every combination of context and sequences around the scenario's own. */
export const GridCard = memo(function GridCard({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { kv, geometry, exceedsContextTokens } = evaluation;
  const { contexts, batches, bytes } = useMemo(() => gridOf({ kv, geometry }), [kv, geometry]);
  const tint = useMemo(() => tintOver(bytes.flat()), [bytes]);
  const where = kv.ranks > 1 ? `on all ${formatNumber(kv.ranks, 0)} ranks` : 'in one copy';
  return (
    <Card
      title="How many sequences of what length?"
      hint={`Bytes of all sequences at ${kv.dtype}, ${where}${kv.engine === null ? '' : `, as ${ENGINE_WORDS[kv.engine]} allocates them`}. This scenario’s row and column are marked.`}
    >
      <TableScroll label="bytes by context and number of sequences">
        {() => (
          <table className={`${table.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col" className={styles.corner}>
                  sequences \ tokens
                </th>
                {contexts.map((tokens) => (
                  <th
                    key={tokens}
                    scope="col"
                    className={`${table.number} ${tokens === kv.contextTokens ? styles.own : ''}`}
                  >
                    {formatNumber(tokens, 0)}
                    {tokens === kv.contextTokens && exceedsContextTokens !== null && (
                      <span className={styles.beyond}>beyond the maximum</span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {batches.map((sequences, row) => (
                <tr key={sequences}>
                  <th scope="row" className={`${styles.corner} ${sequences === kv.sequences ? styles.own : ''}`}>
                    {formatNumber(sequences, 0)}
                  </th>
                  {contexts.map((tokens, column) => {
                    const value = bytes[row]?.[column] ?? 0;
                    const isOwn = sequences === kv.sequences && tokens === kv.contextTokens;
                    return (
                      <td
                        key={tokens}
                        className={`${table.number} ${styles.cell} ${isOwn ? styles.ownCell : ''}`}
                        style={tint(value)}
                        {...(isOwn ? { 'aria-current': 'true' } : {})}
                      >
                        <Aligned text={formatBytes(value)} />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
});

/** A number with its unit in a column of its own width, so that digits stand below digits. */
function Aligned({ text }: { readonly text: string }) {
  const [number, unit] = text.split(' ');
  return (
    <>
      {number} <span className={styles.unit}>{unit}</span>
    </>
  );
}

/** Tints by the logarithm: sizes of a grid span orders of magnitude. */
function tintOver(values: readonly number[]): (bytes: number) => Readonly<Record<string, string>> {
  const logs = values.filter((value) => value > 0).map(Math.log);
  const low = Math.min(...logs);
  const high = Math.max(...logs);
  return (bytes) => {
    const share = bytes > 0 && high > low ? (Math.log(bytes) - low) / (high - low) : 0;
    return { '--tint': `${Math.round(share * MOST_TINT_PERCENT)}%` };
  };
}
