import { useSyncExternalStore } from 'react';
import { Button } from '@mantine/core';
import { useScenarioState, useServices } from '../../app-context.ts';
import { introducedInWords } from './introduction-words.ts';
import { INTRODUCTION, startTour } from './tour-store.ts';
import styles from './Introduction.module.css';

/** What this is, what is open, and what to do first: until it is dismissed. There with the first figures, so that none moves. */
export function Introduction() {
  const { settings } = useServices();
  const seen = useSyncExternalStore(settings.subscribe, () => settings.read(INTRODUCTION));
  const scenario = useScenarioState((state) => state.scenario);
  if (seen !== null) return null;
  return (
    <section className={styles.introduction} aria-label="Introduction">
      <div>
        <p>
          <strong>What does a language-model workload cost, and what if no prompt were computed twice?</strong>{' '}
          {introducedInWords(scenario)}
        </p>
        <ol className={styles.first}>
          <li>Put in your own numbers above</li>
          <li>Read the answer and its reason below</li>
          <li>Copy the link, or export a workbook</li>
        </ol>
      </div>
      <div className={styles.buttons}>
        <Button size="compact-sm" onClick={startTour}>
          Take the tour
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => settings.write(INTRODUCTION, 'seen')}>
          Got it
        </Button>
      </div>
    </section>
  );
}
