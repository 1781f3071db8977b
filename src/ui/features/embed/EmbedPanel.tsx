import '@mantine/core/styles/Popover.layer.css';
import { useRef, useState } from 'react';
import { Button, NativeSelect, Popover } from '@mantine/core';
import { hashOf, negotiatedPrices, withoutNegotiatedPrices } from '../../../state/scenario-store.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { embedAddress, embedCode, SHOWS, type Theme } from './embed-address.ts';
import styles from './EmbedPanel.module.css';

const THEMES = [
  { value: 'reader', label: 'As the reader’s system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: Theme | 'reader'; label: string }[];

/** The button with its panel, open at first: it is there because somebody has asked for it. */
export function EmbedPanel({ label }: { readonly label: string }) {
  const [isOpen, setIsOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone with its focus: what closes gives it to the one that took its place.
  const setOpen = (next: boolean): void => {
    setIsOpen(next);
    if (!next) button.current?.focus();
  };
  return (
    <Popover
      width="min(460px, calc(100vw - 24px))"
      opened={isOpen}
      onChange={setOpen}
      withinPortal={false}
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Button ref={button} variant="default" size="xs" onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel} aria-label="Embed a figure">
        <EmbedChoices />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What to show, and the code that shows it. */
function EmbedChoices() {
  const { clipboard, page } = useServices();
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const [showId, setShowId] = useState<string>(SHOWS[0].id);
  const [theme, setTheme] = useState<Theme | 'reader'>('reader');
  const [carries, setCarries] = useState(false);
  const [status, setStatus] = useState<'idle' | 'copied' | 'refused'>('idle');
  const area = useRef<HTMLTextAreaElement>(null);
  const negotiated = negotiatedPrices(scenario);
  const shared = carries ? scenario : withoutNegotiatedPrices(scenario);
  const address = {
    pageHref: window.location.href,
    hash: hashOf(shared, book),
    show: SHOWS.find(({ id }) => id === showId) ?? SHOWS[0],
    theme: theme === 'reader' ? null : theme,
    currency: page.readCurrency(),
  };
  const code = embedCode({ ...address, name: shared.name });
  const copy = async (): Promise<void> => {
    const isTaken = await clipboard.write(code);
    setStatus(isTaken ? 'copied' : 'refused');
    if (!isTaken) area.current?.select();
  };
  const choose = (change: () => void): void => {
    change();
    setStatus('idle');
  };
  return (
    <>
      <div className={styles.choices}>
        <NativeSelect
          label="Figure"
          size="xs"
          classNames={{ label: styles.label ?? '' }}
          data={SHOWS.map(({ id, label: name }) => ({ value: id, label: name }))}
          value={showId}
          onChange={(event) => {
            const { value } = event.currentTarget;
            choose(() => setShowId(value));
          }}
        />
        <Segmented label="Theme" options={THEMES} value={theme} onChange={(next) => choose(() => setTheme(next))} />
      </div>
      {negotiated > 0 && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={carries}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              choose(() => setCarries(checked));
            }}
          />
          <span>
            With the {negotiated} negotiated price{negotiated === 1 ? '' : 's'}: anyone who sees the figure can read
            them. Without, it is at list prices.
          </span>
        </label>
      )}
      <label className={styles.code}>
        <span>Embed code</span>
        <textarea ref={area} readOnly rows={5} value={code} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <div className={styles.foot}>
        <Button size="xs" onClick={() => void copy()}>
          {status === 'copied' ? 'Code copied' : 'Copy embed code'}
        </Button>
        <a href={embedAddress(address)} target="_blank" rel="noopener">
          See it alone
        </a>
      </div>
      <p role="status" className={styles.note}>
        {status === 'copied' && 'The code is on the clipboard. '}
        {status === 'refused' && 'The browser did not allow copying: the code is selected, copy it by hand. '}
        It carries the whole scenario with its prices, and keeps showing this figure when the scenario here changes.
      </p>
    </>
  );
}
