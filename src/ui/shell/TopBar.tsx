import { useState } from 'react';
import { Button } from '@mantine/core';
import { hashOf } from '../../state/scenario-store.ts';
import { useScenarioState, useServices } from '../app-context.ts';
import { PresetChooser } from './PresetChooser.tsx';
import styles from './TopBar.module.css';

type CopyState = { readonly status: 'idle' | 'copied' } | { readonly status: 'refused'; readonly href: string };

/** The scenario's name, the presets, and the link that reopens exactly this. */
export function TopBar() {
  const { store, link, clipboard } = useServices();
  const name = useScenarioState((state) => state.scenario.name);
  const setField = useScenarioState((state) => state.setField);
  const [copy, setCopy] = useState<CopyState>({ status: 'idle' });

  const copyLink = async (): Promise<void> => {
    // The open scenario, also where the address still holds a link that could not be read in full.
    const href = link.hrefWith(hashOf(store.getState().scenario));
    setCopy((await clipboard.write(href)) ? { status: 'copied' } : { status: 'refused', href });
  };

  return (
    <section className={styles.bar} aria-label="Scenario">
      <input
        className={styles.name}
        aria-label="Scenario name"
        maxLength={120}
        value={name}
        onChange={(event) => setField({ path: 'name', value: event.currentTarget.value })}
      />
      <div className={styles.actions}>
        <PresetChooser />
        <Button size="xs" onClick={() => void copyLink()} onBlur={() => setCopy({ status: 'idle' })}>
          {copy.status === 'copied' ? 'Link copied' : 'Copy link'}
        </Button>
      </div>
      <p role="status" className={copy.status === 'refused' ? styles.refused : 'visually-hidden'}>
        {copy.status === 'copied' && 'The link to this scenario is on the clipboard.'}
        {copy.status === 'refused' && (
          <>
            The browser did not allow copying. Copy this by hand:{' '}
            <input
              readOnly
              aria-label="Link to this scenario"
              value={copy.href}
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
      </p>
    </section>
  );
}
