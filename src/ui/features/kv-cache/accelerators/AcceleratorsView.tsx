import { memo, useMemo } from 'react';
import { GEOMETRY_LIMITS, KV_LIMITS } from '../../../../domain/field-limits.ts';
import { WEIGHT_FORMATS } from '../../../../domain/serving/weight-format.ts';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { fitsOf, type Fits, type FitUnknown } from '../../../../evaluate/kv/fit.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { FitsTable } from './FitsTable.tsx';
import { NotCounted } from './NotCounted.tsx';
import styles from './AcceleratorsView.module.css';

const FORMATS = WEIGHT_FORMATS.map((format) => ({ value: format, label: format }));
const PERCENT = 0.01;
const BILLION = 1e9;
const PARAMETERS = 'kv.custom.totalParameters';
/** Typed in billions, where 70.6 is no whole number. */
const PARAMETER_LIMITS = { ...GEOMETRY_LIMITS.totalParameters, whole: false };

/** Which accelerators hold the model, and how many sequences of this context at once. */
export const AcceleratorsView = memo(function AcceleratorsView({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { kv, geometry } = evaluation;
  const fits = useMemo(() => fitsOf({ kv, geometry }), [kv, geometry]);
  return (
    <Card
      title="Which accelerators hold it, and how many sequences?"
      hint={'rows' in fits ? hintOf({ evaluation, fits }) : undefined}
    >
      <FitInputs isTyped={geometry.origin === 'typed'} />
      {'rows' in fits ? (
        <>
          <FitsTable rows={fits.rows} ranks={kv.ranks} />
          <NotCounted ranks={kv.ranks} ofRemainder={kv.engine === 'tensorrt-llm'} />
        </>
      ) : (
        <Unknown unknown={fits} />
      )}
    </Card>
  );
});

/** Bound to the scenario itself: figures may be a moment behind what is chosen, fields may not. */
function FitInputs({ isTyped }: { readonly isTyped: boolean }) {
  const kv = useScenarioState((state) => state.scenario.kv);
  const setField = useScenarioState((state) => state.setField);
  return (
    <div className={styles.fields}>
      <Segmented
        label="Weights in"
        options={FORMATS}
        value={kv.weightFormat}
        onChange={(format) => setField({ path: 'kv.weightFormat', value: format })}
      />
      <div className={styles.field}>
        <NumberField
          path="kv.utilisationRatio"
          value={kv.utilisationRatio}
          limits={KV_LIMITS.utilisationRatio}
          {...(kv.engine === 'tensorrt-llm' ? { label: 'Free memory the cache gets' } : {})}
          unit="%"
          scale={PERCENT}
        />
      </div>
      {isTyped && (
        <div className={styles.field}>
          <NumberField
            path={PARAMETERS}
            value={kv.custom?.totalParameters ?? null}
            limits={PARAMETER_LIMITS}
            label="Parameters, billions"
            unit=""
            scale={BILLION}
            emptyMeans="unknown"
            onCommit={(parameters) => setField({ path: PARAMETERS, value: Math.round(parameters) })}
          />
        </div>
      )}
    </div>
  );
}

function hintOf({ evaluation: { kv, geometry }, fits }: { evaluation: KvEvaluation; fits: Fits }): string {
  return `${geometry.name}: ${formatBytes(fits.weightBytes)} of weights in ${kv.weightFormat}, ${formatBytes(fits.bytesPerSequence)} of KV cache for one sequence of ${formatNumber(kv.contextTokens, 0)} tokens in ${kv.dtype}.`;
}

function Unknown({ unknown: { reason, needsParameters } }: { readonly unknown: FitUnknown }) {
  return (
    <p className={styles.unknown}>
      {reason}
      {needsParameters && ' Type it here, or among the inputs above: it is part of the geometry.'}
    </p>
  );
}
