import { Button, UnstyledButton } from '@mantine/core';
import { MOST_COMPARED } from '../../../evaluate/offer-compare.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { useScenarioState } from '../../app-context.ts';
import { bandTextShort } from './words.ts';
import styles from './OffersTable.module.css';

interface OfferCellProps {
  readonly row: OfferRow;
  readonly detailsId: string;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
  readonly isCompared: boolean;
  readonly canCompare: boolean;
  readonly onCompare: (change: { id: string; checked: boolean }) => void;
}

/** An offer's name, which opens its details, with what can be done with it. */
export function OfferCell({ row, detailsId, isOpen, onToggle, isCompared, canCompare, onCompare }: OfferCellProps) {
  const { offer, period } = row;
  const remarks = [
    ...(period?.bands.map((band) => `dearer ${bandTextShort(band)}`) ?? []),
    ...(period?.to ? [`changes ${period.to}`] : []),
    ...(row.usesCarriedRates ? ['prices from the link'] : []),
  ];
  return (
    <th scope="row" className={styles.name}>
      <div className={styles.offer}>
        <label className={styles.compare} title={canCompare ? 'Compare' : `At most ${MOST_COMPARED} can be compared`}>
          <input
            type="checkbox"
            aria-label={`Compare ${nameOf(row)}`}
            checked={isCompared}
            disabled={!canCompare}
            onChange={(event) => onCompare({ id: offer.id, checked: event.currentTarget.checked })}
          />
        </label>
        <UnstyledButton
          className={styles.model}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          onClick={() => onToggle(offer.id)}
          title="All rates, rules and sources"
        >
          <span aria-hidden="true" className={isOpen ? styles.markOpen : styles.mark}>
            ›
          </span>
          <span>
            {offer.modelName}
            <span className="visually-hidden"> · {offer.sellerName}, details</span>
          </span>
        </UnstyledButton>
        <UseButton row={row} className={styles.use} />
        <p className={styles.under}>{[offer.sellerName, ...remarks].join(' · ')}</p>
      </div>
    </th>
  );
}

/** Makes an offer the scenario's own. */
export function UseButton({ row, className }: { readonly row: OfferRow; readonly className?: string | undefined }) {
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const { offer, isCurrent } = row;
  return (
    <Button
      variant={isCurrent ? 'light' : 'default'}
      size="compact-xs"
      className={className}
      aria-label={isCurrent ? `In use: ${nameOf(row)}` : `Use ${nameOf(row)}`}
      onClick={() => {
        if (!isCurrent) chooseOffer(offer.id);
      }}
    >
      {isCurrent ? 'In use' : 'Use'}
    </Button>
  );
}

export function nameOf({ offer }: OfferRow): string {
  return `${offer.modelName} · ${offer.sellerName}`;
}
