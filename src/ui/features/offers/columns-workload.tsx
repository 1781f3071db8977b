import { formatPercent, formatUsd } from '../../format/number.ts';
import { costNumber, helper, NUMERIC } from './column-kinds.ts';
import { EffectiveRate, MissingFigure } from './figures.tsx';
import { byText } from './offer-table.ts';
import { changeText, ttlText } from './words.ts';
import styles from './OffersTable.module.css';

/** What the scenario’s workload costs. */
export const workloadColumns = helper.group({
  id: 'workload',
  header: 'This workload',
  columns: helper.columns([
    helper.accessor(
      costNumber(({ withoutUsd }) => withoutUsd),
      {
        id: 'without',
        header: 'Best policy, $/month',
        meta: { label: 'Cost without warehouse', widthPx: 84, numeric: true, isCost: true },
        ...NUMERIC,
        cell: ({
          row: {
            original: { cost },
          },
        }) => cost.status === 'priced' && formatUsd(cost.withoutUsd),
      },
    ),
    helper.accessor(
      costNumber(({ warehouse }) => (warehouse.state === 'priced' ? warehouse.usd : undefined)),
      {
        id: 'with',
        header: 'Warehouse, $/month',
        meta: { label: 'Cost with warehouse', widthPx: 88, numeric: true, isCost: true },
        ...NUMERIC,
        cell: ({
          row: {
            original: { cost },
          },
        }) => {
          if (cost.status !== 'priced') return null;
          const { warehouse } = cost;
          if (warehouse.state === 'priced') {
            return (
              <>
                {formatUsd(warehouse.usd)}
                <p className={warehouse.changeRatio > 0 ? styles.dearer : styles.share}>
                  {changeText(warehouse.changeRatio)}
                </p>
              </>
            );
          }
          return (
            <MissingFigure column="with" name="Cost with warehouse" state={warehouse.state} reason={warehouse.reason} />
          );
        },
      },
    ),
    helper.accessor(
      costNumber(({ hitRatio }) => hitRatio),
      {
        id: 'hit',
        header: 'Hit rate',
        meta: { label: 'Hit rate', widthPx: 64, numeric: true, isCost: true },
        ...NUMERIC,
        sortDescFirst: true,
        cell: ({
          row: {
            original: { cost },
          },
        }) => cost.status === 'priced' && formatPercent(cost.hitRatio),
      },
    ),
    helper.accessor(
      costNumber(({ promptUsdPerMTok }) => promptUsdPerMTok),
      {
        id: 'effective',
        header: 'Effective, $/M prompt',
        meta: { label: 'Effective price, $/M prompt tokens', widthPx: 84, numeric: true, isCost: true },
        ...NUMERIC,
        cell: ({
          row: {
            original: { cost },
          },
        }) => cost.status === 'priced' && <EffectiveRate usdPerMTok={cost.promptUsdPerMTok} />,
      },
    ),
    helper.accessor(
      costNumber(({ allInUsdPerMTok }) => allInUsdPerMTok),
      {
        id: 'allin',
        header: 'All in, $/M prompt',
        meta: { label: 'All in with output, $/M prompt tokens', widthPx: 80, numeric: true, isCost: true },
        ...NUMERIC,
        cell: ({
          row: {
            original: { cost },
          },
        }) => cost.status === 'priced' && <EffectiveRate usdPerMTok={cost.allInUsdPerMTok} />,
      },
    ),
    helper.accessor(
      costNumber(({ taskUsd }) => taskUsd),
      {
        id: 'task',
        header: 'Best policy, $/task',
        meta: { label: 'Cost per task', widthPx: 76, numeric: true, isCost: true },
        ...NUMERIC,
        cell: ({
          row: {
            original: { cost },
          },
        }) => cost.status === 'priced' && (cost.taskUsd === undefined ? '–' : formatUsd(cost.taskUsd)),
      },
    ),
    helper.accessor(({ cost }) => (cost.status === 'priced' ? cost.policy : undefined), {
      id: 'policy',
      header: 'Policy used',
      meta: { label: 'Policy used', widthPx: 130, isCost: true },
      sortFn: byText,
      sortUndefined: 'last',
      cell: ({
        row: {
          original: { cost },
        },
      }) =>
        cost.status === 'priced' && (
          <>
            <p className={styles.policy}>{cost.policy}</p>
            {cost.uncostedTtlIds.length > 0 && (
              <p className={styles.share}>{cost.uncostedTtlIds.map(ttlText).join(', ')} not costed</p>
            )}
          </>
        ),
    }),
  ]),
});
