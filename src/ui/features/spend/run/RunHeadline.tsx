import type { ReactNode } from 'react';
import type { Explanation } from '../../../../domain/explain.ts';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterEvaluation, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../../format/number.ts';
import { Explain } from '../../../shared/Explain.tsx';
import { Figures } from '../../../shared/Figures.tsx';
import figure from '../../../shared/Figures.module.css';
import { accelerators, missingName } from '../../cluster/cluster-words.ts';
import {
  comparedOf,
  comparisonInWords,
  dominantReason,
  ttftKindInWords,
} from '../../cluster/headline/headline-words.ts';
import { listedRent } from '../../cluster/inputs/input-words.ts';
import { PriceField } from '../../cluster/inputs/MachineFields.tsx';
import { Sure } from '../Sure.tsx';
import { assumedRunInWords, fleetInWords, savingInWords, warningsOf, withoutInWords } from './run-words.ts';
import styles from './Run.module.css';

/** The operator's answer: the fleet without and with a warehouse, the difference, and the one reason that dominates it. */
export function RunHeadline({
  evaluation,
  mfuRatio,
}: {
  readonly evaluation: ClusterEvaluation;
  /** As the scenario sets it. */
  readonly mfuRatio: number | null;
}) {
  const { without, kept } = comparedOf(evaluation);
  const { plan, warehouse, baseline, explanations } = evaluation;
  const saving = savingInWords(evaluation);
  const isPriced = kept?.rung.figures?.cost.status === 'priced';
  return (
    <Figures
      label="Own machines a month, without and with a token warehouse"
      note={
        <div className={styles.why}>
          <p className={styles.dominant} data-testid="run-reason">
            {dominantReason(evaluation)}
          </p>
          <p className={styles.quiet}>
            {comparisonInWords(evaluation)} {fleetInWords(plan)}
          </p>
          {warningsOf({ evaluation, mfuRatio }).map((warning) => (
            <p key={warning} className={styles.warn}>
              {warning}
            </p>
          ))}
          <Sure lens="run" otherwise={assumedRunInWords(plan)} />
        </div>
      }
    >
      <Headed label="Without warehousing" value={moneyOf(without)} testId="run-without">
        <Fleet rung={without} evaluation={evaluation} />
        <p>{withoutInWords(baseline)}</p>
        {listedRent(plan.accelerator) === null && (
          <div className={styles.priceHere}>
            <PriceField evaluation={evaluation} isBare />
          </div>
        )}
      </Headed>
      <Headed
        label="With a warehouse"
        value={moneyOf(kept)}
        testId="run-with"
        look={isPriced ? 'accent' : 'plain'}
        explanation={explanations.cost}
      >
        <Fleet rung={kept} evaluation={evaluation} />
        <p>every prefix kept {formatSeconds(warehouse.retentionSeconds)} after its last use</p>
      </Headed>
      {saving && (
        <Headed
          label={saving.label}
          value={saving.figure}
          testId="run-saving"
          look={saving.isLoss ? 'loss' : 'plain'}
          explanation={explanations.nodes}
        >
          {saving.details.map((detail) => (
            <p key={detail}>{detail}</p>
          ))}
        </Headed>
      )}
    </Figures>
  );
}

/** A leading figure, which may be a loss. */
function Headed({
  label,
  value,
  testId,
  look = 'plain',
  explanation = null,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  readonly look?: 'plain' | 'accent' | 'loss';
  readonly explanation?: Explanation | null;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <div className={figure.label}>
        {label} {explanation && <Explain explanation={explanation} />}
      </div>
      <p className={look === 'accent' ? figure.accent : figure.value} data-testid={testId}>
        <span className={look === 'loss' ? styles.loss : undefined}>{value}</span>
      </p>
      <div className={figure.detail}>{children}</div>
    </div>
  );
}

function figuresOf(rung: ClusterRung | undefined): OperatorFigures | null {
  return rung?.rung.figures ?? null;
}

function moneyOf(rung: ClusterRung | undefined): string {
  const figures = figuresOf(rung);
  if (!figures) return 'no fleet';
  return figures.cost.status === 'priced' ? formatUsd(figures.cost.usdPerMonth) : 'no total';
}

/** Below the money: the machines, what they keep, how soon they answer; or why there are none. */
function Fleet({
  rung,
  evaluation: { plan },
}: {
  readonly rung: ClusterRung | undefined;
  readonly evaluation: ClusterEvaluation;
}): ReactNode {
  const figures = figuresOf(rung);
  if (!figures)
    return <p>{rung?.rung.sizing.status === 'unreachable' ? rung.rung.sizing.reason : 'No fleet serves it.'}</p>;
  const { cost, gpus, hitRatio, ttftSeconds } = figures;
  return (
    <>
      {cost.status === 'priced' ? (
        <p>a month · {accelerators(gpus)}</p>
      ) : (
        <p>
          {accelerators(gpus)} · not known: {cost.missing.map((name) => missingName({ name, plan })).join('; ')}
          {cost.knownUsdPerMonth > 0 && ` · known of it ${formatUsd(cost.knownUsdPerMonth)} a month`}
        </p>
      )}
      <p>{formatPercent(hitRatio)} from cache</p>
      <p>
        TTFT {formatLoadSeconds(ttftSeconds)} ({ttftKindInWords({ rungs: rung ? [rung] : [] })})
      </p>
    </>
  );
}
