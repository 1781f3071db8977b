import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { inSentence } from '../../../shared/in-sentence.ts';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { comparedOf } from '../../cluster/headline/headline-words.ts';
import { Ask, AskedFields, OmittedCosts } from './BillFields.tsx';
import { BILL_PARTS, billSums, type BillPart, type BillSums } from './bill-lines.ts';
import { priceSource } from './bill-sources.ts';
import styles from './Run.module.css';
import { formatPrice, formatPriceTo, moneyName, moneySign } from '../../../format/money.ts';

const BYTES_PER_GB = 1e9;

interface SideBill {
  readonly figures: OperatorFigures | null;
  readonly sums: BillSums | null;
}

/** The two fleets side by side, by what is paid for. What has no price is named, with a place to give it one. */
export function RunBill({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const { without, kept } = comparedOf(evaluation);
  const [before, after] = [without, kept].map((rung): SideBill => {
    const figures = rung?.rung.figures ?? null;
    return { figures, sums: figures && billSums({ figures, plan: evaluation.plan }) };
  });
  if (!before || !after) return null;
  const sums = [before.sums, after.sums].flatMap((each) => each ?? []);
  const paid = BILL_PARTS.filter(({ part }) => sums.some((each) => each[part] !== 0));
  const free = BILL_PARTS.filter(({ part }) => sums.every((each) => each[part] === 0));
  const unknown = new Set(BILL_PARTS.flatMap(({ part }) => (sums.some((each) => each[part] === null) ? [part] : [])));
  return (
    <Card title="What do own machines pay for?" hint={`${moneyName()} a month. Of a range of rents the dearer end.`}>
      <TableScroll label="bill of the fleet by part">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col" className={table.number}>
                  without, {moneySign()}
                </th>
                <th scope="col" className={table.number}>
                  with, {moneySign()}
                </th>
              </tr>
            </thead>
            <tbody>
              {paid.map(({ part, label }) => (
                <tr key={part} data-part={part}>
                  <th scope="row">
                    {label} <PriceMark part={part} label={label} evaluation={evaluation} />
                  </th>
                  {[before, after].map((side, i) => (
                    <Amount key={i} part={part} side={side} evaluation={evaluation} />
                  ))}
                </tr>
              ))}
              <tr className={table.total}>
                <th scope="row">Total</th>
                {[before, after].map(({ figures }, i) => (
                  <td key={i} className={table.number}>
                    <Total figures={figures} />
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      {unknown.size > 0 && <Ask unknown={unknown} />}
      <AskedFields evaluation={evaluation} />
      <p className={styles.foot}>
        {free.length > 0 && `Nothing is paid for: ${free.map(({ label }) => inSentence(label)).join('; ')}. `}
        {free.some(({ part }) => part === 'power') && 'Rents have power in them. '}
        Not counted: staff, racks and the network between nodes.
      </p>
      <OmittedCosts evaluation={evaluation} />
    </Card>
  );
}

function PriceMark({
  part,
  label,
  evaluation: { plan },
}: {
  readonly part: BillPart;
  readonly label: string;
  readonly evaluation: ClusterEvaluation;
}) {
  const scenario = useScenarioState((state) => state.scenario);
  const source = priceSource({ part, plan, scenario });
  return source && <ProvenanceMark provenance={source} of={`the price of ${inSentence(label)}`} />;
}

function Amount({
  part,
  side: { figures, sums },
  evaluation,
}: {
  readonly part: BillPart;
  readonly side: SideBill;
  readonly evaluation: ClusterEvaluation;
}) {
  if (!figures || !sums) return <td className={`${table.number} ${table.quiet}`}>no fleet</td>;
  const usd = sums[part];
  if (usd === null) return <td className={`${table.number} ${styles.unknown}`}>not known</td>;
  if (usd === 0) return <td className={table.number}>–</td>;
  const product = productOf({ part, figures, usd, evaluation });
  return (
    <td className={table.number}>
      {formatUsd(usd)}
      {product !== null && <span className={styles.product}>{product}</span>}
    </td>
  );
}

/** Below a sum: what it is a product of, where that is short. */
function productOf({
  part,
  figures,
  usd,
  evaluation: { plan },
}: {
  part: BillPart;
  figures: OperatorFigures;
  usd: number;
  evaluation: ClusterEvaluation;
}): string | null {
  if (part === 'accelerators' && plan.usdPerGpuHour !== null && plan.usdPerGpuHour > 0) {
    const hours = usd / plan.usdPerGpuHour / figures.gpus;
    return `${formatNumber(figures.gpus, 0)} × ${formatNumber(hours, 0)} h × ${formatPrice(plan.usdPerGpuHour)}`;
  }
  const rent = plan.tiers.find(({ role }) => role === 'warehouse')?.usdPerGbMonth ?? null;
  if (part === 'rent' && rent !== null && rent > 0)
    return `${formatBytes((usd / rent) * BYTES_PER_GB)} × ${formatPriceTo({ usd: rent, digits: 3 })}/GB`;
  return null;
}

function Total({ figures }: { readonly figures: OperatorFigures | null }) {
  if (!figures) return 'no fleet';
  const { cost } = figures;
  if (cost.status === 'priced') return formatUsd(cost.usdPerMonth);
  return (
    <>
      open
      {cost.knownUsdPerMonth > 0 && <span className={styles.product}>{formatUsd(cost.knownUsdPerMonth)} known</span>}
    </>
  );
}
