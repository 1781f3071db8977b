import { useRef, useState, type KeyboardEvent } from 'react';
import type { LossMap } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatBytes, formatTokensShort } from '../../../format/number.ts';
import { formatLength, nearest, ratioInWords, rowOf } from './time-words.ts';
import styles from './Time.module.css';

const MOST_TINT_PERCENT = 90;
const LEAST_TINT_PERCENT = 10;
/** A factor of so much, either way, has the darkest tint. */
const DARKEST_FACTOR = 16;
const NAMED_COLUMNS = 6;

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
 * The map itself: prompt length to the right, bandwidth upwards; plain where loading wins, hatched where it loses. One cell takes
 * the focus, arrow keys move it; what is under it or under the pointer is told below.
 */
export function LossGrid({ map, label }: { readonly map: LossMap; readonly label: string }) {
  const grid = useRef<HTMLDivElement>(null);
  const { contextTokens, here } = map;
  // The fastest on top, as axes rise.
  const rows = map.bytesPerSecond
    .map((bytesPerSecond, i) => ({ bytesPerSecond, ratios: map.ratios[i] ?? [] }))
    .toReversed();
  const speeds = rows.map(({ bytesPerSecond }) => bytesPerSecond);
  const own = {
    row: nearest({ steps: speeds, value: here.bytesPerSecond }),
    column: nearest({ steps: contextTokens, value: here.contextTokens }),
  };
  const [focus, setFocus] = useState<Place>({
    row: rowOf({ steps: speeds, value: here.bytesPerSecond }) ?? 0,
    column: own.column ?? 0,
  });
  const [pointed, setPointed] = useState<Place | null>(null);
  const current = {
    row: Math.min(focus.row, rows.length - 1),
    column: Math.min(focus.column, contextTokens.length - 1),
  };
  const wordsOf = ({ row, column }: Place): string => {
    const line = rows[row];
    const ratio = line?.ratios[column];
    const tokens = contextTokens[column];
    if (!line || ratio === undefined || tokens === undefined) return '';
    return `${formatLength(tokens)} tokens at ${roundBytes(line.bytesPerSecond)}/s: loading takes ${ratioInWords(ratio)}`;
  };
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = {
      row: clamp({ value: current.row + step.row, most: rows.length - 1 }),
      column: clamp({ value: current.column + step.column, most: contextTokens.length - 1 }),
    };
    setFocus(next);
    setPointed(null);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
  };
  const every = Math.max(1, Math.ceil(contextTokens.length / NAMED_COLUMNS));
  return (
    <div>
      <div className={styles.frame}>
        <div className={styles.side} aria-hidden="true">
          {rows.map(({ bytesPerSecond }, i) => (
            <span key={bytesPerSecond}>{i % 3 === 0 && `${roundBytes(bytesPerSecond)}/s`}</span>
          ))}
        </div>
        <div ref={grid} role="grid" aria-label={label} className={styles.map} onPointerLeave={() => setPointed(null)}>
          {rows.map(({ bytesPerSecond, ratios }, row) => (
            <div key={bytesPerSecond} role="row" className={styles.row}>
              {ratios.map((ratio, column) => (
                <span
                  key={column}
                  role="gridcell"
                  data-cell={`${row}:${column}`}
                  data-loses={ratio > 1}
                  tabIndex={row === current.row && column === current.column ? 0 : -1}
                  aria-label={wordsOf({ row, column })}
                  className={`${styles.cell} ${ratio > 1 ? styles.losing : ''} ${row === own.row && column === own.column ? styles.here : ''}`}
                  style={tintOf(ratio)}
                  onFocus={() => setFocus({ row, column })}
                  onPointerEnter={() => setPointed({ row, column })}
                  onKeyDown={move}
                />
              ))}
            </div>
          ))}
        </div>
        <div className={styles.foot} aria-hidden="true">
          {contextTokens.map((tokens, i) => (
            <span key={tokens}>{i % every === 0 && formatTokensShort(Number(tokens.toPrecision(2)))}</span>
          ))}
        </div>
      </div>
      <p className={styles.told} aria-hidden="true">
        {wordsOf(pointed ?? current)}
      </p>
      <div className={styles.key} aria-hidden="true">
        <span>
          <span className={`${styles.sample} ${styles.cell}`} style={tintOf(1 / 4)} /> loading wins
        </span>
        <span>
          <span className={`${styles.sample} ${styles.cell} ${styles.losing}`} style={tintOf(4)} /> loading loses
        </span>
        <span>
          <span className={`${styles.sample} ${styles.here}`} /> this scenario
        </span>
      </div>
    </div>
  );
}

function roundBytes(bytes: number): string {
  return formatBytes(Number(bytes.toPrecision(2)));
}

function clamp({ value, most }: { value: number; most: number }): number {
  return Math.max(0, Math.min(most, value));
}

function tintOf(ratio: number): Readonly<Record<string, string>> {
  const strength = Math.min(1, Math.abs(Math.log(Math.max(ratio, 1e-9))) / Math.log(DARKEST_FACTOR));
  return { '--tint': `${Math.round(LEAST_TINT_PERCENT + strength * (MOST_TINT_PERCENT - LEAST_TINT_PERCENT))}%` };
}
