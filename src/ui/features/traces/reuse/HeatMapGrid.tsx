import { useRef, useState, type KeyboardEvent } from 'react';
import { formatPercent } from '../../../format/number.ts';
import type { HeatMap, HeatMark } from './heat-map.ts';
import styles from './HeatMapGrid.module.css';

/** Of the shades, on either scheme, so that the darkest cell still differs from its neighbours. */
const MOST_TINT_PERCENT = 92;
const LEAST_TINT_PERCENT = 6;
/** Every so many steps of an axis one is named. */
const LABEL_EVERY = 4;

interface Place {
  readonly row: number;
  readonly column: number;
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/**
 * The map itself, in one hue from light to dark. One cell takes the focus, arrow keys move it; what is under it or under the
 * pointer is told below.
 */
export function HeatMapGrid({
  heat: { rows, columns },
  marks,
  label,
}: {
  readonly heat: HeatMap;
  readonly marks: readonly HeatMark[];
  readonly label: string;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<Place>({ row: 0, column: 0 });
  const [pointed, setPointed] = useState<Place | null>(null);
  const current: Place = {
    row: Math.min(focus.row, rows.length - 1),
    column: Math.min(focus.column, columns.length - 1),
  };
  const told = pointed ?? current;
  const cell = rows[told.row]?.cells[told.column];

  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next: Place = {
      row: clamp({ value: current.row + step.row, most: rows.length - 1 }),
      column: clamp({ value: current.column + step.column, most: columns.length - 1 }),
    };
    setFocus(next);
    setPointed(null);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
  };

  return (
    <div>
      <div className={styles.frame}>
        <div className={styles.lives} aria-hidden="true">
          {rows.map((row, i) => (
            <span key={i}>{isNamed({ index: rows.length - 1 - i, count: rows.length }) && row.label}</span>
          ))}
        </div>
        <div className={styles.map}>
          <div
            ref={grid}
            role="grid"
            aria-label={label}
            className={styles.cells}
            onPointerLeave={() => setPointed(null)}
          >
            {rows.map(({ cells }, row) => (
              <div key={row} role="row" className={styles.row}>
                {cells.map(({ ratio, limits, shade }, column) => (
                  <span
                    key={column}
                    role="gridcell"
                    data-cell={`${row}:${column}`}
                    tabIndex={row === current.row && column === current.column ? 0 : -1}
                    aria-label={`${limits}: ${formatPercent(ratio)}`}
                    className={styles.cell}
                    style={tintOf(shade)}
                    onFocus={() => setFocus({ row, column })}
                    onPointerEnter={() => setPointed({ row, column })}
                    onKeyDown={move}
                  />
                ))}
              </div>
            ))}
          </div>
          {marks.map((mark) => (
            <Mark key={mark.letter} mark={mark} />
          ))}
        </div>
        <div className={styles.sizes} aria-hidden="true">
          {columns.map((name, i) => (
            <span key={i}>{isNamed({ index: i, count: columns.length }) && name}</span>
          ))}
        </div>
      </div>
      <p className={styles.told} aria-hidden="true">
        {cell && (
          <>
            {cell.limits}: <strong>{formatPercent(cell.ratio)}</strong>
          </>
        )}
      </p>
    </div>
  );
}

function Mark({ mark: { letter, axis, position } }: { readonly mark: HeatMark }) {
  const at = `${100 * position}%`;
  return (
    <span
      className={axis === 'life' ? styles.lifeMark : styles.sizeMark}
      style={axis === 'life' ? { top: at } : { left: at }}
      aria-hidden="true"
    >
      <b>{letter}</b>
    </span>
  );
}

function clamp({ value, most }: { value: number; most: number }): number {
  return Math.max(0, Math.min(most, value));
}

/** The last step has no limit and is always named; its neighbours make room for it. */
function isNamed({ index, count }: { index: number; count: number }): boolean {
  return index === count - 1 || (index % LABEL_EVERY === 0 && index < count - 2);
}

function tintOf(shade: number): Readonly<Record<string, string>> {
  const percent = LEAST_TINT_PERCENT + shade * (MOST_TINT_PERCENT - LEAST_TINT_PERCENT);
  return { '--tint': `${Math.round(percent)}%` };
}
