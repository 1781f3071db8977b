import { memo, useMemo } from 'react';
import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { HitSurface, TraceRules } from '../../../../state/trace-types.ts';
import { formatPercent } from '../../../format/number.ts';
import { ChartFigure } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { Evidence } from '../Evidence.tsx';
import { SHARE_WORDS } from '../trace-words.ts';
import type { CapacityMark } from './capacity-marks.ts';
import { heatMapOf, heatMarks, type HeatMap, type HeatMark } from './heat-map.ts';
import { HeatMapGrid } from './HeatMapGrid.tsx';
import styles from './HeatMapGrid.module.css';

interface SurfaceCardProps {
  readonly surface: HitSurface;
  readonly denominator: TraceRules['denominator'];
  readonly lives: readonly WindowMark[];
  readonly sizes: readonly CapacityMark[];
}

const TITLE = 'How do life and size limit it together?';

/** Hit rate of a log of blocks for caches that forget with time and are full at a size. */
export const SurfaceCard = memo(function SurfaceCard({
  surface: { map },
  denominator,
  lives,
  sizes,
}: SurfaceCardProps) {
  const heat = useMemo(() => heatMapOf({ map, denominator }), [map, denominator]);
  const marks = useMemo(() => heatMarks({ map, lives, sizes }), [map, lives, sizes]);
  const { lowestRatio, highestRatio } = heat;
  const summary = `From ${formatPercent(lowestRatio)} with the shortest life and least room to ${formatPercent(highestRatio)} without limits.`;
  return (
    <ChartFigure
      title={TITLE}
      hint={
        <Evidence ground="computed">
          Share of {SHARE_WORDS[denominator]} by the time things are kept (upwards) and by the room in tokens (to the
          right), by exact replay.
        </Evidence>
      }
      summary={summary}
      lead={<p>{summary}</p>}
      chart={<HeatMapGrid heat={heat} marks={marks} label={`Map: ${TITLE}`} />}
      legend={<MapLegend heat={heat} marks={marks} />}
      table={<MapTable heat={heat} />}
    />
  );
});

function MapLegend({ heat, marks }: { readonly heat: HeatMap; readonly marks: readonly HeatMark[] }) {
  return (
    <div className={styles.legend}>
      <p className={styles.scale}>
        {formatPercent(heat.lowestRatio)}
        <span className={styles.bar} aria-hidden="true" />
        {formatPercent(heat.highestRatio)}
      </p>
      {marks.length > 0 && (
        <ul className={styles.marks} aria-label="Lines on the map">
          {marks.map(({ letter, name, axis }) => (
            <li key={letter}>
              <b>{letter}</b> {axis === 'size' ? `room of ${name}` : name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MapTable({ heat: { rows, columns } }: { readonly heat: HeatMap }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Kept for \ room, tokens</th>
          {columns.map((name, i) => (
            <th key={i} scope="col" className={table.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, cells }, i) => (
          <tr key={i}>
            <th scope="row">{label}</th>
            {cells.map(({ ratio }, column) => (
              <td key={column} className={table.number}>
                {formatPercent(ratio)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
