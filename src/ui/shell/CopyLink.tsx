import { useState } from 'react';
import { Button } from '@mantine/core';
import { hashOf, negotiatedPrices, withoutNegotiatedPrices } from '../../state/scenario-store.ts';
import { useScenarioState, useServices } from '../app-context.ts';
import { EmbedButton } from './EmbedButton.tsx';
import styles from './TopBar.module.css';
import { LOCALE } from '../format/locale.ts';

interface CopyState {
  readonly status: 'idle' | 'copied' | 'refused';
  /** The link that was asked for leaves negotiated prices out. */
  readonly atList: boolean;
}

/** Mail and chat programs cut longer ones, or refuse them. */
const MOST_LINK_CHARACTERS = 2_000;

const IDLE: CopyState = { status: 'idle', atList: false };

/** The link that reopens exactly this; where it tells what was agreed with a seller, also one that does not. */
export function CopyLink() {
  const { store, link, clipboard } = useServices();
  const negotiated = useScenarioState((state) => negotiatedPrices(state.scenario));
  const [{ status, atList }, setCopy] = useState(IDLE);
  const prices = `${negotiated} negotiated price${negotiated === 1 ? '' : 's'}`;

  const hrefOf = (leavesOut: boolean): string => {
    const { scenario, book } = store.getState();
    // The open scenario, also where the address still holds a link that could not be read in full.
    return link.hrefWith(hashOf(leavesOut ? withoutNegotiatedPrices(scenario) : scenario, book));
  };
  const copyLink = async (leavesOut: boolean): Promise<void> =>
    setCopy({ status: (await clipboard.write(hrefOf(leavesOut))) ? 'copied' : 'refused', atList: leavesOut });
  // A link to be copied by hand stays while somebody goes there.
  const forget = (): void => setCopy((before) => (before.status === 'copied' ? IDLE : before));

  // The address holds it already: reading it costs nothing.
  useScenarioState((state) => state.scenario);
  const characters = link.read().length;
  const isLong = characters > MOST_LINK_CHARACTERS;

  return (
    <>
      <div className={styles.actions}>
        <Button size="xs" data-tour="link" onClick={() => void copyLink(false)} onBlur={forget}>
          {status === 'copied' && !atList ? 'Link copied' : 'Copy link'}
        </Button>
        {negotiated > 0 && (
          <Button variant="default" size="xs" onClick={() => void copyLink(true)} onBlur={forget}>
            {status === 'copied' && atList ? 'Copied without them' : 'Copy without negotiated prices'}
          </Button>
        )}
        {isLong && <DownloadInstead />}
        <EmbedButton />
      </div>
      <p role="status" className={negotiated > 0 || isLong || status === 'refused' ? styles.note : 'visually-hidden'}>
        {status === 'copied' &&
          (atList
            ? 'A link at list prices is on the clipboard; the scenario here keeps its own. '
            : 'The link to this scenario is on the clipboard. ')}
        {isLong &&
          `The link is ${characters.toLocaleString(LOCALE)} characters long; some programs cut it. The file holds the same. `}
        {negotiated > 0 && !atList && `The link carries ${prices}.`}
        {status === 'refused' && <ByHand atList={atList} hrefOf={hrefOf} />}
      </p>
    </>
  );
}

function DownloadInstead() {
  const services = useServices();
  const [hasFailed, setFailed] = useState(false);
  const download = async (): Promise<void> => {
    try {
      const { downloadScenario } = await import('../features/library/download-scenario.ts');
      downloadScenario(services.store.getState());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Button variant="default" size="xs" onClick={() => void download()}>
      {hasFailed ? 'Download failed: again' : 'Download the file'}
    </Button>
  );
}

function ByHand({ atList, hrefOf }: { readonly atList: boolean; readonly hrefOf: (leavesOut: boolean) => string }) {
  // Whatever changes while it stands there is in it.
  useScenarioState((state) => state.scenario);
  return (
    <>
      {' '}
      The browser did not allow copying. Copy this by hand:{' '}
      <input
        readOnly
        aria-label="Link to this scenario"
        value={hrefOf(atList)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </>
  );
}
