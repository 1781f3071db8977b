import type { ReactNode } from 'react';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { formatNumber, formatTokens, formatUsd } from '../../../format/number.ts';
import { Figure, Figures } from '../../../shared/Figures.tsx';
import { BandwidthField } from '../inputs/BandwidthField.tsx';
import { PriceField } from '../inputs/MachineFields.tsx';
import inputs from '../inputs/inputs.module.css';
import { formatFactor, missingName } from '../cluster-words.ts';
import { listedRent } from '../inputs/input-words.ts';
import {
  comparedOf,
  comparisonInWords,
  differenceInWords,
  dominantReason,
  isSpeedMissing,
  moneyDifference,
  ttftInWords,
  ttftKindInWords,
} from './headline-words.ts';
import styles from './ClusterFigures.module.css';

const NONE = 'none';
/** Less is no difference. */
const NOTABLE = 1.005;

/** The answer: what the fleet takes with a warehouse and without, and the one reason that dominates. */
export function ClusterFigures({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const { without, kept } = comparedOf(evaluation);
  const before = without?.rung.figures ?? null;
  const after = kept?.rung.figures ?? null;
  const { explanations, saving } = evaluation;
  const perGpu =
    before && after && before.tokensPerSecondPerGpu > 0
      ? after.tokensPerSecondPerGpu / before.tokensPerSecondPerGpu
      : null;
  const isLess = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && a < b;
  return (
    <Figures
      label="The fleet without and with a warehouse"
      note={
        <div className={styles.reason}>
          <p data-testid="reason">
            {dominantReason(evaluation)} <span className={styles.against}>{comparisonInWords(evaluation)}</span>
          </p>
          {isSpeedMissing(evaluation) && (
            <div className={inputs.priceHere}>
              <BandwidthField evaluation={evaluation} />
            </div>
          )}
        </div>
      }
    >
      <Figure
        label="Accelerators"
        value={after ? formatNumber(after.gpus, 0) : NONE}
        accent={isLess(after?.gpus, before?.gpus)}
        explanation={explanations.nodes ?? undefined}
      >
        <Against before={before && formatNumber(before.gpus, 0)}>
          {before && after && differenceInWords({ before: before.gpus, after: after.gpus })}
        </Against>
      </Figure>
      <Money evaluation={evaluation} before={before} after={after} />
      <Figure
        label="TTFT"
        value={after ? formatLoadSeconds(after.ttftSeconds) : NONE}
        accent={(saving?.ttftFactor ?? 1) >= NOTABLE}
        explanation={explanations.ttft ?? undefined}
      >
        <Against
          before={before && formatLoadSeconds(before.ttftSeconds)}
          isLoss={(saving?.ttftFactor ?? 1) <= 1 / NOTABLE}
        >
          {ttftInWords(saving?.ttftFactor ?? null)}
        </Against>
        <p>{ttftKindInWords(evaluation)}</p>
      </Figure>
      <Figure
        label="Tokens a second, per accelerator"
        value={after ? formatTokens(after.tokensPerSecondPerGpu) : NONE}
        accent={perGpu !== null && perGpu >= NOTABLE}
      >
        <Against before={before && formatTokens(before.tokensPerSecondPerGpu)}>
          {perGpu !== null && (perGpu === 1 ? 'the same' : `${formatFactor(perGpu)} as many`)}
        </Against>
      </Figure>
    </Figures>
  );
}

function Against({
  before,
  isLoss = false,
  children,
}: {
  /** `null` where there is no such fleet. */
  readonly before: string | null;
  readonly isLoss?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      <p>without: {before ?? 'no fleet serves it'}</p>
      <p className={isLoss ? styles.loss : undefined}>{children}</p>
    </>
  );
}

function Money({
  evaluation,
  before,
  after,
}: {
  readonly evaluation: ClusterEvaluation;
  readonly before: OperatorFigures | null;
  readonly after: OperatorFigures | null;
}) {
  const explanation = evaluation.explanations.cost ?? undefined;
  if (!after) return <Figure label="A month" value={NONE} />;
  if (after.cost.status === 'unpriced')
    return (
      <Figure label="A month" value="no total">
        <p>
          Not known: {after.cost.missing.map((name) => missingName({ name, plan: evaluation.plan })).join('; ')}. Known
          of it: {formatUsd(after.cost.knownUsdPerMonth)}.
        </p>
        <AskPrice evaluation={evaluation} />
      </Figure>
    );
  const usd = after.cost.usdPerMonth;
  const usdBefore = before?.cost.status === 'priced' ? before.cost.usdPerMonth : null;
  return (
    <Figure
      label="A month"
      value={formatUsd(usd)}
      accent={usdBefore !== null && usd < usdBefore}
      explanation={explanation}
    >
      <Against
        before={before && (usdBefore === null ? 'no total' : formatUsd(usdBefore))}
        isLoss={usdBefore !== null && usd > usdBefore}
      >
        {usdBefore !== null && moneyDifference({ before: usdBefore, after: usd })}
      </Against>
      <AskPrice evaluation={evaluation} />
    </Figure>
  );
}

/** Where nobody lists a price it is asked for here, and stays to be changed once there is one. */
function AskPrice({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  return listedRent(evaluation.plan.accelerator) === null ? (
    <div className={inputs.priceHere}>
      <PriceField evaluation={evaluation} isBare />
    </div>
  ) : null;
}
