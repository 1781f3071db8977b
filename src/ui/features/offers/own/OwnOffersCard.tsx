import { useEffect, useMemo, useRef } from 'react';
import { Button } from '@mantine/core';
import { MOST_OWN_OFFERS } from '../../../../domain/field-limits.ts';
import { addOwnOffer } from '../../../../state/own-prices.ts';
import { useScenarioState, useServices } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { useBook, useOfferOptions } from '../../../shared/use-offers.ts';
import { OwnOfferItem } from './OwnOfferItem.tsx';
import styles from './OwnPrices.module.css';

/** Prices agreed with sellers, beside the list. */
export function OwnOffersCard() {
  const { store } = useServices();
  const scenario = useScenarioState((state) => state.scenario);
  const { ownOffers } = scenario;
  const book = useBook();
  const allOptions = useOfferOptions();
  // An own offer starts from the list and not from another one.
  const listOptions = useMemo(
    () =>
      allOptions
        .map(({ group, items }) => ({ group, items: items.filter(({ value }) => book.offerById(value)) }))
        .filter(({ items }) => items.length > 0),
    [allOptions, book],
  );
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const focusNext = useRef<'new offer' | 'add button' | null>(null);

  // What was added or removed takes the focus with it, so that the keyboard does not start at the top again.
  useEffect(() => {
    if (focusNext.current === 'new offer') list.current?.lastElementChild?.querySelector('input')?.focus();
    if (focusNext.current === 'add button') addButton.current?.focus();
    focusNext.current = null;
  });

  const isFull = ownOffers.length >= MOST_OWN_OFFERS;
  return (
    <Card
      title="Your own prices"
      hint="What was agreed with a seller: a share off the list, or single rates in its place. They can be chosen like any other offer, and they travel in the link and in the address of this page; “Copy without negotiated prices” at the top leaves them out."
    >
      {ownOffers.length === 0 ? (
        <p className={styles.hint}>None yet: every price is that of the list.</p>
      ) : (
        <ul ref={list} className={styles.items}>
          {ownOffers.map((own, index) => (
            <OwnOfferItem
              key={own.id}
              own={own}
              index={index}
              scenario={scenario}
              listOptions={listOptions}
              onRemoved={() => {
                focusNext.current = 'add button';
              }}
            />
          ))}
        </ul>
      )}
      <div className={styles.below}>
        <Button
          ref={addButton}
          variant="default"
          size="xs"
          disabled={isFull}
          onClick={() => {
            focusNext.current = 'new offer';
            addOwnOffer(store);
          }}
        >
          Add own prices
        </Button>
        <span className={styles.hint}>
          {isFull
            ? `${MOST_OWN_OFFERS} are the most.`
            : 'They start at the list of the scenario’s offer, and nothing uses them until you say so.'}
        </span>
      </div>
    </Card>
  );
}
