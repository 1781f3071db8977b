import type { ReuseLosses } from '../../../../evaluate/reuse-losses.ts';
import { formatPercent } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { prefilledParts, readParts, type Part } from './losses-words.ts';
import styles from './LossBars.module.css';

const LINE_PX = 18;
/** A name takes a third of the narrowest bar. */
const ROOM_BEFORE_RATIO = 0.35;

interface LossBarsProps {
  readonly losses: ReuseLosses;
  /** Of the very cache; `null` where nothing simulates it. */
  readonly simulatedRatio: number | null;
}

/** All prompt tokens in one bar with both hit rates marked; what is prefilled once more, enlarged. */
export function LossBars({ losses, simulatedRatio }: LossBarsProps) {
  const { readRatio, firstTouchRatio, trust } = losses;
  const missed = 1 - readRatio;
  const read = readParts(losses);
  const prefilled = prefilledParts(losses);
  const marks = [
    { name: 'logical', ratio: 1 - firstTouchRatio },
    { name: 'physical', ratio: readRatio },
    // Elsewhere the two marks would cover each other.
    ...(trust === 'rough' && simulatedRatio !== null ? [{ name: 'simulated', ratio: simulatedRatio }] : []),
  ].toSorted((a, b) => b.ratio - a.ratio);
  return (
    <div className={styles.picture}>
      <div className={styles.whole} style={{ paddingTop: `${marks.length * LINE_PX + 6}px` }} aria-hidden="true">
        {marks.map(({ name, ratio }, line) => (
          <Mark key={name} ratio={ratio} label={`${name} ${formatPercent(ratio)}`} line={line} />
        ))}
        <Bar parts={[...read, ...prefilled]} whole={1} />
      </div>
      <Shares parts={read} />
      {missed > 0 && (
        <>
          <p className={styles.heading}>Of the {formatPercent(missed)} that are prefilled, enlarged:</p>
          <div aria-hidden="true">
            <Bar parts={prefilled} whole={missed} />
          </div>
          <Shares parts={prefilled} />
        </>
      )}
    </div>
  );
}

function Bar({ parts, whole }: { readonly parts: readonly Part[]; readonly whole: number }) {
  return (
    <div className={styles.bar}>
      {parts.map(({ label, color, ratio }) => (
        <span
          key={label}
          title={`${label}: ${formatShare(ratio)} of prompt tokens`}
          style={{ width: `${(100 * ratio) / whole}%`, background: color }}
        />
      ))}
    </div>
  );
}

/** A line through the bar with its name above, on the side that has room. */
function Mark({ ratio, label, line }: { readonly ratio: number; readonly label: string; readonly line: number }) {
  return (
    <span
      className={styles.mark}
      style={{ left: `${100 * Math.min(1, Math.max(0, ratio))}%`, top: `${line * LINE_PX}px` }}
    >
      <span className={`${styles.name} ${ratio > ROOM_BEFORE_RATIO ? styles.before : styles.behind}`}>{label}</span>
    </span>
  );
}

function Shares({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <Legend>
      {parts.map(({ label, color, ratio }) => (
        <LegendItem key={label} color={color} label={`${label} ${formatShare(ratio)}`} />
      ))}
    </Legend>
  );
}
