import { useCallback, useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { FitOnAccelerator } from '../../../../evaluate/kv/fit.ts';
import { formatNumber } from '../../../format/number.ts';
import { Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { nextSorting, sortRows, type Sorting } from '../../../shared/sort-rows.ts';
import { SearchField, Toolbar } from '../../../shared/Toolbar.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { EmptyRow, GroupHeader, SortHeader, WideTable } from '../../../shared/WideTable.tsx';
import { wordsMatch } from '../../../shared/words-match.ts';
import { FIT_COLUMNS, FitRow } from './FitRow.tsx';
import { MEMORY_PARTS } from './memory-parts.ts';

type FitColumn = 'name' | 'memory' | 'devices' | 'sequencesThere' | 'weights' | 'pool' | 'sequences';

const VALUES: Readonly<Record<FitColumn, (row: FitOnAccelerator) => number | string | null>> = {
  name: ({ accelerator }) => accelerator.name,
  memory: ({ accelerator }) => accelerator.memoryBytes.value,
  devices: ({ smallest }) => smallest?.devices ?? null,
  sequencesThere: ({ smallest }) => smallest?.sequences ?? null,
  weights: ({ atRanks }) => atRanks.weightBytesPerDevice,
  pool: ({ atRanks }) => atRanks.poolBytesPerDevice,
  sequences: ({ atRanks }) => atRanks.sequences,
};
/** More of these is better, so the best come first. */
const LARGEST_FIRST: ReadonlySet<FitColumn> = new Set(['memory', 'sequencesThere', 'pool', 'sequences']);
const ALL = 'All makers';

/** Every accelerator of the catalogue, searched, narrowed to a maker and sorted. */
export function FitsTable({ rows, ranks }: { readonly rows: readonly FitOnAccelerator[]; readonly ranks: number }) {
  const [query, setQuery] = useState('');
  const [vendor, setVendor] = useState(ALL);
  const [sorting, setSorting] = useState<Sorting<FitColumn>>({ by: 'devices', direction: 'up' });
  const { open, toggle } = useOpenRows();
  const vendors = useMemo(() => [ALL, ...new Set(rows.map(({ accelerator }) => accelerator.vendor))], [rows]);
  const shown = useMemo(
    () =>
      sortRows({
        rows: rows.filter(
          ({ accelerator }) =>
            (vendor === ALL || accelerator.vendor === vendor) &&
            wordsMatch({ query, text: `${accelerator.name} ${accelerator.vendor} ${accelerator.id}` }),
        ),
        valueOf: VALUES[sorting.by],
        direction: sorting.direction,
      }),
    [rows, query, vendor, sorting],
  );
  const sort = useCallback(
    (by: FitColumn) =>
      setSorting((before) => nextSorting({ sorting: before, by, largestFirst: LARGEST_FIRST.has(by) })),
    [],
  );
  const head = { sorting, onSort: sort };
  const columns = { ...head, numeric: true };
  return (
    <>
      <Toolbar count={`${shown.length} of ${rows.length} accelerators`}>
        <SearchField
          label="Search accelerators by name or maker"
          placeholder="Name or maker"
          value={query}
          onChange={setQuery}
        />
        <NativeSelect
          size="xs"
          aria-label="Maker"
          data={vendors}
          value={vendor}
          onChange={(event) => setVendor(event.currentTarget.value)}
        />
      </Toolbar>
      <WideTable label="accelerators that hold the model">
        {() => (
          <>
            <thead>
              <tr>
                <SortHeader {...head} id="name" label="Accelerator" isName rowSpan={2} />
                <GroupHeader span={2}>fewest devices that hold it</GroupHeader>
                <SortHeader {...columns} id="memory" label="memory" rowSpan={2} />
                <GroupHeader span={5}>
                  {ranks === 1 ? 'on one device' : `on ${formatNumber(ranks, 0)} ranks, each device`}
                </GroupHeader>
              </tr>
              <tr>
                <SortHeader {...columns} id="devices" label="devices" />
                <SortHeader {...columns} id="sequencesThere" label="sequences" />
                <SortHeader {...columns} id="weights" label="weights" />
                <th scope="col">activations, runtime</th>
                <SortHeader {...columns} id="pool" label="room for KV" />
                <SortHeader {...columns} id="sequences" label="sequences" />
                <th scope="col">memory of one device</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <FitRow key={row.accelerator.id} row={row} isOpen={open.has(row.accelerator.id)} onToggle={toggle} />
              ))}
              {shown.length === 0 && (
                <EmptyRow span={FIT_COLUMNS}>No accelerator matches. Clear the search or choose all makers.</EmptyRow>
              )}
            </tbody>
          </>
        )}
      </WideTable>
      <Legend>
        {MEMORY_PARTS.map(({ key, label, color }) => (
          <LegendItem key={key} color={color} label={label} />
        ))}
      </Legend>
    </>
  );
}
