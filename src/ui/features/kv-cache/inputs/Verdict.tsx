import type { ReactNode } from 'react';
import type { ScenarioGeometry } from '../../../../evaluate/kv/typed-geometry.ts';
import type { ImportStatus } from './use-config-import.ts';
import styles from './Verdict.module.css';

/** What came of the last config, said aloud as soon as it is known, and what the geometry in use rests on. */
export function Verdict({
  status,
  custom,
  shownName,
}: {
  readonly status: ImportStatus;
  /** The geometry in use, where it is none of the catalogue’s. */
  readonly custom: ScenarioGeometry | null;
  /** Of the geometry in use. */
  readonly shownName: string | null;
}) {
  const isImported = custom !== null && custom.verdict !== 'typed';
  const failure = failureOf(status);
  return (
    <div className={styles.verdicts} role="status" aria-live="polite">
      {status.state === 'asking' && <p className={styles.quiet}>Asking huggingface.co for {status.id}…</p>}
      {failure && (
        <Block badge={failure.badge} tone="refused">
          {failure.text} {shownName !== null && <>The geometry stays as it was: {shownName}.</>}
        </Block>
      )}
      {isImported && <ImportedVerdict custom={custom} notes={allNotes({ status, custom })} />}
      {!isImported && !failure && status.state !== 'asking' && shownName !== null && (
        <p className={styles.quiet}>Until a config is read, the figures are those of {shownName}.</p>
      )}
    </div>
  );
}

function ImportedVerdict({ custom, notes }: { readonly custom: ScenarioGeometry; readonly notes: readonly string[] }) {
  const exact = custom.verdict === 'exact';
  return (
    <Block
      badge={custom.verdict}
      tone={exact ? 'exact' : 'approximate'}
      notes={notes}
      after={
        custom.totalParameters === null &&
        'A config does not state parameters; figures that need them are left out until they are entered under Typed.'
      }
    >
      <strong>{custom.name}</strong>, {custom.groups.length} {custom.groups.length === 1 ? 'group' : 'groups'} of equal
      layers.{' '}
      {exact
        ? 'Every field that bears on the cache was understood.'
        : 'Read as far as it is understood; this was not modelled, or had to be assumed:'}
    </Block>
  );
}

/** A typed geometry: where it came from, and what is known to be missing. */
export function TypedVerdict({ custom }: { readonly custom: ScenarioGeometry }) {
  const [origin, ...rest] = custom.notes;
  return (
    <div className={styles.verdicts}>
      <Block badge="typed" tone="typed" notes={rest}>
        {origin ?? 'Entered by hand; every group is so many equal layers.'}
      </Block>
    </div>
  );
}

function Block({
  badge,
  tone,
  notes = [],
  after,
  children,
}: {
  readonly badge: string;
  readonly tone: 'exact' | 'approximate' | 'refused' | 'typed';
  readonly notes?: readonly string[];
  readonly after?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.block}>
      <span className={`${styles.badge} ${styles[tone]}`}>{badge}</span>
      <div className={styles.words}>
        <p>{children}</p>
        {notes.length > 0 && (
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        {after && <p className={styles.after}>{after}</p>}
      </div>
    </div>
  );
}

function failureOf(status: ImportStatus): { badge: string; text: string } | null {
  switch (status.state) {
    case 'refused':
      return { badge: 'refused', text: `${status.what}: ${status.reason}` };
    case 'not-fetched':
      return { badge: 'not fetched', text: status.reason };
    case 'cancelled':
      return { badge: 'cancelled', text: `${status.id} was not fetched.` };
    default:
      return null;
  }
}

/** The link holds a dozen notes; as long as the page is open, those beyond are known too. */
function allNotes({ status, custom }: { status: ImportStatus; custom: ScenarioGeometry }): readonly string[] {
  return status.state === 'read' && status.name === custom.name && status.notes.length > custom.notes.length
    ? status.notes
    : custom.notes;
}
