import type { Provenance } from '../../../../domain/fact.ts';
import type { NanoUsd } from '../../../../domain/money.ts';
import type { RequestLine } from '../../../../evaluate/request-bill.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { classText, decimalsOf, exactText, lineRate, NANO_DECIMALS, quantityText, totalText } from './bill-words.ts';
import styles from './RequestView.module.css';

/** One row per class: what was used, at what rate, why that rate and who says so. */
export function BillTable({ lines, nanoUsd }: { readonly lines: readonly RequestLine[]; readonly nanoUsd: NanoUsd }) {
  if (lines.length === 0) return <p>Nothing was used.</p>;
  // The same in every row, so that amounts stand under each other.
  const decimals = Math.max(...lines.map(({ exactUsd }) => decimalsOf(exactUsd)));
  const sources = sourcesOf(lines);
  return (
    <>
      <TableScroll label="lines of the bill">
        {() => (
          <table className={`${table.table} ${styles.lines}`}>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col" className={table.number}>
                  quantity
                </th>
                <th scope="col" className={table.number}>
                  rate, USD
                </th>
                <th scope="col" className={table.number}>
                  amount, USD
                </th>
                <th scope="col">why that rate</th>
                <th scope="col">source</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                // Two other things may have one name.
                <LineRow key={`${line.line.class} ${index}`} line={line} decimals={decimals} sources={sources} />
              ))}
              <tr className={table.total}>
                <th scope="row" colSpan={3}>
                  Total
                </th>
                <td className={table.number}>{totalText({ nanoUsd, decimals })}</td>
                <td colSpan={2}>{decimals > NANO_DECIMALS ? 'rounded once, to the nano-dollar' : 'exact'}</td>
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      {sources.size > 0 && (
        <ol className={styles.sources} aria-label="Sources of the rates">
          {[...sources].map(([key, { provenance }]) => (
            <li key={key}>
              <ProvenanceText provenance={provenance} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** The rates of a list mostly have one source: each is told once, below the table. */
type Sources = ReadonlyMap<string, { readonly number: number; readonly provenance: Provenance }>;

function sourcesOf(lines: readonly RequestLine[]): Sources {
  const sources = new Map<string, { number: number; provenance: Provenance }>();
  for (const { provenance } of lines) {
    if (!provenance) continue;
    const key = sourceKey(provenance);
    if (!sources.has(key)) sources.set(key, { number: sources.size + 1, provenance });
  }
  return sources;
}

function sourceKey({ kind, source, checkedOn, note = '' }: Provenance): string {
  return JSON.stringify([kind, source, checkedOn, note]);
}

function LineRow({
  line: { line, exactUsd, provenance },
  decimals,
  sources,
}: {
  readonly line: RequestLine;
  readonly decimals: number;
  readonly sources: Sources;
}) {
  const { digits, unit } = lineRate(line);
  const isAssumed = provenance === null || provenance.kind === 'assumed';
  return (
    <tr>
      <th scope="row">{'quantity' in line ? line.class : classText(line.class)}</th>
      <td className={table.number}>{quantityText(line)}</td>
      <td className={table.number}>
        <span className={isAssumed ? styles.assumed : undefined}>{digits}</span>
        <p className={styles.unit}>{unit}</p>
      </td>
      <td className={table.number}>{exactText({ exactUsd, decimals })}</td>
      <td className={styles.why}>{line.why}</td>
      <td className={styles.source}>
        <span className={isAssumed ? styles.assumed : undefined}>{provenance?.kind ?? 'entered by you'}</span>
        {provenance && (
          <p className={styles.unit}>
            source {sources.get(sourceKey(provenance))?.number}, checked {provenance.checkedOn}
          </p>
        )}
      </td>
    </tr>
  );
}
