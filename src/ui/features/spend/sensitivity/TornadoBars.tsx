import type { UncertainFigure } from '../../../../evaluate/uncertainty/figures.ts';
import type { ToldBar } from '../../../../evaluate/uncertainty/questions.ts';
import { formatUsd } from '../../../format/number.ts';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { inSentence } from '../../../shared/in-sentence.ts';
import { trackOf, type Track } from './axis.ts';
import { endInWords, rangeInWords } from './words.ts';
import styles from './Tornado.module.css';

export const LOW_COLOR = 'var(--th-read)';
export const HIGH_COLOR = 'var(--th-write)';

/** Horizontal bars around today's figure, in plain HTML. */
export function TornadoBars({
  bars,
  figure,
  today,
}: {
  readonly bars: readonly ToldBar[];
  readonly figure: UncertainFigure;
  readonly today: number;
}) {
  const ends = bars.flatMap(({ atLow, atHigh }) => [atLow[figure], atHigh[figure]]).filter((usd) => usd !== null);
  const track = trackOf([...ends, today]);
  const hasZero = figure === 'saving' && track.from < 0 && track.to > 0;
  const zeroAt = hasZero ? track.at(0) : null;
  return (
    <div className={styles.tornado}>
      <div className={styles.axis} aria-hidden="true">
        <div className={styles.plane}>
          <AxisLabel at={track.at(today)} text={`today ${formatUsd(today)}`} />
          {zeroAt !== null && Math.abs(zeroAt - track.at(today)) > 0.2 && <AxisLabel at={zeroAt} text="0" />}
        </div>
      </div>
      {bars.map((bar) => (
        <Row key={bar.input.id} bar={bar} figure={figure} today={today} track={track} zeroAt={zeroAt} />
      ))}
    </div>
  );
}

function AxisLabel({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <span className={styles.axisLabel} style={{ left: percent(at) }}>
      {text}
    </span>
  );
}

interface RowProps {
  readonly bar: ToldBar;
  readonly figure: UncertainFigure;
  readonly today: number;
  readonly track: Track;
  readonly zeroAt: number | null;
}

function Row({ bar: { input, atLow, atHigh }, figure, today, track, zeroAt }: RowProps) {
  const low = atLow[figure];
  const high = atHigh[figure];
  const problem = low === null ? atLow.problem : high === null ? atHigh.problem : undefined;
  const known = [low, high, today].filter((usd) => usd !== null);
  const isOneSided = low !== null && high !== null && (low - today) * (high - today) > 0;
  const [first, second] = (low ?? today) <= (high ?? today) ? [low, high] : [high, low];
  return (
    <div className={styles.row} data-input={input.id}>
      <div className={styles.name}>
        <p>{input.label}</p>
        <p className={styles.range}>
          {rangeInWords(input)}{' '}
          <ProvenanceMark provenance={input.provenance} of={`the range of ${inSentence(input.label)}`} />
        </p>
        {problem !== undefined && <p className={styles.problem}>{`No figure at one end: ${problem}`}</p>}
      </div>
      <div className={styles.track} title={input.provenance.note}>
        <div className={styles.plane}>
          {zeroAt !== null && <span className={styles.zero} style={{ left: percent(zeroAt) }} />}
          <span className={styles.today} style={{ left: percent(track.at(today)) }} />
          <Bar track={track} today={today} end={low} color={LOW_COLOR} half={isOneSided ? 'upper' : null} />
          <Bar track={track} today={today} end={high} color={HIGH_COLOR} half={isOneSided ? 'lower' : null} />
          <span className={styles.left} style={{ right: percent(1 - track.at(Math.min(...known))) }}>
            {endInWords(first)}
          </span>
          <span className={styles.right} style={{ left: percent(track.at(Math.max(...known))) }}>
            {endInWords(second)}
          </span>
        </div>
      </div>
    </div>
  );
}

function Bar({
  track,
  today,
  end,
  color,
  half,
}: {
  readonly track: Track;
  readonly today: number;
  readonly end: number | null;
  readonly color: string;
  /** Where both ends lie on the same side of today's figure, one above the other. */
  readonly half: 'upper' | 'lower' | null;
}) {
  if (end === null || end === today) return null;
  const [from, to] = [track.at(Math.min(end, today)), track.at(Math.max(end, today))];
  return (
    <span
      className={half === 'upper' ? styles.upper : half === 'lower' ? styles.lower : styles.bar}
      style={{ left: percent(from), width: percent(to - from), background: color }}
    />
  );
}

function percent(share: number): string {
  return `${100 * share}%`;
}
