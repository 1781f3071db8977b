import { memo, useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { ARTICLES, sourceStanding, type Claim } from '../../../catalog/claims/index.ts';
import type { ClaimLook } from '../../../evaluate/claims/claim-view.ts';
import { useServices } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { ClaimFigures } from './ClaimFigures.tsx';
import type { ClaimOutcomes } from './claim-outcomes.ts';
import { articleTitle, TOPIC_WORDS, VERDICT_WORDS } from './claim-words.ts';
import styles from './ClaimCard.module.css';
import { claimHref, openLook } from './open-look.ts';
import { useOutcome } from './use-claim-outcomes.ts';

/** What is said, the figure that comes out here, the verdict, why, and where that can be read. */
export const ClaimCard = memo(function ClaimCard({
  claim,
  outcomes,
  isLinked,
}: {
  readonly claim: Claim;
  readonly outcomes: ClaimOutcomes | null;
  readonly isLinked: boolean;
}) {
  const { id, title, topic, article, said, verdict, because, sources } = claim;
  const state = useOutcome({ outcomes, id });
  const { icon, word } = VERDICT_WORDS[verdict];
  const look = state.status === 'done' ? state.outcome.lookAt : null;
  const frame = useRef<HTMLDivElement>(null);
  // Whoever followed a link to it is taken there.
  useEffect(() => {
    if (!isLinked) return;
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [isLinked]);
  return (
    <div
      ref={frame}
      tabIndex={-1}
      className={styles.frame}
      data-claim={id}
      data-verdict={verdict}
      aria-current={isLinked ? 'true' : undefined}
    >
      <Card
        title={title}
        hint={`${TOPIC_WORDS[topic]} · ${articleTitle(article, ARTICLES)}`}
        className={styles.card}
        actions={
          <span className={`${styles.verdict} ${styles[verdict] ?? ''}`}>
            <span aria-hidden="true">{icon}</span> {word}
          </span>
        }
      >
        <p>{said}</p>
        <ClaimFigures state={state} />
        <p>{because}</p>
        <ul className={styles.sources} aria-label={`Sources: ${title}`}>
          {sources.map((source) => (
            <li key={source.url + source.title}>
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {source.title}
              </a>{' '}
              <span className={source.checkedOn === null ? styles.assumed : styles.quiet}>
                {sourceStanding(source)}
              </span>
            </li>
          ))}
        </ul>
        <div className={styles.foot}>
          <p className={styles.shows}>{look?.shows ?? ''}</p>
          <div className={styles.buttons}>
            <CopyCardLink claim={claim} />
            <OpenButton claim={claim} look={look} isFailed={state.status === 'failed'} outcomes={outcomes} />
          </div>
        </div>
      </Card>
    </div>
  );
});

function OpenButton({
  claim,
  look,
  isFailed,
  outcomes,
}: {
  readonly claim: Claim;
  readonly look: ClaimLook | null;
  readonly isFailed: boolean;
  readonly outcomes: ClaimOutcomes | null;
}) {
  const services = useServices();
  if (isFailed) return null;
  const open = (): void => {
    const state = look ? null : outcomes?.now(claim.id);
    const found = look ?? (state?.status === 'done' ? state.outcome.lookAt : null);
    if (found) openLook({ claim, look: found, services });
  };
  return (
    <Button size="xs" disabled={outcomes === null} aria-label={`Open this scenario: ${claim.title}`} onClick={open}>
      Open this scenario
    </Button>
  );
}

function CopyCardLink({ claim: { id, title } }: { readonly claim: Claim }) {
  const { clipboard, link } = useServices();
  const [status, setStatus] = useState<'idle' | 'copied' | 'refused'>('idle');
  const href = (): string => claimHref({ id, href: link.hrefWith(link.read()) });
  const copy = async (): Promise<void> => setStatus((await clipboard.write(href())) ? 'copied' : 'refused');
  return (
    <>
      <span role="status" className={status === 'refused' ? styles.byHand : 'visually-hidden'}>
        {status === 'copied' && 'The link to this card is on the clipboard.'}
        {status === 'refused' && (
          <input
            readOnly
            aria-label={`Link to the card ${title}`}
            value={href()}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </span>
      <Button
        variant="default"
        size="xs"
        aria-label={`Copy link: ${title}`}
        onClick={() => void copy()}
        onBlur={() => setStatus((before) => (before === 'copied' ? 'idle' : before))}
      >
        {status === 'copied' ? 'Link copied' : 'Copy link'}
      </Button>
    </>
  );
}
