import type { BilledRequest, RequestCost } from '../../../../evaluate/request-bill.ts';
import stale from '../../../shared/Stale.module.css';
import { changeText } from '../words.ts';
import { BillTable } from './BillTable.tsx';
import { nanoText, reasonText, scheduleText } from './bill-words.ts';
import { RepeatBill } from './RepeatBill.tsx';
import styles from './RequestView.module.css';

/** The bill, or what it lacks. */
export type BillOutcome = { readonly lacks: string } | { readonly request: BilledRequest; readonly cost: RequestCost };

/** The total, the same request without a cache, and the lines. Grey while a field holds what cannot be billed. */
export function BillResult({
  outcome,
  problems,
  followsClock,
}: {
  readonly outcome: BillOutcome;
  readonly problems: readonly string[];
  readonly followsClock: boolean;
}) {
  const isStale = problems.length > 0;
  return (
    <section className={styles.result} aria-label="Bill of the request">
      <div role="status">
        {isStale && (
          <div className={stale.banner}>
            <p>The bill below is of the last values that were accepted.</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div className={isStale ? stale.stale : undefined} data-stale={isStale}>
        {'lacks' in outcome ? (
          <NoTotal reason={outcome.lacks} />
        ) : (
          <Costed request={outcome.request} cost={outcome.cost} followsClock={followsClock} />
        )}
      </div>
    </section>
  );
}

function Costed({
  request,
  cost,
  followsClock,
}: {
  readonly request: BilledRequest;
  readonly cost: RequestCost;
  readonly followsClock: boolean;
}) {
  const { bill, lines, withoutCache, differenceNanoUsd, differenceRatio, schedules } = cost;
  return (
    <>
      {bill.status === 'unavailable' ? (
        <>
          <NoTotal reason={reasonText(bill.reason)} />
          {withoutCache.status === 'priced' && (
            <p className={styles.moment}>Without any cache it would cost {nanoText(withoutCache.nanoUsd)} USD.</p>
          )}
        </>
      ) : (
        <dl className={styles.sums}>
          <div>
            <dt>This request</dt>
            <dd className={styles.total}>{nanoText(bill.nanoUsd)} USD</dd>
          </div>
          <div>
            <dt>Without any cache</dt>
            <dd>
              {withoutCache.status === 'priced'
                ? `${nanoText(withoutCache.nanoUsd)} USD`
                : reasonText(withoutCache.reason)}
            </dd>
            <dd className={styles.detail}>all prompt tokens at the input rate of the same band</dd>
          </div>
          {differenceNanoUsd !== null && (
            <div>
              <dt>Difference</dt>
              <dd>{nanoText(differenceNanoUsd)} USD</dd>
              {differenceRatio !== null && <dd className={styles.detail}>{changeText(differenceRatio)}</dd>}
            </div>
          )}
        </dl>
      )}
      <Moment request={request} schedules={schedules} followsClock={followsClock} />
      {bill.status === 'priced' && (
        <>
          <BillTable lines={lines} nanoUsd={bill.nanoUsd} />
          <RepeatBill bill={bill} request={request} />
        </>
      )}
    </>
  );
}

/** In place of a total: a price that is missing is not 0. */
function NoTotal({ reason }: { readonly reason: string }) {
  return (
    <dl className={styles.sums}>
      <div>
        <dt>This request</dt>
        <dd className={styles.noTotal}>No total. {reason}</dd>
      </div>
    </dl>
  );
}

/** Which schedule held. */
function Moment({
  request: { at },
  schedules,
  followsClock,
}: {
  readonly request: BilledRequest;
  readonly schedules: RequestCost['schedules'];
  readonly followsClock: boolean;
}) {
  if (!followsClock)
    return <p className={styles.moment}>Prices of {at}, which do not follow the clock at this offer.</p>;
  return schedules.map((schedule) => (
    <p key={schedule.name} className={styles.moment}>
      <span className={schedule.isDoubtful ? styles.assumed : undefined}>{scheduleText(schedule)}</span>
    </p>
  ));
}
