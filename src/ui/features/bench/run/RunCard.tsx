import { Button, NativeSelect } from '@mantine/core';
import type { BenchRequest } from '../../../../state/bench-types.ts';
import { Card } from '../../../shared/Card.tsx';
import { costWords, formatBuffer, PART_WORDS } from '../bench-words.ts';
import { PORT_PROBLEM } from '../state-words.ts';
import { useBench } from '../use-bench.ts';
import styles from './RunCard.module.css';
import { RunStatus } from './RunStatus.tsx';
import { BUFFER_CHOICES } from './buffer-sizes.ts';

const PARTS = ['gpu', 'cpu'] as const;

/** What a run does and takes, what is measured, and its start and end. */
export function RunCard() {
  const request = useBench((state) => state.request);
  const isRunning = useBench((state) => state.running !== null);
  const isCancelling = useBench((state) => state.isCancelling);
  const hasRecord = useBench((state) => state.record !== null);
  const problem = useBench((state) => state.problem);
  const start = useBench((state) => state.start);
  const cancel = useBench((state) => state.cancel);
  return (
    <Card
      title="How fast is this machine’s memory?"
      hint="Decoding a token reads every weight and all of the cache, so memory sets its speed. This page reads large arrays on your own machine and says how fast that went; nothing is sent anywhere."
    >
      <div className={styles.controls}>
        <PartsField request={request} isDisabled={isRunning} />
        <BufferField request={request} isDisabled={isRunning} />
        {isRunning ? (
          <Button variant="default" size="xs" onClick={cancel} disabled={isCancelling}>
            Cancel
          </Button>
        ) : (
          <Button size="xs" onClick={start} disabled={request.parts.length === 0}>
            {hasRecord ? 'Measure again' : 'Measure'}
          </Button>
        )}
      </div>
      <p className={styles.cost}>{costWords(request)}</p>
      <RunStatus />
      {problem !== null && !isRunning && (
        <p className={styles.problem} role="alert">
          {PORT_PROBLEM.sentence} {PORT_PROBLEM.action} <span className={styles.detail}>({problem})</span>
        </p>
      )}
    </Card>
  );
}

function PartsField({ request, isDisabled }: { readonly request: BenchRequest; readonly isDisabled: boolean }) {
  const setRequest = useBench((state) => state.setRequest);
  return (
    <fieldset className={styles.parts} disabled={isDisabled}>
      <legend className={styles.label}>Measure</legend>
      {PARTS.map((part) => (
        <label key={part} className={styles.check}>
          <input
            type="checkbox"
            checked={request.parts.includes(part)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              setRequest({ parts: PARTS.filter((each) => (each === part ? isOn : request.parts.includes(each))) });
            }}
          />
          {PART_WORDS[part].long}
        </label>
      ))}
    </fieldset>
  );
}

function BufferField({ request, isDisabled }: { readonly request: BenchRequest; readonly isDisabled: boolean }) {
  const setRequest = useBench((state) => state.setRequest);
  return (
    <NativeSelect
      label="Array that is read, at most"
      size="xs"
      disabled={isDisabled}
      data={BUFFER_CHOICES.map((bytes) => ({ value: String(bytes), label: formatBuffer(bytes) }))}
      value={String(request.mostBytes)}
      onChange={(event) => setRequest({ mostBytes: Number(event.currentTarget.value) })}
      classNames={{ label: styles.label ?? '' }}
    />
  );
}
