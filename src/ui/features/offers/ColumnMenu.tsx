import { CheckBox, CheckMenu } from './CheckMenu.tsx';
import { OFFER_COLUMN } from './offer-columns.tsx';
import { COLUMNS, FIRST_VIEW, type OfferView } from './offer-view.ts';
import type { OffersTableModel } from './offer-table.ts';
import type { ChangeView } from './use-offer-view.ts';
import styles from './CheckMenu.module.css';
import { moneySign } from '../../format/money.ts';

/** Which columns are shown, and which of them stay in sight beside the offer. */
export function ColumnMenu({
  table,
  view,
  change,
}: {
  readonly table: OffersTableModel;
  readonly view: Pick<OfferView, 'shown' | 'pinned'>;
  readonly change: ChangeView;
}) {
  const { shown, pinned } = view;
  const show = ({ id, checked }: { id: (typeof COLUMNS)[number]; checked: boolean }): void =>
    change({
      shown: COLUMNS.filter((column) => (column === id ? checked : shown.includes(column))),
      pinned: checked ? pinned : pinned.filter((column) => column !== id),
    });
  const pin = ({ id, checked }: { id: (typeof COLUMNS)[number]; checked: boolean }): void =>
    change({
      shown: COLUMNS.filter((column) => column === id || shown.includes(column)),
      pinned: checked ? [...pinned, id] : pinned.filter((column) => column !== id),
    });
  return (
    <CheckMenu
      summary="Columns"
      reset={{ label: 'As at first', onClick: () => change({ shown: FIRST_VIEW.shown, pinned: [] }) }}
    >
      <table className={styles.pairs}>
        <thead>
          <tr>
            <th scope="col">Columns</th>
            <th scope="col" title="Keeps the column in sight beside the offer">
              Pin
            </th>
          </tr>
        </thead>
        <tbody>
          {COLUMNS.filter((id) => id !== OFFER_COLUMN).map((id) => {
            const label = table.getColumn(id)?.columnDef.meta?.label.replace('$', () => moneySign()) ?? id;
            return (
              <tr key={id}>
                <th scope="row">
                  <CheckBox label={label} checked={shown.includes(id)} onChange={(checked) => show({ id, checked })} />
                </th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Pin ${label}`}
                    checked={pinned.includes(id)}
                    onChange={(event) => pin({ id, checked: event.currentTarget.checked })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </CheckMenu>
  );
}
