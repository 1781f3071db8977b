import { memo } from 'react';
import type { Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import type { ClosedFormPoint } from '../../../../evaluate/hit-rates.ts';
import { formatPercent, formatRoughSeconds, formatSeconds, formatTokens } from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import { windowMarkName } from '../../../format/window-mark.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import chart from '../charts.module.css';
import { betterRatio } from '../own-cache/own-cache-words.ts';
import { amplificationText } from './hit-rate-words.ts';

interface TablesProps {
  readonly curves: HitCurves;
  readonly comparison: Comparison | null;
}

/** The answer at the windows that are sold. */
export const MarksTable = memo(function MarksTable({ curves, comparison }: TablesProps) {
  const { marks, logicalRatio, own } = curves;
  const ownSimulated = comparison?.ownRatio ?? null;
  return (
    <div className={chart.windows}>
      <TableScroll label="hit rate at each window">
        {() => (
          <table className={table.table}>
            <caption className="visually-hidden">
              Hit rate at the windows that are sold and of the cache of one’s own, computed both ways
            </caption>
            <thead>
              <tr>
                <th scope="col">Window</th>
                <RateHeads />
                <th scope="col" className={table.number}>
                  prefilled ÷ unavoidable
                </th>
              </tr>
            </thead>
            <tbody>
              {marks.map((mark, i) => (
                <tr key={i}>
                  <th scope="row">{windowMarkName(mark)}</th>
                  <Rates point={mark} simulatedRatio={comparison?.markRatios[i] ?? null} />
                  <td className={table.number}>{amplificationText({ physicalRatio: mark.ratio, logicalRatio })}</td>
                </tr>
              ))}
              {(own.capacityTokens !== null || marks.length === 0) && (
                <tr>
                  <th scope="row">
                    own cache {formatSeconds(own.windowSeconds)}
                    {own.capacityTokens !== null && `, ${formatTokens(own.capacityTokens)} tokens`}
                  </th>
                  <Rates point={own} simulatedRatio={ownSimulated} />
                  <td className={table.number}>
                    {amplificationText({
                      physicalRatio: betterRatio({ ...own, simulatedRatio: ownSimulated }),
                      logicalRatio,
                    })}
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
});

/** Every point of both curves. */
export const CurveTables = memo(function CurveTables({ curves, comparison }: TablesProps) {
  const { windows, capacities, openAgents } = curves;
  return (
    <>
      <table className={table.table}>
        <caption className={chart.caption}>Kept so long after its last use</caption>
        <thead>
          <tr>
            <th scope="col">Kept for</th>
            <RateHeads />
          </tr>
        </thead>
        <tbody>
          {windows.map((point, i) => (
            <tr key={point.windowSeconds}>
              <th scope="row">{formatSeconds(point.windowSeconds)}</th>
              <Rates point={point} simulatedRatio={comparison?.windowRatios[i] ?? null} />
            </tr>
          ))}
        </tbody>
      </table>
      <table className={table.table}>
        <caption className={chart.caption}>Room in the cache</caption>
        <thead>
          <tr>
            <th scope="col">Tokens</th>
            {openAgents > 0 && (
              <th scope="col" className={table.number}>
                per open agent
              </th>
            )}
            <th scope="col" className={table.number}>
              keeps about
            </th>
            <RateHeads />
          </tr>
        </thead>
        <tbody>
          {capacities.map((point, i) => (
            <tr key={point.capacityTokens}>
              <th scope="row">{formatTokens(point.capacityTokens)}</th>
              {openAgents > 0 && <td className={table.number}>{formatTokens(point.capacityTokens / openAgents)}</td>}
              <td className={table.number}>{formatRoughSeconds(point.windowSeconds)}</td>
              <Rates point={point} simulatedRatio={comparison?.capacityRatios[i] ?? null} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
});

function RateHeads() {
  return (
    <>
      <th scope="col" className={table.number}>
        closed form
      </th>
      <th scope="col" className={table.number}>
        simulated
      </th>
      <th scope="col" className={table.number}>
        apart
      </th>
    </>
  );
}

function Rates({ point, simulatedRatio }: { readonly point: ClosedFormPoint; readonly simulatedRatio: number | null }) {
  return (
    <>
      <td className={table.number}>
        {point.trust === 'rough' && 'roughly '}
        {formatPercent(point.ratio)}
      </td>
      <td className={table.number}>{simulatedRatio === null ? '–' : formatPercent(simulatedRatio)}</td>
      <td className={table.number}>{simulatedRatio === null ? '–' : formatPoints(point.ratio - simulatedRatio)}</td>
    </>
  );
}
