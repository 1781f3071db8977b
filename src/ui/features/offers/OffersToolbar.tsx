import { Button } from '@mantine/core';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { CheckBox, CheckGroup, CheckMenu } from './CheckMenu.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { ExportButton, type Exported } from './ExportButton.tsx';
import type { OffersTableModel } from './offer-table.ts';
import { isNarrowed, NEEDS, TRIGGERS, UNFILTERED, type Need, type OfferView, type Trigger } from './offer-view.ts';
import { SearchField } from './SearchField.tsx';
import type { ChangeView } from './use-offer-view.ts';
import styles from './OffersPage.module.css';

interface OffersToolbarProps {
  readonly table: OffersTableModel;
  readonly rows: readonly OfferRow[];
  readonly shownCount: number;
  readonly view: OfferView;
  readonly change: ChangeView;
  /** The table as it stands, read when it is asked for. */
  readonly exported: () => Exported;
}

const PRICE_SIZES = [
  { value: 'M', label: 'per 1M' },
  { value: 'K', label: 'per 1K' },
] as const;

/** Search, filters, columns, grouping and what came of them. */
export function OffersToolbar({ table, rows, shownCount, view, change, exported }: OffersToolbarProps) {
  const model = rows.find(({ offer }) => offer.id === view.modelOf)?.offer.modelName;
  return (
    <search className={styles.toolbar}>
      <SearchField className={styles.search} query={view.query} onQuery={(query) => change({ query })} />
      <SellerMenu rows={rows} view={view} change={change} />
      <FilterMenu view={view} change={change} />
      <ColumnMenu table={table} view={view} change={change} />
      <CheckBox label="Group by seller" checked={view.isGrouped} onChange={(isGrouped) => change({ isGrouped })} />
      <Segmented
        label="Prices for how many tokens"
        hideLabel
        options={PRICE_SIZES}
        value={view.priceSize}
        onChange={(priceSize) => change({ priceSize })}
      />
      {model !== undefined && (
        <Button variant="light" size="compact-xs" onClick={() => change({ modelOf: null })}>
          Only {model} <span aria-hidden="true">&nbsp;×</span>
          <span className="visually-hidden">: show all models</span>
        </Button>
      )}
      <div className={styles.outcome}>
        {isNarrowed(view) && (
          <Button variant="default" size="compact-xs" onClick={() => change(UNFILTERED)}>
            Clear
          </Button>
        )}
        <output className={styles.count}>
          {shownCount} of {rows.length} offers
        </output>
        <ExportButton exported={exported} />
      </div>
    </search>
  );
}

interface FilterProps {
  readonly view: OfferView;
  readonly change: ChangeView;
}

function SellerMenu({ rows, view, change }: FilterProps & { readonly rows: readonly OfferRow[] }) {
  const names = new Map(rows.map(({ offer }) => [offer.seller, offer.sellerName]));
  const { sellers } = view;
  const [first] = sellers;
  return (
    <CheckMenu
      summary={
        first === undefined
          ? 'All sellers'
          : sellers.length === 1
            ? (names.get(first) ?? first)
            : `${sellers.length} of ${names.size} sellers`
      }
      reset={{ label: 'All sellers', onClick: () => change({ sellers: [] }) }}
    >
      <CheckGroup
        legend="Show offers of"
        options={[...names].map(([id, label]) => ({ id, label }))}
        isChecked={(id) => sellers.includes(id)}
        onChange={(ticked) => change({ sellers: toggled({ list: sellers, ...ticked }) })}
      />
    </CheckMenu>
  );
}

const NEED_LABELS: Record<Need, string> = {
  cache: 'sell a cache',
  runs: 'can run this workload',
  priced: 'have a price on the day',
  geometry: 'have a known KV geometry',
  sold: 'sell everything that is shown',
};

const TRIGGER_LABELS: Record<Trigger, string> = {
  automatic: 'automatic',
  explicit: 'explicit, where the request marks it',
  none: 'not sold',
};

function FilterMenu({ view, change }: FilterProps) {
  const { needs, triggers } = view;
  const count = needs.length + triggers.length;
  return (
    <CheckMenu
      summary={count === 0 ? 'Filters' : `Filters (${count})`}
      reset={{ label: 'No filters', onClick: () => change({ needs: [], triggers: [] }) }}
    >
      <CheckGroup
        legend="Only offers that"
        options={NEEDS.map((id) => ({ id, label: NEED_LABELS[id] }))}
        isChecked={(id) => needs.some((need) => need === id)}
        onChange={({ id, checked }) =>
          change({ needs: NEEDS.filter((need) => (need === id ? checked : needs.includes(need))) })
        }
      />
      <CheckGroup
        legend="Caching is"
        options={TRIGGERS.map((id) => ({ id, label: TRIGGER_LABELS[id] }))}
        isChecked={(id) => triggers.some((trigger) => trigger === id)}
        onChange={({ id, checked }) =>
          change({ triggers: TRIGGERS.filter((trigger) => (trigger === id ? checked : triggers.includes(trigger))) })
        }
      />
    </CheckMenu>
  );
}

function toggled({ list, id, checked }: { list: readonly string[]; id: string; checked: boolean }): readonly string[] {
  return checked ? [...list, id] : list.filter((other) => other !== id);
}
