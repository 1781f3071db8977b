import type { ReactNode } from 'react';
import type { CostTotal } from '../../../../domain/warehouse/cost.ts';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterEvaluation, ClusterPlan, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { formatNumber, formatPercent, formatUsd } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { counted, RUNG_NAMES } from '../../cluster/cluster-words.ts';
import { ttftKindInWords } from '../../cluster/headline/headline-words.ts';
import { rungDetail } from '../../cluster/ladder/ladder-words.ts';
import { BILL_PARTS, billSums, type BillPart } from './bill-lines.ts';
import styles from './Run.module.css';
import { moneyName, moneySign } from '../../../format/money.ts';

/** The operator's ladder: one tier after the other, and what the fleet then comes to. Plain HTML, as the buyer's. */
export function RunLadder({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const { rungs, plan } = evaluation;
  const ttft = ttftKindInWords(evaluation);
  const kind = ttft && ` (${ttft})`;
  const isPriced = rungs.every(({ rung }) => rung.figures === null || rung.figures.cost.status === 'priced');
  const bars = rungs.map((rung) => ({ rung, parts: barOf({ figures: rung.rung.figures, plan, isPriced }) }));
  const most = Math.max(...bars.map(({ parts }) => parts.reduce((sum, { size }) => sum + size, 0)));
  const shown = BILL_PARTS.filter(({ part }) => bars.some(({ parts }) => parts.some((each) => each.part === part)));
  return (
    <ChartFigure
      title="What do own machines cost as tiers are added?"
      hint={
        isPriced
          ? `Nodes, ${moneyName()} a month by what is paid for, and the time to the first token${kind}.`
          : `Nodes, and the time to the first token${kind}. Bars: accelerators, because not every price is known.`
      }
      summary={rungs.map((rung) => `${RUNG_NAMES[rung.id]}: ${rungInWords(rung)}`).join('; ')}
      chart={
        <div className={styles.rungs}>
          {bars.map(({ rung, parts }) => (
            <Row key={rung.id} rung={rung} plan={plan}>
              {most > 0 &&
                parts.map(({ part, label, color, size, text }) => (
                  <span
                    key={part}
                    title={`${label}: ${text}`}
                    style={{ width: `${(100 * size) / most}%`, background: color }}
                  />
                ))}
            </Row>
          ))}
        </div>
      }
      legend={
        <Legend>
          {shown.map(({ part, label, color }) => (
            <LegendItem key={part} label={label.toLowerCase()} color={color} />
          ))}
        </Legend>
      }
      table={<RungTable evaluation={evaluation} />}
    />
  );
}

interface BarPart {
  readonly part: BillPart;
  readonly label: string;
  readonly color: string;
  readonly size: number;
  readonly text: string;
}

/** Dollars by part; accelerators where dollars are not known of every rung, so that bars stay comparable. */
function barOf({
  figures,
  plan,
  isPriced,
}: {
  figures: OperatorFigures | null;
  plan: ClusterPlan;
  isPriced: boolean;
}): readonly BarPart[] {
  if (!figures) return [];
  const [machines] = BILL_PARTS;
  if (!isPriced) return [{ ...machines, size: figures.gpus, text: formatNumber(figures.gpus, 0) }];
  const sums = billSums({ figures, plan });
  return BILL_PARTS.flatMap((each) => {
    const size = sums[each.part] ?? 0;
    return size > 0 ? [{ ...each, size, text: formatUsd(size) }] : [];
  });
}

function rungInWords({ rung: { figures, sizing } }: ClusterRung): string {
  if (!figures) return sizing.status === 'unreachable' ? sizing.reason : 'no fleet';
  return `${nodesInWords(figures)}, ${costInWords(figures.cost)} a month, first token after ${formatLoadSeconds(figures.ttftSeconds)}`;
}

function costInWords(cost: CostTotal): string {
  return cost.status === 'priced' ? formatUsd(cost.usdPerMonth) : 'no total';
}

function nodesInWords({ nodes }: OperatorFigures): string {
  return counted({ count: nodes, one: 'node', many: 'nodes' });
}

function Row({
  rung,
  plan,
  children,
}: {
  readonly rung: ClusterRung;
  readonly plan: ClusterPlan;
  readonly children: ReactNode;
}) {
  const { figures, sizing } = rung.rung;
  return (
    <div className={rung.id === 'warehouse' ? styles.warehouseRung : styles.rung} data-rung={rung.id}>
      <div className={styles.name}>
        <p>
          {RUNG_NAMES[rung.id]} {rung.isBaseline && <span className={styles.tag}>without</span>}
        </p>
        <p className={styles.policy}>{rungDetail({ rung, plan })}</p>
      </div>
      {figures ? (
        <>
          <div className={styles.track} aria-hidden="true">
            {children}
          </div>
          <p className={styles.amount}>{nodesInWords(figures)}</p>
          <p className={styles.money}>{costInWords(figures.cost)}</p>
          <p className={styles.amount}>TTFT {formatLoadSeconds(figures.ttftSeconds)}</p>
        </>
      ) : (
        <p className={styles.reason}>
          No number of nodes serves it. {sizing.status === 'unreachable' && sizing.reason}
        </p>
      )}
    </div>
  );
}

function RungTable({ evaluation: { rungs } }: { readonly evaluation: ClusterEvaluation }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Tiers</th>
          {['nodes', 'accelerators', `${moneySign()} a month`, 'hit rate', 'TTFT'].map((label) => (
            <th key={label} scope="col" className={table.number}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rungs.map(({ id, rung: { figures, sizing } }) => (
          <tr key={id}>
            <th scope="row">{RUNG_NAMES[id]}</th>
            {figures ? (
              <>
                <td className={table.number}>{formatNumber(figures.nodes, 0)}</td>
                <td className={table.number}>{formatNumber(figures.gpus, 0)}</td>
                <td className={table.number}>{costInWords(figures.cost)}</td>
                <td className={table.number}>{formatPercent(figures.hitRatio)}</td>
                <td className={table.number}>{formatLoadSeconds(figures.ttftSeconds)}</td>
              </>
            ) : (
              <td colSpan={5} className={table.quiet}>
                No number of nodes serves it. {sizing.status === 'unreachable' && sizing.reason}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
