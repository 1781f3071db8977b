import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { redated, type PriceMoves } from '../../evaluate/price-moves.ts';
import { useScenarioState } from '../app-context.ts';
import { TableScroll } from '../shared/TableScroll.tsx';
import table from '../shared/table.module.css';
import {
  changesNothing,
  figureText,
  movedDetail,
  movedTitle,
  newestDiffers,
  priceText,
  rateName,
} from './moved-words.ts';
import styles from './Notices.module.css';

/** Prices that have moved since a scenario was written: which, what that does to the bill, and one click to follow them. */
export function MovedPrices({
  moves,
  catalogRevision,
  onKeep,
}: {
  readonly moves: PriceMoves;
  /** With which the scenario was written. */
  readonly catalogRevision: string;
  readonly onKeep: () => void;
}) {
  const reprice = useScenarioState((state) => state.useCatalogPrices);
  const changeScenario = useScenarioState((state) => state.changeScenario);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { movedOnDay, newestDay, newest } = moves;
  const isDayBehind = newestDay !== null && newest?.status === 'ok' && newestDiffers(moves);
  return (
    <div className={styles.moved} data-testid="prices-moved">
      <div className={styles.row}>
        <p>
          <span className={styles.title}>{movedTitle({ moves, catalogRevision })}</span> {movedDetail(moves)}
        </p>
        <div className={styles.buttons}>
          <Button
            variant="default"
            size="compact-xs"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide what moved' : 'What moved'}
          </Button>
          {movedOnDay > 0 && (
            <Button variant="default" size="compact-xs" onClick={reprice}>
              Re-price
            </Button>
          )}
          {isDayBehind && (
            <Button variant="default" size="compact-xs" onClick={() => changeScenario(redated)}>
              Re-date to {newestDay}
            </Button>
          )}
          <Button variant="default" size="compact-xs" onClick={onKeep}>
            Keep these
          </Button>
        </div>
      </div>
      <div id={id}>{isOpen && <Moves moves={moves} />}</div>
    </div>
  );
}

function Moves({ moves }: { readonly moves: PriceMoves }) {
  const { rates, asOf, newestDay, movedOnDay, inUse, onDay, newest } = moves;
  const columns = [
    { key: 'inUse', label: movedOnDay > 0 ? 'in use' : `in use, ${asOf}`, figures: inUse },
    ...(movedOnDay > 0 ? [{ key: 'onDay', label: `catalogue, ${asOf}`, figures: onDay } as const] : []),
    ...(newest && newestDay !== null && newestDiffers(moves)
      ? [{ key: 'newest', label: `catalogue, ${newestDay}`, figures: newest } as const]
      : []),
  ] as const;
  return (
    <>
      <TableScroll label="prices that have moved">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Per million tokens</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" className={table.number}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rates.map((rate) => (
              <tr key={`${rate.offerId} ${rateName(rate)}`}>
                <th scope="row">
                  {rate.modelName}: {rateName(rate)}
                </th>
                {columns.map(({ key }, i) => (
                  <td key={key} className={table.number}>
                    <Changed isChanged={i > 0 && rate[key] !== rate.inUse}>
                      {priceText({ value: rate[key], currency: rate.currency })}
                    </Changed>
                  </td>
                ))}
              </tr>
            ))}
            {FIGURES.map(({ side, label }) => (
              <tr key={side} className={side === 'without' ? styles.firstFigure : undefined}>
                <th scope="row">{label}</th>
                {columns.map(({ key, figures }) => (
                  <td key={key} className={table.number} data-figure={`${side} ${key}`}>
                    {figureText({ at: figures, side })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {changesNothing(moves) && <p>None of it changes the bill: it is not used, or own prices stand in its place.</p>}
    </>
  );
}

const FIGURES = [
  { side: 'without', label: 'Spend without, a month' },
  { side: 'with', label: 'Spend with, a month' },
  { side: 'saving', label: 'Saving, a month' },
] as const;

/** Told apart by weight, not by colour alone. */
function Changed({ isChanged, children }: { readonly isChanged: boolean; readonly children: string }) {
  return isChanged ? <strong>{children}</strong> : children;
}
