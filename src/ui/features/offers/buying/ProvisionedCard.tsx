import { Button } from '@mantine/core';
import { PROVISIONED_LIMITS } from '../../../../domain/field-limits.ts';
import type { ProvisionedBill } from '../../../../evaluate/buying/evaluate-buying.ts';
import { PROVISIONED_PLACEHOLDER } from '../../../../evaluate/buying/placeholders.ts';
import type { Capacity } from '../../../../evaluate/buying/provisioned.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber, formatPercent, formatTokens, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import table from '../../../shared/table.module.css';
import { breakEvenText } from './buying-words.ts';
import styles from './BuyingView.module.css';
import { formatPriceTo } from '../../../format/money.ts';

type Provisioned = ScenarioState['scenario']['purchase']['provisioned'];

const PATH = 'purchase.provisioned';
const FIELDS = [
  'usdPerUnitHour',
  'inputTokensPerSecond',
  'outputWeight',
  'cacheReadWeight',
  'peakFactor',
  'leastUnits',
  'hoursPerMonth',
] as const;

/** Capacity rented by the hour, at the hit rate sold and at the warehouse's. */
export function ProvisionedCard({
  provisioned,
  bill,
}: {
  readonly provisioned: Provisioned;
  /** `null` where nothing is reserved or the work has no price. */
  readonly bill: ProvisionedBill | null;
}) {
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const choose = (next: Provisioned): void => {
    clearErrors(PATH);
    setField({ path: PATH, value: next });
  };
  return (
    <Card
      title="What would provisioned throughput cost?"
      hint="Units of capacity rented by the hour, enough for the peak of the working hours, and paid for at night as well."
      actions={
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => choose(provisioned === null ? PROVISIONED_PLACEHOLDER.value : null)}
        >
          {provisioned === null ? 'Add capacity' : 'Remove capacity'}
        </Button>
      }
    >
      {provisioned === null ? (
        <p className={styles.note}>Nothing is reserved. Capacity begins with made-up figures, to be replaced.</p>
      ) : (
        <>
          <div className={styles.fields}>
            {FIELDS.map((name) => (
              <NumberField
                key={name}
                path={`${PATH}.${name}`}
                value={provisioned[name]}
                limits={PROVISIONED_LIMITS[name]}
                mark={
                  provisioned[name] === PROVISIONED_PLACEHOLDER.value[name] && (
                    <ProvenanceMark provenance={PROVISIONED_PLACEHOLDER} of={PROVISIONED_LIMITS[name].label} />
                  )
                }
              />
            ))}
          </div>
          {bill && <CapacityTable bill={bill} />}
        </>
      )}
    </Card>
  );
}

const ROWS: readonly { readonly label: string; readonly of: (capacity: Capacity) => string }[] = [
  { label: 'Work, in tokens of input a month', of: ({ equivalentTokens }) => formatTokens(equivalentTokens) },
  {
    label: 'Peak, in tokens of input a second',
    of: ({ peakTokensPerSecond }) => formatNumber(peakTokensPerSecond, peakTokensPerSecond < 100 ? 1 : 0),
  },
  { label: 'Units', of: ({ units }) => formatNumber(units, 0) },
  { label: 'Cost a month', of: ({ usdPerMonth }) => formatUsd(usdPerMonth) },
  { label: 'Of that, rent of stored prefixes', of: ({ rentUsd }) => (rentUsd === 0 ? 'none' : formatUsd(rentUsd)) },
  { label: 'Used, of what is paid for', of: ({ utilisationRatio }) => formatPercent(utilisationRatio) },
  { label: 'Pays above a use of', of: ({ breakEvenRatio }) => breakEvenText(breakEvenRatio) },
  { label: 'Per M tokens, prompt and output', of: ({ usdPerMTok }) => rateText(usdPerMTok) },
  { label: 'The same by the token, at the list', of: ({ byTheTokenUsdPerMTok }) => rateText(byTheTokenUsdPerMTok) },
];

function rateText(usdPerMTok: number | null): string {
  return usdPerMTok === null ? 'no tokens' : formatPriceTo({ usd: usdPerMTok, digits: 3 });
}

function CapacityTable({ bill: { without, with: kept, offerNames } }: { readonly bill: ProvisionedBill }) {
  return (
    <>
      <TableScroll label="capacity without and with the warehouse’s hit rate">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">At the hit rate of</th>
                <th scope="col" className={table.number}>
                  best policy sold
                </th>
                <th scope="col" className={table.number}>
                  warehouse
                </th>
              </tr>
            </thead>
            <tbody>
              {ROWS.map(({ label, of }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td className={table.number}>{of(without)}</td>
                  <td className={table.number}>{kept ? of(kept) : 'no price'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <p className={styles.note}>
        Each column pays against the same work by the token at list prices, with the same hit rate; above 100 % capacity
        never does, however well it is used.
        {offerNames.length > 1 && ` Units are of ${offerNames.join(' and ')}, each with its own.`}
      </p>
    </>
  );
}
