import { memo, useMemo } from 'react';
import type { ClusterEvaluation, LossMap } from '../../../../evaluate/cluster/cluster-view.ts';
import { whereItLoses } from '../../../../evaluate/cluster/losses.ts';
import { publishedLosses } from '../../../../evaluate/cluster/published-losses.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatBytes, formatSignificant, formatTokensShort } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { ChartFigure } from '../../../shared/ChartFigure.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import page from '../ClusterPage.module.css';
import { LossGrid } from './LossGrid.tsx';
import { lossMapInWords } from './time-words.ts';

const TITLE = 'Where does loading lose?';

/** Every length against every bandwidth, on this model and machine. */
export const LossMapCard = memo(function LossMapCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}) {
  const map = useMemo(() => whereItLoses({ scenario, evaluation }), [scenario, evaluation]);
  const words = lossMapInWords(map);
  return (
    <ChartFigure
      title={TITLE}
      hint="Time to load ÷ time to compute, by the length of the prompt (to the right) and the bandwidth to what computes it (upwards), with this tier’s fetch floor."
      summary={words}
      lead={<p>{words}</p>}
      chart={<LossGrid map={map} label={`Map: ${TITLE}`} />}
      table={<MapTable map={map} />}
    />
  );
});

function MapTable({ map: { contextTokens, bytesPerSecond, ratios } }: { readonly map: LossMap }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Bandwidth \ prompt, tokens</th>
          {contextTokens.map((tokens) => (
            <th key={tokens} scope="col" className={table.number}>
              {formatTokensShort(Number(tokens.toPrecision(2)))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bytesPerSecond.map((bytes, row) => (
          <tr key={bytes}>
            <th scope="row">{formatBytes(Number(bytes.toPrecision(2)))}/s</th>
            {(ratios[row] ?? []).map((ratio, column) => (
              <td key={column} className={table.number}>
                {formatSignificant(ratio, 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Losses that others measured, computed here from their own inputs. */
export function PublishedLossesCard() {
  const losses = publishedLosses();
  return (
    <Card
      title="Where did it lose for others?"
      hint="Published losses, computed here from their own inputs: a model that never loses is no model."
    >
      <TableScroll label="published losses">
        {() => (
          <table className={`${table.table} ${page.textTable}`}>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">published</th>
                <th scope="col">computed here</th>
                <th scope="col">verdict</th>
              </tr>
            </thead>
            <tbody>
              {losses.map(({ id, title, published, computed, isLoss, provenance }) => (
                <tr key={id} data-loss={id}>
                  <th scope="row">
                    {title} <ProvenanceMark provenance={provenance} of={title} />
                  </th>
                  <td>{published}</td>
                  <td>{computed}</td>
                  <td className={isLoss ? page.loss : undefined}>{isLoss ? 'a loss here too' : 'no loss here'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
}
