import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { ARTICLES, CLAIMS } from '../../../catalog/claims/index.ts';
import { ClaimCard } from './ClaimCard.tsx';
import { ClaimFilters } from './ClaimFilters.tsx';
import { claimsOf } from './claim-words.ts';
import styles from './ClaimsPage.module.css';
import { UNFILTERED, type ClaimsView } from './claims-view.ts';
import type { LoadedOutcomes } from './use-claim-outcomes.ts';
import type { ChangeView } from './use-claims-view.ts';

/** Whole rows of two and of three; the others are a press away. */
const MOST_AT_FIRST = 24;

/** The claims as cards. */
export function CardsView({
  view,
  change,
  loaded,
}: {
  readonly view: ClaimsView;
  readonly change: ChangeView;
  readonly loaded: LoadedOutcomes;
}) {
  const { outcomes } = loaded;
  const settled = useDeferredValue(view);
  const shown = useMemo(() => claimsOf({ claims: CLAIMS, articles: ARTICLES, view: settled }), [settled]);
  const [isAll, setAll] = useState(false);
  const drawn = isAll ? shown : shown.slice(0, MOST_AT_FIRST);
  useEffect(() => outcomes?.want(shown.map(({ id }) => id)), [outcomes, shown]);
  return (
    <div className={styles.page}>
      <div>
        <ClaimFilters shown={shown.length} view={view} change={change} />
        <FiguresMissing loaded={loaded} />
        {shown.length === 0 && (
          <div className={styles.nothing}>
            <p>No claim fits all of this.</p>
            <Button variant="default" size="xs" onClick={() => change(UNFILTERED)}>
              Show all {CLAIMS.length}
            </Button>
          </div>
        )}
        <div className={styles.cards}>
          {drawn.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} outcomes={outcomes} isLinked={claim.id === settled.claimId} />
          ))}
        </div>
        {drawn.length < shown.length && (
          <div className={styles.more}>
            <Button variant="default" size="xs" onClick={() => setAll(true)}>
              Show the other {shown.length - drawn.length}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** What tests the claims could not be loaded: their texts stand, and it can be tried again. */
export function FiguresMissing({ loaded: { hasFailed, retry } }: { readonly loaded: LoadedOutcomes }) {
  return (
    <div role="status">
      {hasFailed && (
        <div className={styles.missing}>
          <p>What works out our figures could not be loaded. Verdicts, reasons and sources stand without it.</p>
          <Button variant="default" size="xs" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
