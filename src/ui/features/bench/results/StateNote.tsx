import { Button } from '@mantine/core';
import { formatBuffer } from '../bench-words.ts';
import { largerBuffer, smallerBuffer } from '../run/buffer-sizes.ts';
import type { StateWords } from '../state-words.ts';
import { useBench } from '../use-bench.ts';
import styles from './ResultCards.module.css';

/** A state: what it is, what it means, what to do about it, and where a click does that, the button. */
export function StateNote({
  words,
  lead,
  detail = '',
  offersProcessor = false,
}: {
  readonly words: StateWords;
  /** Before the sentence: what this is here. */
  readonly lead?: string;
  /** The browser's own words. */
  readonly detail?: string;
  /** The processor was not measured with it. */
  readonly offersProcessor?: boolean;
}) {
  return (
    <div className={styles.state}>
      <p className={styles.stateTitle}>{words.title}</p>
      <p>
        {lead !== undefined && <strong>{lead} </strong>}
        {words.sentence}
      </p>
      <p className={styles.action}>{words.action}</p>
      <RemedyButton remedy={words.remedy} offersProcessor={offersProcessor} />
      {detail !== '' && (
        <details className={styles.browserSays}>
          <summary>What the browser said</summary>
          <p>{detail}</p>
        </details>
      )}
    </div>
  );
}

function RemedyButton({
  remedy,
  offersProcessor,
}: {
  readonly remedy: StateWords['remedy'];
  readonly offersProcessor: boolean;
}) {
  const mostBytes = useBench((state) => state.request.mostBytes);
  const isRunning = useBench((state) => state.running !== null);
  const setRequest = useBench((state) => state.setRequest);
  const start = useBench((state) => state.start);
  const next = remedy === 'smaller' ? smallerBuffer(mostBytes) : remedy === 'larger' ? largerBuffer(mostBytes) : null;
  if (remedy === 'none' || (remedy === 'processor' && !offersProcessor) || (remedy === 'larger' && next === null))
    return null;
  const label =
    remedy === 'processor'
      ? 'Measure the processor'
      : next === null
        ? 'Measure again'
        : `Measure again with ${formatBuffer(next)}`;
  return (
    <Button
      variant="default"
      size="compact-xs"
      disabled={isRunning}
      onClick={() => {
        if (next !== null) setRequest({ mostBytes: next });
        if (remedy === 'processor') setRequest({ parts: ['cpu'] });
        start();
      }}
    >
      {label}
    </Button>
  );
}
