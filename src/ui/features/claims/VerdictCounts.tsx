import { memo } from 'react';
import { CLAIM_VERDICTS } from '../../../catalog/claims/claim.ts';
import type { Claim, ClaimVerdict } from '../../../catalog/claims/index.ts';
import { Card } from '../../shared/Card.tsx';
import { countByVerdict, countsSentence, VERDICT_WORDS } from './claim-words.ts';
import styles from './ClaimsPage.module.css';
import type { ClaimsView } from './claims-view.ts';
import type { ChangeView } from './use-claims-view.ts';

/** How the claims fare at one glance; each count narrows the list to its claims. */
export const VerdictCounts = memo(function VerdictCounts({
  claims,
  articles,
  view: { verdicts },
  change,
}: {
  readonly claims: readonly Claim[];
  readonly articles: number;
  readonly view: ClaimsView;
  readonly change: ChangeView;
}) {
  const counts = countByVerdict(claims);
  const toggle = (verdict: ClaimVerdict): void =>
    change({
      verdicts: CLAIM_VERDICTS.filter((candidate) => verdicts.includes(candidate) !== (candidate === verdict)),
      claimId: null,
    });
  return (
    <Card
      title={`How do ${claims.length} claims about the memory wall fare?`}
      hint={`From ${articles} articles and interviews. Each is restated, computed here by the functions behind every other figure, and opens as a scenario of yours to change.`}
    >
      <div className={styles.bar} role="img" aria-label={countsSentence(counts)}>
        {CLAIM_VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => (
          <span key={verdict} className={styles[verdict]} style={{ flexGrow: counts[verdict] }} />
        ))}
      </div>
      <div className={styles.counts} role="group" aria-label="Verdicts to show">
        {CLAIM_VERDICTS.map((verdict) => {
          const { icon, word, means } = VERDICT_WORDS[verdict];
          return (
            <button
              key={verdict}
              type="button"
              className={styles.count}
              aria-pressed={verdicts.includes(verdict)}
              onClick={() => toggle(verdict)}
            >
              <span className={styles.countHead}>
                <span className={`${styles.swatch} ${styles[verdict]}`} aria-hidden="true" />
                <strong>{counts[verdict]}</strong>
                <span aria-hidden="true">{icon}</span> {word}
              </span>
              <span className={styles.means}>{means}</span>
            </button>
          );
        })}
      </div>
    </Card>
  );
});
