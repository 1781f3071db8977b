import type { ReactNode } from 'react';
import styles from './Evidence.module.css';
import type { Ground } from './trace-words.ts';

const MEANING: Readonly<Record<Ground, string>> = {
  computed: 'worked out from what the log holds, by the rules on this page',
  observed: 'as whoever wrote the log reported it',
  inferred: 'concluded from lengths and times, where the log does not say it',
};

/** What figures rest on: said on every card, so that the kinds are never taken for each other. */
export function Evidence({ ground, children }: { readonly ground: Ground; readonly children?: ReactNode }) {
  return (
    <>
      <span className={styles[ground]} title={MEANING[ground]} data-ground={ground}>
        {ground}
      </span>{' '}
      {children}
    </>
  );
}
