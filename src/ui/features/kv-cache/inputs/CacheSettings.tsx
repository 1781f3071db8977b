import { useId } from 'react';
import { KV_LIMITS } from '../../../../domain/field-limits.ts';
import { ENGINE_NAMES, type EngineName } from '../../../../domain/kv-cache/engine/engine.ts';
import { bytesPerElement, isScaled, KV_DTYPES, type KvDtype } from '../../../../domain/kv-cache/precision.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber } from '../../../format/number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import styles from './inputs.module.css';
import { capitalised, ENGINE_WORDS, PRECISION_GROUPS } from './words.ts';

const NO_ENGINE = 'none';
const ENGINES = [
  { value: NO_ENGINE, label: 'None: unrounded' },
  ...ENGINE_NAMES.map((name) => ({ value: name, label: ENGINE_WORDS[name] })),
];
const PRECISIONS = [...new Set(KV_DTYPES.map((dtype) => PRECISION_GROUPS[dtype]))].map((group) => ({
  group: capitalised(group),
  items: KV_DTYPES.filter((dtype) => PRECISION_GROUPS[dtype] === group).map((dtype) => ({
    value: dtype,
    label: isScaled(dtype) ? `${dtype} · 1 B + scales` : `${dtype} · ${formatNumber(bytesPerElement(dtype), 5)} B`,
  })),
}));

/** How the cache is kept, by what, and how much of it. */
export function CacheSettings({
  kv,
  draftLayers,
}: {
  readonly kv: ScenarioState['scenario']['kv'];
  /** Of the geometry on the page; `null` while there is none. */
  readonly draftLayers: number | null;
}) {
  const setField = useScenarioState((state) => state.setField);
  return (
    <div className={styles.settings}>
      <ChoiceField<KvDtype>
        label="Precision"
        value={kv.dtype}
        data={PRECISIONS}
        onChoose={(dtype) => setField({ path: 'kv.dtype', value: dtype })}
      />
      <ChoiceField<EngineName | typeof NO_ENGINE>
        label="Engine"
        value={kv.engine ?? NO_ENGINE}
        data={ENGINES}
        onChoose={(engine) => setField({ path: 'kv.engine', value: engine === NO_ENGINE ? null : engine })}
      />
      <NumberField path="kv.ranks" value={kv.ranks} limits={KV_LIMITS.ranks} />
      <NumberField path="kv.contextTokens" value={kv.contextTokens} limits={KV_LIMITS.contextTokens} />
      <NumberField path="kv.sequences" value={kv.sequences} limits={KV_LIMITS.sequences} />
      <Speculation isOn={kv.speculation} draftLayers={draftLayers} />
    </div>
  );
}

function Speculation({ isOn, draftLayers }: { readonly isOn: boolean; readonly draftLayers: number | null }) {
  const setField = useScenarioState((state) => state.setField);
  const id = useId();
  const none = draftLayers === 0;
  return (
    <label className={`${styles.check} ${none ? styles.checkOff : ''}`}>
      <input
        type="checkbox"
        checked={isOn && !none}
        disabled={none}
        aria-describedby={id}
        onChange={(event) => setField({ path: 'kv.speculation', value: event.currentTarget.checked })}
      />
      <span>
        Draft layers too
        <span id={id} className={styles.checkDetail}>
          {none
            ? 'this geometry has none'
            : draftLayers === null
              ? 'for speculation'
              : `${draftLayers} more for speculation`}
        </span>
      </span>
    </label>
  );
}
