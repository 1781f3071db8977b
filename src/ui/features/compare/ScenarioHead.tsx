import { UnstyledButton } from '@mantine/core';
import type { Variant } from '../../../state/compare-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { lookOf, OPEN, useCompareState, type Column } from './columns.ts';
import { LookMark } from './LookMark.tsx';
import styles from './ScenarioHead.module.css';

export interface Removed {
  readonly variant: Variant;
  readonly at: number;
}

interface ScenarioHeadProps {
  readonly column: Column;
  readonly index: number;
  readonly count: number;
  /** The offer's name, or its id where it is not known. */
  readonly offer: string;
  readonly problem: string | null;
  readonly onRemove: (removed: Removed) => void;
  /** What was done, for people who hear the page. */
  readonly onSaid: (text: string) => void;
}

/** A scenario's name, what it is bought at, and what can be done with it. */
export function ScenarioHead({ column, index, count, offer, problem, onRemove, onSaid }: ScenarioHeadProps) {
  const { id, scenario } = column;
  const { variants, promote, move, remove } = useCompareState((state) => state);
  const look = lookOf(index);
  const name = scenario.name || `Scenario ${look.letter}`;
  const at = variants.findIndex((variant) => variant.id === id);
  const variant = variants[at];
  return (
    <th scope="col" className={styles.head} data-column={look.letter}>
      <span className={styles.top}>
        <LookMark look={look} />
        <span className={styles.letter}>{look.letter}</span>
        {id === OPEN && <span className={styles.current}>current</span>}
      </span>
      <NameField id={id} letter={look.letter} />
      <span className={styles.facts}>
        {offer} · prices of {scenario.asOf}
      </span>
      {problem !== null && <span className={styles.problem}>{problem}</span>}
      <span className={styles.buttons}>
        {variant && (
          <>
            <UnstyledButton
              className={styles.button}
              aria-label={`Make ${name} the current scenario`}
              onClick={() => {
                promote(id);
                onSaid(`${name} is the current scenario.`);
              }}
            >
              Make current
            </UnstyledButton>
            {count > 2 && (
              <>
                <UnstyledButton
                  className={styles.arrow}
                  aria-label={`Move ${name} to the left`}
                  title="To the left"
                  disabled={at === 0}
                  onClick={() => move({ id, by: -1 })}
                >
                  ←
                </UnstyledButton>
                <UnstyledButton
                  className={styles.arrow}
                  aria-label={`Move ${name} to the right`}
                  title="To the right"
                  disabled={at === variants.length - 1}
                  onClick={() => move({ id, by: 1 })}
                >
                  →
                </UnstyledButton>
              </>
            )}
            <UnstyledButton
              className={styles.arrow}
              aria-label={`Remove ${name} from the comparison`}
              title="Remove"
              onClick={() => {
                remove(id);
                onRemove({ variant, at });
              }}
            >
              ×
            </UnstyledButton>
          </>
        )}
      </span>
    </th>
  );
}

/** A name that is longer takes a second line: the ends of two names may be all that tells them apart. */
const LINE_LENGTH = 22;

/** Shows what is typed at once, while the figures below follow a moment later. */
function NameField({ id, letter }: { readonly id: string; readonly letter: string }) {
  const openName = useScenarioState((state) => state.scenario.name);
  const setField = useScenarioState((state) => state.setField);
  const rename = useCompareState((state) => state.rename);
  const variantName = useCompareState((state) => state.variants.find((variant) => variant.id === id)?.scenario.name);
  const name = id === OPEN ? openName : (variantName ?? '');
  return (
    <textarea
      className={styles.name}
      aria-label={`Name of scenario ${letter}`}
      maxLength={120}
      rows={name.length > LINE_LENGTH ? 2 : 1}
      value={name}
      title={name}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      onChange={(event) => {
        const next = event.currentTarget.value.replaceAll(/[\r\n]+/g, ' ');
        if (id === OPEN) setField({ path: 'name', value: next });
        else rename({ id, name: next });
      }}
    />
  );
}
