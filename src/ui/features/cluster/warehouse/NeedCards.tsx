import type { ReactNode } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatBytes, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { Figure, Figures } from '../../../shared/Figures.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { formatNodes, formatWatts, missingName, rungOf } from '../cluster-words.ts';
import page from '../ClusterPage.module.css';
import { DRIVE_CONSTRAINTS, drivesInWords, formatDwpd, nicsInWords, sizedInWords } from './warehouse-words.ts';
import { moneyName } from '../../../format/money.ts';

interface CardProps {
  readonly evaluation: ClusterEvaluation;
}

/** What the work asks of the warehouse. */
export function NeedFigures({ evaluation }: CardProps) {
  const { warehouse } = evaluation;
  const { need, drives } = warehouse;
  return (
    <Figures label="What the warehouse must do" note={<p className={page.note}>{sizedInWords(evaluation)}</p>}>
      <Figure label="Capacity" value={formatBytes(need.capacityBytes)}>
        as stored, at the fill that is set
      </Figure>
      <Figure label="Read" value={`${formatBytes(need.readBytesPerSecond)}/s`}>
        mean of the month, all nodes
      </Figure>
      <Figure label="Written" value={`${formatBytes(need.writeBytesPerSecond)}/s`}>
        mean of the month, all nodes
      </Figure>
      <Figure label="DWPD" value={drives ? formatDwpd(drives.driveWritesPerDay) : 'not known'}>
        {drives ? 'times its capacity each drive is written in a day' : 'no drives are counted'}
      </Figure>
    </Figures>
  );
}

/** Drives, cards and watts. */
export function DrivesCard({ evaluation }: CardProps) {
  const { drives } = evaluation.warehouse;
  const why = whyNoFleet(evaluation);
  if (why !== null) return <Card title="How many drives, and what decides?">{why}</Card>;
  return (
    <Card title="How many drives, and what decides?">
      <p data-testid="drives">{drivesInWords(evaluation)}</p>
      {drives && (
        <TableScroll label="drives by requirement">
          {() => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">If only this counted</th>
                  <th scope="col" className={table.number}>
                    drives
                  </th>
                </tr>
              </thead>
              <tbody>
                {drives.constraints.map(({ name, drives: count }) => (
                  <tr key={name} className={name === drives.binding ? table.current : undefined}>
                    <th scope="row">
                      {DRIVE_CONSTRAINTS[name]}
                      {name === drives.binding && ' (decides)'}
                    </th>
                    <td className={table.number}>{formatNodes(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </TableScroll>
      )}
      <p className={page.note}>
        Network: {nicsInWords(evaluation.warehouse)}. Power: {formatWatts(evaluation.warehouse.watts)}.
      </p>
    </Card>
  );
}

/** Every line of its bill; one without a price leaves the sum open. */
export function CostCard({ evaluation }: CardProps) {
  const { lines } = evaluation.warehouse;
  const why = whyNoFleet(evaluation);
  if (why !== null) return <Card title="What does the warehouse itself cost?">{why}</Card>;
  const missing = lines.filter(({ usdPerMonth }) => usdPerMonth === null);
  const known = lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0);
  const nothing = lines.filter(({ usdPerMonth }) => usdPerMonth === 0).map(({ name }) => name);
  return (
    <Card
      title="What does the warehouse itself cost?"
      hint={`${moneyName()} a month, the parts that brochures leave out among them. Of a range of rents the dearer end.`}
    >
      <TableScroll label="lines of the warehouse’s cost">
        {() => (
          <table className={table.table}>
            <tbody>
              {lines
                .filter(({ usdPerMonth }) => usdPerMonth !== 0)
                .map(({ name, usdPerMonth }) => (
                  <Line key={name} label={missingName({ name, plan: evaluation.plan })}>
                    {usdPerMonth === null ? <span className={page.loss}>not known</span> : formatUsd(usdPerMonth)}
                  </Line>
                ))}
              <tr className={table.total}>
                <th scope="row">{missing.length > 0 ? 'Known of it' : 'Together'}</th>
                <td className={table.number} data-testid="warehouse-total">
                  {formatUsd(known)}
                  {missing.length > 0 && ' and more'}
                </td>
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      {missing.length > 0 && (
        <p className={`${page.note} ${page.loss}`}>
          There is no total: {missing.map(({ name }) => name).join(', ')} of this tier{' '}
          {missing.length === 1 ? 'is' : 'are'} not known. Choose a tier with a known price to get one.
        </p>
      )}
      {nothing.length > 0 && <p className={page.note}>Nothing is paid for: {nothing.join(', ')}.</p>}
    </Card>
  );
}

/** Why there is no fleet that a warehouse would stand behind; `null` where there is one. */
function whyNoFleet({ rungs }: CardProps['evaluation']): string | null {
  const rung = rungOf({ rungs, id: 'warehouse' })?.rung;
  if (!rung || rung.figures) return null;
  return `Nothing is counted: there is no fleet with the warehouse. ${rung.sizing.status === 'unreachable' ? rung.sizing.reason : ''}`;
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={table.number}>{children}</td>
    </tr>
  );
}
