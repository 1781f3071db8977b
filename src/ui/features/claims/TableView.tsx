import { useDeferredValue, useEffect, useMemo } from 'react';
import { ARTICLES, CLAIMS, type Claim } from '../../../catalog/claims/index.ts';
import { Card } from '../../shared/Card.tsx';
import { EmptyRow, WideTable } from '../../shared/WideTable.tsx';
import wide from '../../shared/WideTable.module.css';
import { FiguresMissing } from './CardsView.tsx';
import { ClaimFilters } from './ClaimFilters.tsx';
import type { ClaimOutcomes } from './claim-outcomes.ts';
import { articleName, claimsOf, sourcesInWords, TOPIC_WORDS, VERDICT_WORDS } from './claim-words.ts';
import styles from './ClaimsPage.module.css';
import type { ClaimsView } from './claims-view.ts';
import { claimFigureText } from './figure-words.ts';
import { useOutcome, type LoadedOutcomes } from './use-claim-outcomes.ts';
import type { ChangeView } from './use-claims-view.ts';

const COLUMNS = 8;

/** The claims in rows, for who wants them side by side or in a file. */
export function TableView({
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
  useEffect(() => outcomes?.want(shown.map(({ id }) => id)), [outcomes, shown]);
  return (
    <Card title="Which claims, what do we get, and how sure is that?" hint="A claim’s name opens its card.">
      <ClaimFilters shown={shown.length} view={view} change={change} />
      <FiguresMissing loaded={loaded} />
      <WideTable label="claims" className={styles.claims}>
        {() => (
          <>
            <thead>
              <tr>
                <th scope="col" className={wide.name}>
                  Claim
                </th>
                <th scope="col">verdict</th>
                <th scope="col" className={wide.number}>
                  said
                </th>
                <th scope="col" className={wide.number}>
                  we get
                </th>
                <th scope="col">kind</th>
                <th scope="col">topic</th>
                <th scope="col">article</th>
                <th scope="col">sources</th>
              </tr>
            </thead>
            <tbody>
              {shown.length === 0 && <EmptyRow span={COLUMNS}>No claim fits all of this.</EmptyRow>}
              {shown.map((claim) => (
                <ClaimRow key={claim.id} claim={claim} outcomes={outcomes} change={change} />
              ))}
            </tbody>
          </>
        )}
      </WideTable>
    </Card>
  );
}

function ClaimRow({
  claim: { id, title, verdict, topic, article, sources },
  outcomes,
  change,
}: {
  readonly claim: Claim;
  readonly outcomes: ClaimOutcomes | null;
  readonly change: ChangeView;
}) {
  const state = useOutcome({ outcomes, id });
  const outcome = state.status === 'done' ? state.outcome : null;
  const ours = outcome?.figures[0];
  const missing = state.status === 'failed' ? 'not worked out' : '…';
  return (
    <tr data-claim={id}>
      <th scope="row" className={wide.name}>
        <a
          href={`?page=claims&view=claim.${id}`}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            change({ part: 'cards', claimId: id });
          }}
        >
          {title}
        </a>
      </th>
      <td className={styles.verdict}>
        <span aria-hidden="true">{VERDICT_WORDS[verdict].icon}</span> {VERDICT_WORDS[verdict].word}
      </td>
      <td className={`${wide.number} ${styles.figure}`}>
        {outcome ? (outcome.said ? claimFigureText(outcome.said) : '–') : missing}
      </td>
      <td className={`${wide.number} ${styles.figure}`}>{ours ? claimFigureText(ours) : missing}</td>
      <td>{ours ? <span className={ours.kind === 'assumed' ? wide.assumed : undefined}>{ours.kind}</span> : ''}</td>
      <td>{TOPIC_WORDS[topic]}</td>
      <td className={styles.source}>{articleName(article, ARTICLES)}</td>
      <td className={styles.read}>{sourcesInWords(sources)}</td>
    </tr>
  );
}
