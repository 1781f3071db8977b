import { useRef, useState } from 'react';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { typedGeometryFrom, type ScenarioGeometry } from '../../../../evaluate/kv/typed-geometry.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { CacheSettings } from './CacheSettings.tsx';
import { ConfigPanel } from './ConfigPanel.tsx';
import { GeometryEditor } from './GeometryEditor.tsx';
import styles from './inputs.module.css';
import { ModelNote } from './ModelNote.tsx';
import { ModelSelect } from './ModelSelect.tsx';
import { useConfigImport } from './use-config-import.ts';
import { useFileDrop } from './use-file-drop.ts';
import { TypedVerdict, Verdict } from './Verdict.tsx';

type Kv = ScenarioState['scenario']['kv'];
type Source = 'catalogue' | 'config' | 'typed';

const SOURCES = [
  { value: 'catalogue', label: 'Catalogue' },
  { value: 'config', label: 'Config' },
  { value: 'typed', label: 'Typed' },
] as const satisfies readonly { value: Source; label: string }[];

/** Where the geometry comes from, and how much of its cache is kept how. */
export function KvInputs({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: KvEvaluation | null;
}) {
  const { kv } = scenario;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const card = useRef<HTMLDivElement>(null);
  const setCustom = (custom: ScenarioGeometry | null): void => {
    clearErrors('kv.custom');
    setField({ path: 'kv.custom', value: custom });
  };
  const { source, choose, openConfig, closeConfig } = useSource({ kv, evaluation, setCustom });
  const reader = useConfigImport((custom) => {
    setCustom(custom);
    closeConfig();
  });
  const isDropping = useFileDrop({
    target: card,
    onFile: (file) => {
      openConfig();
      reader.readFile(file);
    },
  });
  const geometry = evaluation?.geometry ?? null;
  return (
    <div ref={card} className={styles.card} data-takes-files>
      <Card title="What is cached">
        {isDropping && <div className={styles.dropHint}>Drop the config.json: it is read here and goes nowhere</div>}
        <div className={styles.source}>
          <Segmented
            label="Geometry from"
            options={SOURCES}
            value={source}
            onChange={(wanted) => {
              reader.reset();
              choose(wanted);
            }}
          />
          {source === 'catalogue' && <ModelSelect scenario={scenario} />}
        </div>
        {source === 'catalogue' && geometry && <ModelNote geometry={geometry} />}
        {source === 'config' && (
          <div className={styles.panel}>
            <ConfigPanel reader={reader} />
            <Verdict status={reader.status} custom={kv.custom} shownName={geometry?.name ?? null} />
          </div>
        )}
        {source === 'typed' && kv.custom !== null && (
          <div className={styles.panel}>
            <GeometryEditor geometry={kv.custom} onChange={setCustom} />
            <TypedVerdict custom={kv.custom} />
          </div>
        )}
        <CacheSettings kv={kv} draftLayers={geometry?.draftLayers ?? null} />
      </Card>
    </div>
  );
}

/**
 * Which of the three is open. The scenario decides, but Config may be opened before anything was read: the figures then
 * stay those of the geometry that was shown.
 */
function useSource({
  kv,
  evaluation,
  setCustom,
}: {
  kv: Kv;
  evaluation: KvEvaluation | null;
  setCustom: (custom: ScenarioGeometry | null) => void;
}): {
  source: Source;
  choose: (source: Source) => void;
  openConfig: () => void;
  /** The scenario decides again. */
  closeConfig: () => void;
} {
  // Opened over this geometry; any other, from here or from a link, closes it.
  const [openedOver, setOpenedOver] = useState<string | null>(null);
  // Looking at another source must not throw away what was imported or typed.
  const imported = useRef<ScenarioGeometry | null>(null);
  const typed = useRef<{ readonly custom: ScenarioGeometry; readonly modelId: string | null } | null>(null);
  const own: Source = kv.custom === null ? 'catalogue' : kv.custom.verdict === 'typed' ? 'typed' : 'config';
  const source = openedOver === keyOf(kv) ? 'config' : own;
  const choose = (wanted: Source): void => {
    if (own === 'config') imported.current = kv.custom;
    if (own === 'typed' && kv.custom) typed.current = { custom: kv.custom, modelId: kv.modelId };
    setOpenedOver(null);
    if (wanted === own) return;
    switch (wanted) {
      case 'catalogue':
        setCustom(null);
        return;
      case 'config':
        if (imported.current) setCustom(imported.current);
        else setOpenedOver(keyOf(kv));
        return;
      case 'typed': {
        const before = own === 'catalogue' && typed.current?.modelId === kv.modelId ? typed.current.custom : null;
        setCustom(before ?? typedGeometryFrom({ geometry: evaluation?.geometry ?? null, custom: kv.custom }));
      }
    }
  };
  /** Over what is shown, whatever was imported before: something new is on its way. */
  const openConfig = (): void => {
    if (own === 'typed' && kv.custom) typed.current = { custom: kv.custom, modelId: kv.modelId };
    if (own !== 'config') setOpenedOver(keyOf(kv));
  };
  return { source, choose, openConfig, closeConfig: () => setOpenedOver(null) };
}

function keyOf({ custom, modelId }: Kv): string {
  return JSON.stringify([custom, modelId]);
}
