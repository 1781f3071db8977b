import { useEffect, useRef } from 'react';
import { ARTICLES, CLAIMS } from '../../../catalog/claims/index.ts';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { CardsView } from './CardsView.tsx';
import styles from './ClaimsPage.module.css';
import { FIRST_VIEW, type ClaimsPart, type ClaimsView } from './claims-view.ts';
import { useClaimOutcomes } from './use-claim-outcomes.ts';
import { useClaimsView } from './use-claims-view.ts';
import { VerdictCounts } from './VerdictCounts.tsx';

// Only the cards are part of the page; the others are loaded when they are opened.
const TableView = lazyPart(() => import('./TableView.tsx').then((m) => ({ default: m.TableView })));
const SystemsView = lazyPart(() => import('./SystemsView.tsx').then((m) => ({ default: m.SystemsView })));

const PARTS = [
  { value: 'cards', label: 'Claims' },
  { value: 'table', label: 'As a table' },
  { value: 'systems', label: 'Systems' },
] as const satisfies readonly { value: ClaimsPart; label: string }[];

/** What vendors and articles say about memory, caching and cost, each with the figure that comes out here and a verdict. */
export function ClaimsPage() {
  const { view, change } = useClaimsView();
  const loaded = useClaimOutcomes();
  // Systems are filtered by other things; coming back to the claims brings their filters back.
  const claimsView = useRef<ClaimsView>(FIRST_VIEW);
  const systemsView = useRef<ClaimsView>({ ...FIRST_VIEW, part: 'systems' });
  useEffect(() => {
    (view.part === 'systems' ? systemsView : claimsView).current = view;
  }, [view]);
  const show = (part: ClaimsPart): void => change({ ...(part === 'systems' ? systemsView : claimsView).current, part });
  return (
    <div className={styles.page}>
      <Segmented label="Show" hideLabel options={PARTS} value={view.part} onChange={show} />
      {view.part !== 'systems' && (
        <VerdictCounts claims={CLAIMS} articles={ARTICLES.length} view={view} change={change} />
      )}
      <Guard key={view.part} space={<div className={styles.partSpace} />}>
        {view.part === 'cards' && <CardsView view={view} change={change} loaded={loaded} />}
        {view.part === 'table' && <TableView view={view} change={change} loaded={loaded} />}
        {view.part === 'systems' && <SystemsView view={view} change={change} />}
      </Guard>
    </div>
  );
}
