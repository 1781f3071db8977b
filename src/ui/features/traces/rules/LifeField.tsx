import { useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { Segmented } from '../../../shared/Segmented.tsx';
import { formatSeconds } from '../../../format/number.ts';
import { useTraces } from '../use-traces.ts';
import { lifeOf, lifeText } from './life-text.ts';
import styles from './RulesCard.module.css';

const PRESETS_SECONDS = [60, 300, 1_800, 3_600, 86_400];
const OTHER = 'other';

/** The life of a cache that gaps and sessions are held against: one of the usual ones, or any. */
export function LifeField() {
  const lifeSeconds = useTraces((state) => state.rules.lifeSeconds);
  const setRules = useTraces((state) => state.setRules);
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const entered = draft === null ? null : lifeOf(draft);
  const error = entered && 'error' in entered ? entered.error : undefined;
  const isPreset = PRESETS_SECONDS.includes(lifeSeconds);
  return (
    <div className={styles.life}>
      <Segmented
        label="Life of a cache"
        options={[
          ...PRESETS_SECONDS.map((seconds) => ({ value: String(seconds), label: formatSeconds(seconds) })),
          ...(isPreset ? [] : [{ value: OTHER, label: lifeText(lifeSeconds) }]),
        ]}
        value={isPreset ? String(lifeSeconds) : OTHER}
        onChange={(value) => {
          setDraft(null);
          if (value !== OTHER) setRules({ lifeSeconds: Number(value) });
        }}
      />
      <TextInput
        id={id}
        label="or any"
        aria-label="or any: life of a cache"
        size="xs"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? lifeText(lifeSeconds)}
        error={error}
        aria-invalid={error !== undefined}
        onChange={({ currentTarget: { value } }) => {
          setDraft(value);
          const life = lifeOf(value);
          if ('seconds' in life) setRules({ lifeSeconds: life.seconds });
        }}
        onBlur={() => {
          if (error === undefined) setDraft(null);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Escape') setDraft(null);
        }}
        classNames={{
          root: styles.any ?? '',
          label: styles.label ?? '',
          input: styles.input ?? '',
          error: styles.error ?? '',
        }}
      />
    </div>
  );
}
