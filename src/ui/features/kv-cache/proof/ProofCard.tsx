import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { ProofResult, ProofStatus } from '../../../../evaluate/kv-proof.ts';
import { Card } from '../../../shared/Card.tsx';
import { nextSorting, sortRows, type Sorting } from '../../../shared/sort-rows.ts';
import { SearchField, Toolbar } from '../../../shared/Toolbar.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { EmptyRow, SortHeader, WideTable } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { wordsMatch } from '../../../shared/words-match.ts';
import { PROOF_COLUMNS, ProofRow } from './ProofRow.tsx';
import { CLASS_WORDS, searchTextOf, STATUS_ORDER, STATUS_WORDS, summaryOf } from './proof-words.ts';
import styles from './ProofView.module.css';

type ProofColumn = 'quantity' | 'model' | 'status' | 'difference' | 'tolerance';

const VALUES: Readonly<Record<ProofColumn, (result: ProofResult) => number | string>> = {
  quantity: ({ proofCase }) => proofCase.quantity,
  model: ({ proofCase }) => proofCase.model,
  status: ({ status }) => STATUS_ORDER[status],
  difference: ({ differenceRatio }) => Math.abs(differenceRatio),
  tolerance: ({ proofCase }) => proofCase.toleranceRatio,
};
const ANY = 'any';
const CLASSES = ['exact', 'rounded', 'approximate', 'suspect'] as const;

/** Every published value beside ours. */
export function ProofCard({ results }: { readonly results: readonly ProofResult[] }) {
  const [query, setQuery] = useState('');
  const [status, setStatus] = useState<string>(ANY);
  const [precision, setPrecision] = useState<string>(ANY);
  const [sorting, setSorting] = useState<Sorting<ProofColumn>>({ by: 'status', direction: 'up' });
  const { open, toggle } = useOpenRows();
  const searched = useDeferredValue(query);
  const shown = useMemo(
    () =>
      sortRows({
        rows: results.filter(
          (result) =>
            (status === ANY || result.status === status) &&
            (precision === ANY || result.proofCase.precisionClass === precision) &&
            wordsMatch({ query: searched, text: searchTextOf(result) }),
        ),
        valueOf: VALUES[sorting.by],
        direction: sorting.direction,
      }),
    [results, searched, status, precision, sorting],
  );
  const sort = useCallback(
    (by: ProofColumn) =>
      setSorting((before) => nextSorting({ sorting: before, by, largestFirst: by === 'difference' })),
    [],
  );
  const head = { sorting, onSort: sort };
  const summary = useMemo(() => summaryOf(results), [results]);
  return (
    <Card
      title="Is it right? Every published value we know, computed here"
      hint="Sizes that engines printed, papers state and tests expect. Each is computed in this page by the functions behind every other figure, and compared."
    >
      <p className={styles.summary} data-testid="proof-summary">
        {summary.join(' ')}
      </p>
      <Toolbar count={`${shown.length} of ${results.length} values`}>
        <SearchField
          label="Search published values by model, size or source"
          placeholder="Model, size or source"
          value={query}
          onChange={setQuery}
        />
        <NativeSelect
          size="xs"
          aria-label="Verdict"
          data={[{ value: ANY, label: 'Any verdict' }, ...verdictsOf(results)]}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label="Precision of the published value"
          data={[
            { value: ANY, label: 'Any precision' },
            ...CLASSES.map((value) => ({ value, label: CLASS_WORDS[value] })),
          ]}
          value={precision}
          onChange={(event) => setPrecision(event.currentTarget.value)}
        />
      </Toolbar>
      <WideTable label="published values and ours" className={styles.published}>
        {() => (
          <>
            <thead>
              <tr>
                <SortHeader {...head} id="quantity" label="What was published" isName />
                <SortHeader {...head} id="status" label="verdict" />
                <SortHeader {...head} id="model" label="model and settings" />
                <th scope="col" className={wide.number}>
                  published
                </th>
                <th scope="col" className={wide.number}>
                  ours
                </th>
                <SortHeader {...head} id="difference" label="difference" numeric />
                <SortHeader {...head} id="tolerance" label="tolerance" numeric />
                <th scope="col">arithmetic</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((result) => (
                <ProofRow
                  key={result.proofCase.id}
                  result={result}
                  isOpen={open.has(result.proofCase.id)}
                  onToggle={toggle}
                />
              ))}
              {shown.length === 0 && (
                <EmptyRow span={PROOF_COLUMNS}>No value matches. Clear the search or the filters.</EmptyRow>
              )}
            </tbody>
          </>
        )}
      </WideTable>
      <Notes />
    </Card>
  );
}

function verdictsOf(results: readonly ProofResult[]): { value: ProofStatus; label: string }[] {
  return (['pass', 'published-looks-wrong', 'fail'] as const).map((value) => ({
    value,
    label: `${STATUS_WORDS[value].word} (${results.filter(({ status }) => status === value).length})`,
  }));
}

function Notes() {
  return (
    <ul className={styles.notes}>
      <li>
        A tolerance of none means to the byte; others allow for the digits that were published, or for conditions that
        are not all known. › opens a row to its source, the numbers that went in and where those come from.
      </li>
      <li>
        “Published looks wrong” is said only where the publisher contradicts itself and ours is what its other figure
        says. Change a layer of a model, and its values fail here.
      </li>
    </ul>
  );
}
