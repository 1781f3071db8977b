import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ModelAtContext } from '../../../../evaluate/kv/compare-models.ts';
import { explainGbPerPflop } from '../../../../evaluate/kv/explain-pflop.ts';
import { kvOf } from '../../../../state/kv-evaluation.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import { nextSorting, sortRows, type Sorting } from '../../../shared/sort-rows.ts';
import { SearchField, Toolbar } from '../../../shared/Toolbar.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { EmptyRow, SortHeader, WideTable } from '../../../shared/WideTable.tsx';
import { wordsMatch } from '../../../shared/words-match.ts';
import { ENGINE_WORDS } from '../inputs/words.ts';
import { MODEL_VALUES, rowIdOf, searchTextOf, type ModelColumn } from './model-columns.ts';
import { MODEL_COLUMNS, ModelRow } from './ModelRow.tsx';
import styles from './ModelsView.module.css';
import { useBook } from '../../../shared/use-offers.ts';

const PFLOP_HINT = 'GB to load for every PFLOP of prefill that loading avoids; low is good for a warehouse';

/** Every model at the scenario's context: searched, sorted, chosen by name. */
export const ModelsCard = memo(function ModelsCard({
  scenario,
  rows,
  onChoose,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly rows: readonly ModelAtContext[];
  readonly onChoose: (modelId: string) => void;
}) {
  const [query, setQuery] = useState('');
  const [sorting, setSorting] = useState<Sorting<ModelColumn>>({ by: 'bytes', direction: 'up' });
  const { open, toggle } = useOpenRows();
  const searched = useDeferredValue(query);
  const shown = useMemo(
    () =>
      sortRows({
        rows: rows.filter((row) => wordsMatch({ query: searched, text: searchTextOf(row) })),
        valueOf: MODEL_VALUES[sorting.by],
        direction: sorting.direction,
      }),
    [rows, searched, sorting],
  );
  const sort = useCallback(
    (by: ModelColumn) =>
      setSorting((before) =>
        nextSorting({ sorting: before, by, largestFirst: by === 'parameters' || by === 'maximum' }),
      ),
    [],
  );
  const largest = useMemo(() => rows.reduce((most, { bytes }) => Math.max(most, bytes), 1), [rows]);
  const head = { sorting, onSort: sort };
  return (
    <Card title="What would this context take on every model?" hint={hintOf(scenario.kv)}>
      <Toolbar count={`${shown.length} of ${rows.length} models`}>
        <SearchField
          label="Search models by name, maker or attention"
          placeholder="Name, maker or attention"
          value={query}
          onChange={setQuery}
        />
      </Toolbar>
      <WideTable label="this context on every model">
        {() => (
          <>
            <thead>
              <tr>
                <SortHeader {...head} id="name" label="Model" isName />
                <SortHeader {...head} id="bytes" label="one sequence" numeric />
                <th scope="col" className={styles.barHead}>
                  <span className="visually-hidden">of the largest</span>
                </th>
                <SortHeader {...head} id="marginal" label="B per token" numeric title="What each further token adds" />
                <SortHeader {...head} id="fixed" label="fixed" numeric title="Full windows and recurrent states" />
                <SortHeader {...head} id="gbPerPflop" label="GB per PFLOP" numeric title={PFLOP_HINT} />
                <SortHeader {...head} id="attention" label="attention" />
                <SortHeader {...head} id="parameters" label="parameters (active)" numeric />
                <SortHeader {...head} id="maximum" label="takes at most, tokens" numeric />
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => {
                const id = rowIdOf(row);
                return (
                  <ModelRow
                    key={id}
                    row={row}
                    largest={largest}
                    isOpen={open.has(id)}
                    onToggle={toggle}
                    onChoose={onChoose}
                  />
                );
              })}
              {shown.length === 0 && <EmptyRow span={MODEL_COLUMNS}>No model matches. Clear the search.</EmptyRow>}
            </tbody>
          </>
        )}
      </WideTable>
      <Notes scenario={scenario} />
    </Card>
  );
});

function hintOf({ contextTokens, dtype, engine, ranks }: ScenarioState['scenario']['kv']): string {
  const layout = engine === null ? 'logical bytes' : `as ${ENGINE_WORDS[engine]} allocates it`;
  const copies = ranks === 1 ? '' : `; one copy, not what ${ranks} ranks hold together`;
  return `One sequence of ${formatNumber(contextTokens, 0)} tokens in ${dtype}, ${layout}${copies}. A name chooses the model for this page and for the warehouse’s rent.`;
}

function Notes({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const { value: evaluation } = kvOf(scenario, useBook());
  const explanation = evaluation && explainGbPerPflop({ kv: scenario.kv, geometry: evaluation.geometry });
  return (
    <ul className={styles.notes}>
      <li>
        GB per PFLOP is what has to be loaded for every PFLOP of prefill that loading avoids: stored bytes ÷ FLOPs of
        prefilling the context from nothing. Low is good for a warehouse. A dash: the queries’ shape or the active
        parameters are not known. {explanation && <Explain explanation={explanation} />}
      </li>
      <li>
        “Fixed” is what a sequence keeps however long it gets: full windows and recurrent states. A dashed line marks an
        assumed value; › opens a row to its layers and sources.
      </li>
      <li>A dashed bar: the model does not take this context; the figure is what its geometry would need.</li>
    </ul>
  );
}
