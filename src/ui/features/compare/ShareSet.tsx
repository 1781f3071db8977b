import { useState } from 'react';
import { Button } from '@mantine/core';
import { setFile } from '../../../state/compare-open.ts';
import { negotiatedPrices } from '../../../state/scenario-store.ts';
import { useServices } from '../../app-context.ts';
import { useBook } from '../../shared/use-offers.ts';
import { saveText } from '../offers/save-text.ts';
import { useCompare, type Column } from './columns.ts';
import styles from './ShareSet.module.css';
import { LOCALE } from '../../format/locale.ts';

/** Messengers and mail cut links not far above this. */
const LONG_LINK = 2_000;

interface Copied {
  readonly status: 'idle' | 'copied' | 'refused';
  readonly atList: boolean;
}

const IDLE: Copied = { status: 'idle', atList: false };

/** The link and the file that open the whole comparison again. */
export function ShareSet({ columns }: { readonly columns: readonly Column[] }) {
  const { clipboard } = useServices();
  const compare = useCompare();
  const book = useBook();
  const [{ status, atList }, setCopied] = useState(IDLE);
  const negotiated = columns.reduce((sum, { scenario }) => sum + negotiatedPrices(scenario), 0);
  const hash = compare.setHash({ atList: false });

  const hrefOf = (leavesOut: boolean): string => {
    const url = new URL(window.location.href);
    url.hash = '';
    return `${url.href.replace(/#$/, '')}#${leavesOut ? compare.setHash({ atList: true }) : hash}`;
  };
  const copy = async (leavesOut: boolean): Promise<void> =>
    setCopied({ status: (await clipboard.write(hrefOf(leavesOut))) ? 'copied' : 'refused', atList: leavesOut });
  const forget = (): void => setCopied((before) => (before.status === 'copied' ? IDLE : before));

  return (
    <div className={styles.share}>
      <Button variant="default" size="xs" onClick={() => void copy(false)} onBlur={forget}>
        {status === 'copied' && !atList ? 'Link copied' : 'Copy link to the comparison'}
      </Button>
      {negotiated > 0 && (
        <Button variant="default" size="xs" onClick={() => void copy(true)} onBlur={forget}>
          {status === 'copied' && atList ? 'Copied without them' : 'Copy it without negotiated prices'}
        </Button>
      )}
      <Button
        variant="default"
        size="xs"
        onClick={() =>
          saveText({
            text: setFile({ scenarios: columns.map(({ scenario }) => scenario), book }),
            fileName: 'tokenhouse-comparison.json',
            type: 'application/json',
          })
        }
      >
        Download as a file
      </Button>
      <p role="status" className={styles.note}>
        {hash.length > LONG_LINK
          ? `The link has ${hash.length.toLocaleString(LOCALE)} characters, and mail or messengers may cut it: send the file instead.`
          : `The link has ${hash.length.toLocaleString(LOCALE)} characters.`}
        {negotiated > 0 && ` It carries ${negotiated} negotiated price${negotiated === 1 ? '' : 's'}.`}
        {status === 'copied' && ' It is on the clipboard.'}
        {status === 'refused' && (
          <>
            {' '}
            The browser did not allow copying. Copy this by hand:{' '}
            <input
              readOnly
              aria-label="Link to this comparison"
              value={hrefOf(atList)}
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
      </p>
    </div>
  );
}
