import { useDeferredValue, useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { TIME_GROUPS } from '../../../../catalog/time-proof/case.ts';
import type { TimeProofResult } from '../../../../evaluate/cluster/time-proof.ts';
import { Card } from '../../../shared/Card.tsx';
import { SearchField, Toolbar } from '../../../shared/Toolbar.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { EmptyRow, WideTable } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { wordsMatch } from '../../../shared/words-match.ts';
import { GROUP_WORDS, searchTextOf } from './proof-words.ts';
import { TIME_COLUMNS, TimeRow } from './TimeRow.tsx';
import styles from './ProofView.module.css';

const ANY = 'any';

/** Every published figure beside ours, kind by kind. */
export function TimesCard({ results }: { readonly results: readonly TimeProofResult[] }) {
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState<string>(ANY);
  const { open, toggle } = useOpenRows();
  const searched = useDeferredValue(query);
  const shown = useMemo(
    () =>
      results.filter(
        (result) =>
          (group === ANY || result.proofCase.group === group) &&
          wordsMatch({ query: searched, text: searchTextOf(result) }),
      ),
    [results, searched, group],
  );
  return (
    <Card
      title="Which times, from where, and how far off?"
      hint="› opens a row to its source, the numbers that went in, and why it is off."
    >
      <Toolbar count={`${shown.length} of ${results.length} figures`}>
        <SearchField
          label="Search published times by model, machine or source"
          placeholder="Model, machine or source"
          value={query}
          onChange={setQuery}
        />
        <NativeSelect
          size="xs"
          aria-label="Kind of figure"
          data={[
            { value: ANY, label: 'Any kind' },
            ...TIME_GROUPS.map((value) => ({ value, label: GROUP_WORDS[value] })),
          ]}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
      </Toolbar>
      <WideTable label="published times and ours" className={styles.times}>
        {() => (
          <>
            <thead>
              <tr>
                <th scope="col" className={wide.name}>
                  What was published
                </th>
                <th scope="col" className={wide.number}>
                  published
                </th>
                <th scope="col" className={wide.number}>
                  ours
                </th>
                <th scope="col" className={wide.number}>
                  error
                </th>
                <th scope="col">band</th>
                <th scope="col" className={wide.number}>
                  error, fitted
                </th>
                <th scope="col">source</th>
              </tr>
            </thead>
            {TIME_GROUPS.map((each) => {
              const rows = shown.filter(({ proofCase }) => proofCase.group === each);
              if (rows.length === 0) return null;
              return (
                <tbody key={each}>
                  <tr className={styles.group}>
                    <th scope="rowgroup" colSpan={TIME_COLUMNS}>
                      <span className={styles.groupName}>{GROUP_WORDS[each]}</span>
                    </th>
                  </tr>
                  {rows.map((result) => (
                    <TimeRow
                      key={result.proofCase.id}
                      result={result}
                      isOpen={open.has(result.proofCase.id)}
                      onToggle={toggle}
                    />
                  ))}
                </tbody>
              );
            })}
            {shown.length === 0 && (
              <tbody>
                <EmptyRow span={TIME_COLUMNS}>No figure matches. Clear the search or the filter.</EmptyRow>
              </tbody>
            )}
          </>
        )}
      </WideTable>
    </Card>
  );
}
