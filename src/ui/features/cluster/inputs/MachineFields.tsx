import { useMemo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { ACCELERATORS } from '../../../../catalog/accelerators/index.ts';
import { PREFILL_MFU } from '../../../../catalog/prefill-efficiency.ts';
import { STORAGE_TIERS } from '../../../../catalog/storage-tiers/index.ts';
import { CLUSTER_CHOICE_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber } from '../../../format/number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import { assumptionOf } from '../cluster-words.ts';
import { acceleratorOptions, isWarehouseTier, mfuMeans, NO_PRICE, priceMeans, tierLabel } from './input-words.ts';
import styles from './inputs.module.css';

const PERCENT = 0.01;
const { vendorBaseline: VENDOR_BASELINE } = PREFILL_MFU;
const VENDOR_BASELINE_RATIO = VENDOR_BASELINE.value.typical;

/** What computes. */
export function AcceleratorField() {
  const acceleratorId = useScenarioState((state) => state.scenario.cluster.acceleratorId);
  const setField = useScenarioState((state) => state.setField);
  const options = useMemo(() => [...acceleratorOptions(ACCELERATORS)], []);
  return (
    <SearchSelect
      label={`Accelerator, one of ${ACCELERATORS.length}`}
      labelClassName={styles.label}
      inputClassName={styles.select}
      data={options}
      value={acceleratorId}
      onChoose={(value) => setField({ path: 'cluster.acceleratorId', value })}
      nothingFound="No such accelerator in the catalogue."
    />
  );
}

/** Where the warehouse lies. */
export function WarehouseTierField() {
  const tierId = useScenarioState((state) => state.scenario.cluster.warehouseTierId);
  const day = useScenarioState((state) => state.scenario.asOf);
  const setField = useScenarioState((state) => state.setField);
  const options = useMemo(
    () => STORAGE_TIERS.filter(isWarehouseTier).map((tier) => ({ value: tier.id, label: tierLabel({ tier, day }) })),
    [day],
  );
  return (
    <SearchSelect
      label="Warehouse in"
      labelClassName={styles.label}
      inputClassName={styles.select}
      data={options}
      value={tierId}
      onChoose={(value) => setField({ path: 'cluster.warehouseTierId', value })}
      nothingFound="No such tier in the catalogue."
    />
  );
}

/** An hour of an accelerator: as listed, or asked for. */
export function PriceField({
  evaluation,
  isBare = false,
}: {
  readonly evaluation: ClusterEvaluation | null;
  /** Without the note below, where the sentence beside it says as much. */
  readonly isBare?: boolean;
}) {
  const usdPerGpuHour = useScenarioState((state) => state.scenario.cluster.usdPerGpuHour);
  const listed = evaluation && assumptionOf({ plan: evaluation.plan, field: 'cluster.usdPerGpuHour' });
  const isMissing = evaluation?.plan.usdPerGpuHour === null;
  return (
    <div>
      <NumberField
        path="cluster.usdPerGpuHour"
        value={usdPerGpuHour}
        limits={CLUSTER_CHOICE_LIMITS.usdPerGpuHour}
        unit="$/h"
        emptyMeans={priceMeans({ evaluation })}
        mark={
          usdPerGpuHour === null &&
          listed?.provenance && <ProvenanceMark provenance={listed.provenance} of="the price of an hour" />
        }
      />
      {isMissing && !isBare && <p className={styles.ask}>{sentence(NO_PRICE)}. It is left out of totals until then.</p>}
    </div>
  );
}

/** The share of its peak a prefill reaches: a range of what was measured, a vendor’s baseline by name, or one’s own. */
export function MfuField({ evaluation }: { readonly evaluation: ClusterEvaluation | null }) {
  const mfuRatio = useScenarioState((state) => state.scenario.cluster.mfuRatio);
  const setField = useScenarioState((state) => state.setField);
  const measured = evaluation && assumptionOf({ plan: evaluation.plan, field: 'cluster.mfuRatio' });
  const range = mfuRatio === null ? mfuMeans(evaluation) : null;
  return (
    <div>
      <NumberField
        path="cluster.mfuRatio"
        value={mfuRatio}
        limits={CLUSTER_CHOICE_LIMITS.mfuRatio}
        unit="%"
        scale={PERCENT}
        emptyMeans={range === null ? 'as measured' : range}
        mark={
          mfuRatio === null && measured?.provenance && <ProvenanceMark provenance={measured.provenance} of="the MFU" />
        }
      />
      <div className={styles.quick}>
        <UnstyledButton
          className={styles.quickButton}
          aria-pressed={mfuRatio === null}
          onClick={() => setField({ path: 'cluster.mfuRatio', value: null })}
        >
          as measured
        </UnstyledButton>
        <UnstyledButton
          className={styles.quickButton}
          aria-pressed={mfuRatio === VENDOR_BASELINE_RATIO}
          onClick={() => setField({ path: 'cluster.mfuRatio', value: VENDOR_BASELINE_RATIO })}
        >
          vendor baseline, {formatNumber(VENDOR_BASELINE_RATIO / PERCENT, 0)} %
        </UnstyledButton>
        {mfuRatio === VENDOR_BASELINE_RATIO && <ProvenanceMark provenance={VENDOR_BASELINE} of="the vendor baseline" />}
      </div>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
