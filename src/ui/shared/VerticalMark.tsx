import { ReferenceLine } from 'recharts';
import type { PlacedMark } from './mark-levels.ts';
import styles from './VerticalMark.module.css';

const LINE_PX = 14;
const TEXT_ABOVE_PX = 5;

/** Room above the plot for labels up to the highest line. */
export function marksHeightPx(placed: readonly PlacedMark[]): number {
  return placed.reduce((most, { level }) => Math.max(most, level + 1), 0) * LINE_PX + TEXT_ABOVE_PX;
}

interface VerticalMarkProps {
  readonly x: number;
  readonly label: string;
  readonly placed: PlacedMark | undefined;
  readonly color: string;
  /** Dotted instead of dashed: the value is assumed. */
  readonly assumed?: boolean;
}

/** A vertical line on a chart with its name above the plot, joined to it where other names lie between. */
export function VerticalMark({
  x,
  label,
  placed = { level: 0, anchor: 'start' },
  color,
  assumed = false,
}: VerticalMarkProps) {
  const dashes = assumed ? '2 4' : '5 3';
  return (
    <ReferenceLine
      x={x}
      stroke={color}
      strokeDasharray={dashes}
      label={<Name text={label} placed={placed} color={color} dashes={dashes} />}
    />
  );
}

interface NameProps {
  readonly text: string;
  readonly placed: PlacedMark;
  readonly color: string;
  readonly dashes: string;
  /** Where the line is; given by the chart. */
  readonly viewBox?: { readonly x: number; readonly y: number };
}

function Name({ text, placed, color, dashes, viewBox }: NameProps) {
  if (!viewBox) return null;
  const y = viewBox.y - TEXT_ABOVE_PX - placed.level * LINE_PX;
  return (
    <g>
      {placed.level > 0 && (
        <line
          x1={viewBox.x}
          x2={viewBox.x}
          y1={viewBox.y}
          y2={y - LINE_PX / 2}
          stroke={color}
          strokeDasharray={dashes}
        />
      )}
      <text
        className={styles.name}
        x={viewBox.x + (placed.anchor === 'start' ? 4 : -4)}
        y={y}
        textAnchor={placed.anchor}
        fill={color}
      >
        {text}
      </text>
    </g>
  );
}
