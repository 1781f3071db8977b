import type { ClaimFigure, ClaimOutcome } from '../../../evaluate/claims/claim-view.ts';
import { Explain } from '../../shared/Explain.tsx';
import type { OutcomeState } from './claim-outcomes.ts';
import styles from './ClaimCard.module.css';
import { claimFigureText } from './figure-words.ts';

/** The figure that is said and the one that comes out here, one below the other. */
export function ClaimFigures({ state }: { readonly state: OutcomeState }) {
  return (
    <div className={styles.figures} data-figures={state.status}>
      {state.status === 'waiting' && <p className={styles.quiet}>Working out our figure…</p>}
      {state.status === 'failed' && (
        <p role="alert" className={styles.failed}>
          Our figure could not be worked out: {state.message.replace(/\.$/, '')}. The verdict stands on the sources
          below.
        </p>
      )}
      {state.status === 'done' && <OutcomeRows outcome={state.outcome} />}
    </div>
  );
}

function OutcomeRows({ outcome: { said, figures, agrees, explanation } }: { readonly outcome: ClaimOutcome }) {
  const [ours, ...others] = figures;
  return (
    <dl>
      {said && (
        <div className={styles.row}>
          <dt>
            {said.label}
            <Note figure={said} />
          </dt>
          <dd>{claimFigureText(said)}</dd>
        </div>
      )}
      {ours && (
        <div className={`${styles.row} ${styles.ours ?? ''}`} data-ours>
          <dt>
            We get: {ours.label} <Kind figure={ours} /> {explanation && <Explain explanation={explanation} />}
            <Note figure={ours} />
          </dt>
          <dd>
            {claimFigureText(ours)}
            {agrees !== null && <span className={styles.agrees}>{agrees ? 'agrees' : 'differs'}</span>}
          </dd>
        </div>
      )}
      {others.map((figure) => (
        <div key={figure.label} className={styles.row}>
          <dt>
            {figure.label} <Kind figure={figure} />
            <Note figure={figure} />
          </dt>
          <dd>{claimFigureText(figure)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Kind({ figure: { kind } }: { readonly figure: ClaimFigure }) {
  return <span className={kind === 'assumed' ? styles.assumed : styles.kind}>{kind}</span>;
}

function Note({ figure: { note } }: { readonly figure: ClaimFigure }) {
  return note === undefined ? null : <span className={styles.note}>{note}</span>;
}
