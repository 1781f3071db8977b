import type { ClusterEvaluation, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { formatNumber, formatPercent, formatRate, formatTokens, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { WideTable } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import inputs from '../inputs/inputs.module.css';
import { CONSTRAINT_NAMES, formatWatts, isMissingGpuPrice, missingName, RUNG_NAMES } from '../cluster-words.ts';
import { ttftKindInWords } from '../headline/headline-words.ts';
import { NODE_PARTS, nodePartsOf, rungDetail } from './ladder-words.ts';
import styles from './Ladder.module.css';
import { moneySign } from '../../../format/money.ts';

const COLUMNS = 9;

/** The ladder: each tier added to the one before, and what the fleet then comes to. */
export function RungTable({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const { rungs } = evaluation;
  const ttft = ttftKindInWords(evaluation);
  const most = Math.max(...rungs.map(({ rung }) => rung.figures?.gpus ?? 0));
  const unpriced = rungs.find(({ rung }) => rung.figures?.cost.status === 'unpriced')?.rung.figures?.cost;
  return (
    <Card
      title="What does each tier save?"
      hint={`The same work on ${evaluation.plan.accelerator.name}, with one tier after the other. Bars: nodes by what keeps them busy.${ttft && ` TTFT: ${ttft}.`}`}
    >
      <WideTable label="the fleet at each tier" className={styles.rungs}>
        {() => (
          <>
            <thead>
              <tr>
                <th scope="col" className={wide.name}>
                  Tiers
                </th>
                {[
                  'accelerators',
                  'nodes',
                  `${moneySign()} a month`,
                  `${moneySign()}/M tokens`,
                  'hit rate',
                  'TTFT',
                  'tokens/s each',
                  'power',
                ].map((label) => (
                  <th key={label} scope="col" className={wide.number}>
                    {label}
                  </th>
                ))}
                <th scope="col">binds</th>
              </tr>
            </thead>
            <tbody>
              {rungs.map((rung) => (
                <RungRow key={rung.id} rung={rung} evaluation={evaluation} mostGpus={most} />
              ))}
            </tbody>
          </>
        )}
      </WideTable>
      <Legend>
        {NODE_PARTS.map(({ key, label, color }) => (
          <LegendItem key={key} color={color} label={label} />
        ))}
      </Legend>
      {unpriced?.status === 'unpriced' && (
        <div className={inputs.ask}>
          No total: {unpriced.missing.map((name) => missingName({ name, plan: evaluation.plan })).join('; ')} not known.
          {isMissingGpuPrice(unpriced) && ' Give a price of the accelerator above.'}
        </div>
      )}
    </Card>
  );
}

function RungRow({
  rung,
  evaluation: { plan },
  mostGpus,
}: {
  readonly rung: ClusterRung;
  readonly evaluation: ClusterEvaluation;
  readonly mostGpus: number;
}) {
  const { figures, sizing } = rung.rung;
  return (
    <tr className={rung.id === 'warehouse' ? wide.current : undefined} data-rung={rung.id}>
      <th scope="row" className={wide.name}>
        <p className={styles.name}>
          {RUNG_NAMES[rung.id]} {rung.isBaseline && <span className={styles.tag}>without</span>}
        </p>
        <p className={wide.quiet}>{rungDetail({ rung, plan })}</p>
        <Bar rung={rung} mostGpus={mostGpus} />
      </th>
      {figures ? (
        <>
          <td className={wide.number} data-column="gpus">
            <strong>{formatNumber(figures.gpus, 0)}</strong>
          </td>
          <td className={wide.number} data-column="nodes">
            {formatNumber(figures.nodes, 0)}
          </td>
          <td className={wide.number} data-column="usd">
            <Money figures={figures} />
          </td>
          <td className={wide.number}>
            {figures.usdPerMTok === null ? 'no total' : formatRate(round(figures.usdPerMTok))}
          </td>
          <td className={wide.number} data-column="hit">
            {formatPercent(figures.hitRatio)}
          </td>
          <td className={wide.number} data-column="ttft">
            {formatLoadSeconds(figures.ttftSeconds)}
          </td>
          <td className={wide.number}>{formatTokens(figures.tokensPerSecondPerGpu)}</td>
          <td className={wide.number}>{formatWatts(figures.energy.watts)}</td>
          <td>{sizing.status === 'sized' && CONSTRAINT_NAMES[sizing.binding]}</td>
        </>
      ) : (
        <td colSpan={COLUMNS} className={styles.none}>
          No fleet. {sizing.status === 'unreachable' && sizing.reason}
        </td>
      )}
    </tr>
  );
}

function Money({ figures: { cost } }: { readonly figures: OperatorFigures }) {
  if (cost.status === 'priced') return formatUsd(cost.usdPerMonth);
  return (
    <>
      no total
      {cost.knownUsdPerMonth > 0 && (
        <span className={styles.known}>{formatUsd(cost.knownUsdPerMonth)} of it known</span>
      )}
    </>
  );
}

function Bar({ rung, mostGpus }: { readonly rung: ClusterRung; readonly mostGpus: number }) {
  const parts = nodePartsOf(rung);
  const gpus = rung.rung.figures?.gpus ?? 0;
  const nodes = rung.rung.figures?.nodes ?? 0;
  if (!parts || nodes === 0 || mostGpus === 0) return null;
  return (
    <div className={styles.track} aria-hidden="true">
      {NODE_PARTS.map(({ key, color }) => (
        <span key={key} style={{ width: `${(100 * parts[key] * gpus) / (nodes * mostGpus)}%`, background: color }} />
      ))}
    </div>
  );
}

/** A computed price has no more than three digits to say. */
function round(usd: number): number {
  return Number(usd.toPrecision(3));
}
