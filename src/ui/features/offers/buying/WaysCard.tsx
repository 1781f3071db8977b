import { useId } from 'react';
import type { Explanation } from '../../../../domain/explain.ts';
import type { BuyingEvaluation } from '../../../../evaluate/buying/evaluate-buying.ts';
import type { Bridge } from '../../../../evaluate/buying/stages.ts';
import { waysOf, type Way } from '../../../../evaluate/buying/ways.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatUsd } from '../../../format/number.ts';
import { formatQuantity } from '../../../format/quantity.ts';
import { Card } from '../../../shared/Card.tsx';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { RowToggle } from '../../../shared/WideTable.tsx';
import table from '../../../shared/table.module.css';
import { changeText, differenceText, STEP_LABELS, WAY_NAMES } from './buying-words.ts';
import styles from './BuyingView.module.css';
import { moneySign } from '../../../format/money.ts';

const COLUMNS = 5;

/** One row per way of buying; each opens to its arithmetic. */
export function WaysCard({
  buying,
  scenario,
}: {
  readonly buying: BuyingEvaluation;
  readonly scenario: ScenarioState['scenario'];
}) {
  const ways = waysOf({ buying, scenario });
  const { open, toggle } = useOpenRows();
  const listUsd = buying.list.status === 'ok' ? buying.list.without.usdPerMonth : null;
  return (
    <Card
      title="What does each way of buying cost?"
      hint="This workload at the best policy sold. Seats, commitments and capacity appear here once they are set."
    >
      <div className={styles.container}>
        <TableScroll label="ways of buying">
          {() => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Way</th>
                  <th scope="col" className={table.number}>
                    {moneySign()} a month
                  </th>
                  <th scope="col" className={table.number}>
                    against the list
                  </th>
                  <th scope="col" className={table.number}>
                    with the warehouse
                  </th>
                  <th scope="col">depends on</th>
                </tr>
              </thead>
              <tbody>
                {ways.map((way) => (
                  <WayRows
                    key={way.id}
                    way={way}
                    listUsd={listUsd}
                    bridge={way.id === 'as-set' ? buying.bridge : null}
                    isOpen={open.has(way.id)}
                    onToggle={() => toggle(way.id)}
                  />
                ))}
              </tbody>
            </table>
          )}
        </TableScroll>
      </div>
    </Card>
  );
}

function WayRows({
  way: { id, cost, dependsOn },
  listUsd,
  bridge,
  isOpen,
  onToggle,
}: {
  readonly way: Way;
  readonly listUsd: number | null;
  readonly bridge: Bridge | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const detailsId = useId();
  const name = WAY_NAMES[id];
  const depends = dependsOn.join('; ');
  if (cost.status !== 'priced')
    return (
      <tr data-way={id}>
        <th scope="row" className={styles.way}>
          {name}
        </th>
        <td colSpan={COLUMNS - 1} className={styles.reason}>
          No price: {cost.reason}
        </td>
      </tr>
    );
  return (
    <>
      <tr data-way={id}>
        <th scope="row" className={styles.way}>
          <span className={styles.wayName}>
            <RowToggle label={`Arithmetic: ${name}`} isOpen={isOpen} detailsId={detailsId} onToggle={onToggle} />
            {name}
          </span>
        </th>
        <td className={table.number}>{formatUsd(cost.usdPerMonth)}</td>
        <td className={table.number}>
          {cost.differenceUsd === null || listUsd === null || id === 'list'
            ? '–'
            : differenceText({ differenceUsd: cost.differenceUsd, listUsd })}
        </td>
        <td className={table.number}>
          {cost.withWarehouseUsd === null ? 'no price' : formatUsd(cost.withWarehouseUsd)}
        </td>
        <td className={styles.depends}>{depends}</td>
      </tr>
      {isOpen && (
        <tr id={detailsId} className={styles.opened}>
          <td colSpan={COLUMNS}>
            <div className={styles.arithmetic}>
              {bridge ? <BridgeTable bridge={bridge} /> : <Terms explanation={cost.explanation} />}
              <p className={styles.notCounted}>Not counted: {cost.explanation.notCounted.join('; ')}.</p>
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

/** From the list to what is paid, one term after another. */
function BridgeTable({ bridge: { listUsd, steps } }: { readonly bridge: Bridge }) {
  return (
    <table className={table.table}>
      <caption className="visually-hidden">From the list to the terms set here, step by step</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" className={table.number}>
            change
          </th>
          <th scope="col" className={table.number}>
            {moneySign()} a month after it
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">List price, everything standard</th>
          <td className={table.number}>–</td>
          <td className={table.number}>{formatUsd(listUsd)}</td>
        </tr>
        {steps.map(({ id, details, changeUsd, usdPerMonth }) => (
          <tr key={id} className={details.length === 0 && changeUsd === 0 ? table.quiet : undefined}>
            <th scope="row">
              {STEP_LABELS[id]}
              {details.length > 0 && <span className={styles.detail}>{details.join('; ')}</span>}
            </th>
            <td className={table.number}>{changeText(changeUsd)}</td>
            <td className={table.number}>{formatUsd(usdPerMonth)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Terms({ explanation }: { readonly explanation: Explanation }) {
  return (
    <>
      <p className={styles.formula}>
        {formatQuantity(explanation)} = {explanation.formula}
      </p>
      <dl className={styles.terms}>
        {explanation.terms.map((term) => (
          <div key={term.symbol} className={styles.term}>
            <dt>{term.symbol}</dt>
            <dd>
              <span className={styles.termValue}>{formatQuantity(term)}</span> {term.meaning}
              {term.provenance && <ProvenanceText provenance={term.provenance} />}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
