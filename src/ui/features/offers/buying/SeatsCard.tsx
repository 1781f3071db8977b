import { Button } from '@mantine/core';
import { SEAT_LIMITS } from '../../../../domain/field-limits.ts';
import { SEAT_PLACEHOLDER } from '../../../../evaluate/buying/placeholders.ts';
import type { SeatBill } from '../../../../evaluate/buying/seats.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatPercent, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { seatBreakEvenText } from './buying-words.ts';
import styles from './BuyingView.module.css';
import { LOCALE } from '../../../format/locale.ts';

type Seats = ScenarioState['scenario']['purchase']['seats'];

const PATH = 'purchase.seats';
const FIELDS = ['seats', 'usdPerSeat', 'includedUsdPerSeat', 'overageRatio'] as const;

/** Subscriptions that include some use. */
export function SeatsCard({
  seats,
  people,
  bill,
}: {
  readonly seats: Seats;
  readonly people: number;
  /** `null` without seats or without a price for the work. */
  readonly bill: SeatBill | null;
}) {
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const choose = (next: Seats): void => {
    clearErrors(PATH);
    setField({ path: PATH, value: next });
  };
  return (
    <Card
      title="What would seats cost?"
      hint="A price per head and month that includes some use, valued at list prices; what is used beyond it is paid for."
      actions={
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => choose(seats === null ? { seats: people, ...SEAT_PLACEHOLDER.value } : null)}
        >
          {seats === null ? 'Add seats' : 'Remove seats'}
        </Button>
      }
    >
      {seats === null ? (
        <p className={styles.note}>No seats. They begin with one for each person and made-up prices, to be replaced.</p>
      ) : (
        <>
          <div className={styles.fields}>
            {FIELDS.map((name) => (
              <NumberField
                key={name}
                path={`${PATH}.${name}`}
                value={seats[name]}
                limits={SEAT_LIMITS[name]}
                mark={
                  name !== 'seats' &&
                  seats[name] === SEAT_PLACEHOLDER.value[name] && (
                    <ProvenanceMark provenance={SEAT_PLACEHOLDER} of={SEAT_LIMITS[name].label} />
                  )
                }
                {...(name === 'seats' && { below: `${people.toLocaleString(LOCALE)} people start tasks` })}
              />
            ))}
          </div>
          {bill && <SeatFigures bill={bill} />}
        </>
      )}
    </Card>
  );
}

function SeatFigures({ bill }: { readonly bill: SeatBill }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Cost a month', formatUsd(bill.usdPerMonth)],
    ['Of that, fees', formatUsd(bill.feesUsd)],
    ['Use, at list prices', formatUsd(bill.useUsd)],
    ['Use per seat', bill.usePerSeatUsd === null ? 'no seats' : formatUsd(bill.usePerSeatUsd)],
    ['Included use that is used', bill.usedRatio === null ? 'none is included' : formatPercent(bill.usedRatio)],
    ['Use above the included', formatUsd(bill.aboveUsd)],
  ];
  return (
    <>
      <dl className={styles.figures}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>A seat {seatBreakEvenText(bill.breakEven)}</p>
    </>
  );
}
