import { useState } from 'react';
import { Button } from '@mantine/core';
import type { PricedBill } from '../../../../domain/offer/bill.ts';
import type { BilledRequest } from '../../../../evaluate/request-bill.ts';
import { useServices } from '../../../app-context.ts';
import { billCommand, billJson } from './repeat-bill.ts';
import styles from './RequestView.module.css';

/** The same bill elsewhere: as JSON, and as the command that prints it. */
export function RepeatBill({ bill, request }: { readonly bill: PricedBill; readonly request: BilledRequest }) {
  const command = billCommand(request);
  return (
    <div className={styles.repeat}>
      <p className={styles.label}>The same on the command line, printed as JSON</p>
      <pre className={styles.command} tabIndex={0} aria-label="Command that prints this bill">
        <code>{command}</code>
      </pre>
      <div className={styles.buttons}>
        <CopyButton label="Copy the command" text={command} />
        <CopyButton label="Copy as JSON" text={billJson(bill)} />
      </div>
    </div>
  );
}

function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const { clipboard } = useServices();
  // Which text was taken: another bill is not on the clipboard yet.
  const [copied, setCopied] = useState<{ readonly text: string; readonly taken: boolean } | null>(null);
  const state = copied?.text === text ? copied : null;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => void clipboard.write(text).then((taken) => setCopied({ text, taken }))}
        onBlur={() => setCopied((before) => (before?.taken === false ? before : null))}
      >
        {state?.taken === true ? 'Copied' : label}
      </Button>
      <span role="status" className={state?.taken === false ? styles.byHand : 'visually-hidden'}>
        {state?.taken === true && 'It is on the clipboard.'}
        {state?.taken === false && (
          <>
            The browser did not allow copying. Copy this by hand:
            <textarea
              readOnly
              className={styles.text}
              rows={4}
              aria-label={`${label}, by hand`}
              value={text}
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
      </span>
    </>
  );
}
