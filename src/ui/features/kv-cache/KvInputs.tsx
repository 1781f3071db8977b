import type { ReactNode } from 'react';
import { NativeSelect } from '@mantine/core';
import { typedGeometryFrom, withAttention, type KvEvaluation, type TypedGeometry } from '../../../evaluate/kv.ts';
import { KV_LIMITS } from '../../../domain/field-limits.ts';
import { KV_DTYPES } from '../../../domain/kv-cache/precision.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { NumberField } from '../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../shared/ProvenanceMark.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import { ModelSelect } from './ModelSelect.tsx';
import styles from './KvInputs.module.css';

type Scenario = ScenarioState['scenario'];

const SOURCES = [
  { value: 'catalogue', label: 'Catalogue' },
  { value: 'typed', label: 'Typed' },
] as const;
const PRECISIONS = [...KV_DTYPES];
const ATTENTIONS = [
  { value: 'full', label: 'Full (MHA to MQA)' },
  { value: 'mla', label: 'Latent (MLA)' },
] as const;

/** Model or typed geometry, precision, context and number of sequences. */
export function KvInputs({
  scenario,
  evaluation,
}: {
  readonly scenario: Scenario;
  readonly evaluation: KvEvaluation | null;
}) {
  const { kv } = scenario;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const setCustom = (custom: TypedGeometry | null): void => {
    clearErrors('kv.custom');
    setField({ path: 'kv.custom', value: custom });
  };
  return (
    <Card title="What is cached">
      <div className={styles.fields}>
        <div className={styles.source}>
          <Segmented
            label="Geometry from"
            options={SOURCES}
            value={kv.custom === null ? 'catalogue' : 'typed'}
            onChange={(source) =>
              setCustom(source === 'typed' ? (kv.custom ?? typedGeometryFrom(evaluation?.geometry.groups ?? [])) : null)
            }
          />
        </div>
        {kv.custom === null ? (
          <div className={styles.model}>
            <ModelSelect scenario={scenario} />
          </div>
        ) : (
          <div className={styles.model}>
            <Segmented
              label="Attention"
              options={ATTENTIONS}
              value={kv.custom.kind}
              onChange={(kind) => {
                if (kv.custom) setCustom(withAttention({ geometry: kv.custom, kind }));
              }}
            />
          </div>
        )}
        <Precision dtype={kv.dtype} />
        <NumberField path="kv.contextTokens" value={kv.contextTokens} limits={KV_LIMITS.contextTokens} />
        <NumberField path="kv.sequences" value={kv.sequences} limits={KV_LIMITS.sequences} />
      </div>
      {kv.custom !== null && <TypedFields key={kv.custom.kind} geometry={kv.custom} />}
      <Note>
        {kv.custom === null ? evaluation && <ModelNote evaluation={evaluation} /> : <TypedNote geometry={kv.custom} />}
      </Note>
    </Card>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return <div className={styles.note}>{children}</div>;
}

/** Which model stands behind the figures, and on whose word. */
function ModelNote({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { model, origin, provenance } = evaluation.geometry;
  if (!model) return null;
  return (
    <>
      {origin === 'stand-in' && (
        <>
          The seller does not publish this model’s geometry: <strong>{model.name}</strong> stands in for it.{' '}
        </>
      )}
      {origin === 'offer' && (
        <>
          The geometry of <strong>{model.name}</strong>, the model behind the offer.{' '}
        </>
      )}
      {origin === 'chosen' && (
        <>
          <strong>{model.name}</strong>, whatever the offer.{' '}
        </>
      )}
      {provenance && (
        <ProvenanceMark provenance={provenance} of={origin === 'stand-in' ? 'the stand-in' : 'the geometry'} />
      )}
    </>
  );
}

function TypedNote({ geometry }: { readonly geometry: TypedGeometry }) {
  return geometry.kind === 'full' ? (
    <>Equal layers that keep every token. As many KV heads as query heads is MHA, fewer is GQA, one is MQA.</>
  ) : (
    <>Equal layers that keep one latent vector and one rotary part per token, instead of K and V.</>
  );
}

function TypedFields({ geometry }: { readonly geometry: TypedGeometry }) {
  return (
    <div className={styles.typed}>
      <NumberField path="kv.custom.layers" value={geometry.layers} limits={KV_LIMITS.layers} />
      {geometry.kind === 'full' ? (
        <>
          <NumberField path="kv.custom.kvHeads" value={geometry.kvHeads} limits={KV_LIMITS.kvHeads} />
          <NumberField path="kv.custom.kDim" value={geometry.kDim} limits={KV_LIMITS.kDim} unit="elements" />
          <NumberField path="kv.custom.vDim" value={geometry.vDim} limits={KV_LIMITS.vDim} unit="elements" />
        </>
      ) : (
        <>
          <NumberField
            path="kv.custom.latentDim"
            value={geometry.latentDim}
            limits={KV_LIMITS.latentDim}
            unit="elements"
          />
          <NumberField path="kv.custom.ropeDim" value={geometry.ropeDim} limits={KV_LIMITS.ropeDim} unit="elements" />
        </>
      )}
    </div>
  );
}

function Precision({ dtype }: { readonly dtype: Scenario['kv']['dtype'] }) {
  const setField = useScenarioState((state) => state.setField);
  return (
    <NativeSelect
      label="Precision"
      size="xs"
      data={PRECISIONS}
      value={dtype}
      onChange={(event) => setField({ path: 'kv.dtype', value: event.currentTarget.value })}
      classNames={{ label: styles.label, input: styles.select }}
    />
  );
}
