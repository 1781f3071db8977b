import { memo } from 'react';
import { SIZING_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber, formatSignificant, formatTokens } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import table from '../../../shared/table.module.css';
import inputs from '../inputs/inputs.module.css';
import page from '../ClusterPage.module.css';
import { batchInWords, decodeBound, formatBand, formatTime, prefillRate } from './time-words.ts';
import styles from './Time.module.css';

/** The two phases apart: what bounds the one is no help to the other. */
export const PhasesCard = memo(function PhasesCard({
  evaluation,
  promised,
}: {
  readonly evaluation: ClusterEvaluation;
  /** Tokens a second of a sequence, of the same scenario. */
  readonly promised: number;
}) {
  const { plan, explanations } = evaluation;
  const { machine, speed, instance } = plan;
  return (
    <Card
      title="What bounds prefill, and what decode?"
      hint={`One instance of ${formatNumber(instance.gpus, 0)} × ${plan.accelerator.name}, each phase alone. The first token waits for compute, every further one for memory.`}
    >
      <div className={styles.phases}>
        <section aria-label="Prefill">
          <h3>Prefill: TTFT {explanations.prefill && <Explain explanation={explanations.prefill} />}</h3>
          <p className={page.note}>Bound by compute: every prompt token is multiplied with every active weight.</p>
          <table className={table.table}>
            <tbody>
              <Row label="of prefixes" value={prefillRate(plan)} />
              <Row
                label="within"
                value={`${formatBand(speed.prefillTokensPerSecond, (value) => formatTokens(value))} tokens/s`}
              />
              <Row
                label="of new tokens behind them"
                value={`${formatTokens(speed.freshTokensPerSecond.typical)} tokens/s`}
              />
              <Row label="MFU" value={formatBand(machine.mfuRatio, (ratio) => `${formatNumber(ratio * 100, 0)} %`)} />
              <Row
                label="peak, per accelerator"
                value={`${formatSignificant(machine.peakFlopsPerSecond / 1e12, 3)} TFLOP/s`}
              />
            </tbody>
          </table>
        </section>
        <DecodePhase evaluation={evaluation} promised={promised} />
      </div>
    </Card>
  );
});

const PARTS = [
  { key: 'weightReadSeconds', label: 'reading weights', color: 'var(--th-storage)' },
  { key: 'kvReadSeconds', label: 'reading KV cache', color: 'var(--th-read)' },
  { key: 'overheadSeconds', label: 'overhead', color: 'var(--th-line-strong)' },
] as const;

function DecodePhase({
  evaluation: { plan, explanations },
  promised,
}: {
  readonly evaluation: ClusterEvaluation;
  readonly promised: number;
}) {
  const { speed } = plan;
  const { decode } = speed;
  const setPromise = useScenarioState((state) => state.scenario.cluster.decodeTokensPerSecond);
  const whole = PARTS.reduce((sum, { key }) => sum + decode[key], 0);
  return (
    <section aria-label="Decode">
      <h3>Decode: output speed {explanations.decode && <Explain explanation={explanations.decode} />}</h3>
      <p className={page.note}>
        {decodeBound(speed)} {batchInWords({ speed, promised })}
      </p>
      <div className={styles.track} aria-hidden="true">
        {PARTS.map(({ key, color }) => (
          <span key={key} style={{ width: `${(100 * decode[key]) / whole}%`, background: color }} />
        ))}
      </div>
      <Legend>
        {PARTS.map(({ key, label, color }) => (
          <LegendItem key={key} color={color} label={`${label} ${formatTime(decode[key])}`} />
        ))}
      </Legend>
      <table className={table.table}>
        <tbody>
          <Row label="a step" value={formatTime(decode.stepSeconds.typical)} />
          <Row label="multiplying alone" value={formatTime(decode.computeSeconds)} />
          <Row
            label="each sequence"
            value={`${formatSignificant(decode.tokensPerSecondPerSequence.typical, 3)} tokens/s (${formatBand(decode.tokensPerSecondPerSequence, (value) => formatSignificant(value, 2))})`}
          />
          <Row label="all together" value={`${formatTokens(decode.tokensPerSecond.typical)} tokens/s`} />
        </tbody>
      </table>
      <div className={inputs.priceHere}>
        <NumberField
          path="cluster.decodeTokensPerSecond"
          value={setPromise}
          limits={SIZING_LIMITS.decodeTokensPerSecond}
          label="Output speed, at least"
        />
      </div>
    </section>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={table.number}>{value}</td>
    </tr>
  );
}
