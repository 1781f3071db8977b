import { useState } from 'react';
import { STANDARD_MODE } from '../../../../domain/offer/choose-rates.ts';
import { readPastedUsage, type PastedUsage, type SoldTerms } from '../../../../evaluate/request-bill.ts';
import { readingText } from './bill-words.ts';
import styles from './RequestView.module.css';

type Reading = PastedUsage & { status: 'read' };

/** The usage that an API reported, pasted: it fills the fields, or says in one sentence why it does not. */
export function PasteUsage({
  modes,
  onRead,
}: {
  readonly modes: SoldTerms['modes'];
  readonly onRead: (reading: Reading) => void;
}) {
  const [pasted, setPasted] = useState<PastedUsage | null>(null);
  const read = (text: string): void => {
    if (text.trim() === '') {
      setPasted(null);
      return;
    }
    const result = readPastedUsage({ text, modeIds: modes.map(({ id }) => id) });
    setPasted(result);
    if (result.status === 'read') onRead(result);
  };
  return (
    <div>
      <label>
        <span className={styles.label}>Or paste what an API reported: a usage body, or the whole response</span>
        <textarea
          className={styles.text}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          placeholder={'{ "input_tokens": 21, "cache_read_input_tokens": 188086, "output_tokens": 393 }'}
          onChange={(event) => read(event.currentTarget.value)}
        />
      </label>
      <div role="status">{pasted && <Outcome pasted={pasted} />}</div>
    </div>
  );
}

function Outcome({ pasted }: { readonly pasted: PastedUsage }) {
  if (pasted.status === 'refused')
    return <p className={styles.refused}>Nothing was changed. {pasted.reason.replaceAll(/\s+/g, ' ')}</p>;
  const { modeId, notes } = pasted;
  return (
    <>
      <p className={styles.read}>
        {readingText(pasted)}
        {modeId !== null && ` The mode is ${modeId === STANDARD_MODE ? 'the standard one' : modeId}, as the body says.`}
      </p>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="What could not be used, or was assumed">
          {notes.map((note) => (
            <li key={note}>{note}.</li>
          ))}
        </ul>
      )}
    </>
  );
}
