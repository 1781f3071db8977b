import { memo, useDeferredValue, useMemo } from 'react';
import { SYSTEM_GRADES, SYSTEMS } from '../../../catalog/systems/index.ts';
import { Card } from '../../shared/Card.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { nextSorting } from '../../shared/sort-rows.ts';
import { SearchField, Toolbar } from '../../shared/Toolbar.tsx';
import { EmptyRow, SortHeader, WideTable } from '../../shared/WideTable.tsx';
import wide from '../../shared/WideTable.module.css';
import styles from './ClaimsPage.module.css';
import type { ClaimsView, SystemColumn, SystemFilter } from './claims-view.ts';
import { systemFigureTexts } from './figure-words.ts';
import { GRADE_WORDS, isFounded, rowsOf, systemRows, type SystemRow } from './system-rows.ts';
import type { ChangeView } from './use-claims-view.ts';

const ROWS = systemRows(SYSTEMS);
const LOSSES = ROWS.filter(({ figure }) => figure.outcome === 'loss').length;
const COLUMNS = 6;
const ANY = 'any';
const FILTERS: readonly { readonly value: SystemFilter | typeof ANY; readonly label: string }[] = [
  { value: ANY, label: 'All' },
  ...SYSTEM_GRADES.map((value) => ({ value, label: GRADE_WORDS[value].word })),
  { value: 'losses', label: 'losses' },
];

/** What is published of systems that keep caches outside of HBM: what was measured apart from what is said. */
export function SystemsView({ view, change }: { readonly view: ClaimsView; readonly change: ChangeView }) {
  const settled = useDeferredValue(view);
  const shown = useMemo(() => rowsOf({ rows: ROWS, view: settled }), [settled]);
  const { sorting } = view;
  const sort = (by: SystemColumn): void =>
    change({ sorting: nextSorting({ sorting, by, largestFirst: by === 'measured' || by === 'claimed' }) });
  const head = { sorting, onSort: sort };
  return (
    <Card
      title="Which systems keep caches elsewhere, and what was measured of them?"
      hint={`${ROWS.length} published figures of ${SYSTEMS.length} systems, ${LOSSES} of them losses. Measured: ${GRADE_WORDS.measured.means}. Claimed: ${GRADE_WORDS.vendor.means}, or ${GRADE_WORDS.unverified.means}. Figures of different rows were found under different conditions and cannot be compared as they stand; columns sort by how many times as good as without.`}
    >
      <Toolbar count={`${shown.length} of ${ROWS.length} figures`}>
        <SearchField
          label="Search systems by name, maker, path or conditions"
          placeholder="Name, maker, path or conditions"
          value={view.query}
          onChange={(query) => change({ query })}
        />
        <Segmented
          label="Figures to show"
          hideLabel
          options={FILTERS}
          value={view.only ?? ANY}
          onChange={(value) => change({ only: value === ANY ? null : value })}
        />
      </Toolbar>
      <WideTable label="published figures of systems" className={styles.systems}>
        {() => (
          <>
            <thead>
              <tr>
                <SortHeader id="system" label="System" isName {...head} />
                <SortHeader id="quantity" label="what" {...head} />
                <SortHeader id="measured" label="measured" numeric {...head} />
                <SortHeader id="claimed" label="claimed" numeric {...head} />
                <th scope="col">conditions</th>
                <SortHeader id="checked" label="source" {...head} />
              </tr>
            </thead>
            <tbody>
              {shown.length === 0 && <EmptyRow span={COLUMNS}>No published figure fits all of this.</EmptyRow>}
              {shown.map((row, at) => (
                <FigureRow key={row.id} row={row} isFirst={shown[at - 1]?.system !== row.system} />
              ))}
            </tbody>
          </>
        )}
      </WideTable>
    </Card>
  );
}

const FigureRow = memo(function FigureRow({
  row: { id, system, figure },
  isFirst,
}: {
  readonly row: SystemRow;
  readonly isFirst: boolean;
}) {
  const { quantity, conditions, grade, outcome, published, url } = figure;
  const founded = isFounded(grade);
  return (
    <tr data-figure={id} data-grade={grade} data-outcome={outcome}>
      <th scope="row" className={wide.name}>
        <span className={isFirst ? styles.first : undefined}>{system.name}</span>
        {isFirst && (
          <span className={styles.small}>
            {system.maker}. {system.path}
          </span>
        )}
      </th>
      <td className={styles.what}>
        {quantity}
        {outcome === 'loss' && <span className={`${styles.small} ${styles.loss ?? ''}`}>▼ a loss</span>}
      </td>
      <td className={`${wide.number} ${styles.figure}`}>{founded && <FigureTexts row={{ id, system, figure }} />}</td>
      <td className={`${wide.number} ${styles.figure}`}>{!founded && <FigureTexts row={{ id, system, figure }} />}</td>
      <td className={styles.wide}>
        {conditions}
        {published.note !== undefined && <span className={styles.small}>{published.note}</span>}
      </td>
      <td className={styles.source}>
        <a href={url} target="_blank" rel="noopener noreferrer">
          {published.source}
        </a>
        <span className={styles.small}>checked {published.checkedOn}</span>
      </td>
    </tr>
  );
});

function FigureTexts({ row: { figure } }: { readonly row: SystemRow }) {
  const [value, without] = systemFigureTexts(figure);
  return (
    <>
      <span className={isFounded(figure.grade) ? undefined : styles.claimed}>{value}</span>
      {without !== null && (
        <span className={styles.small}>
          instead of <span className={styles.together}>{without}</span>
        </span>
      )}
      {(figure.grade === 'code' || figure.grade === 'unverified') && (
        <span className={styles.small}>{GRADE_WORDS[figure.grade].word}</span>
      )}
    </>
  );
}
