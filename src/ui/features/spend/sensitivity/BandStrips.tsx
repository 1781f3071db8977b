import type { FigureBand } from '../../../../evaluate/uncertainty/band.ts';
import type { DrawnBand } from '../../../../evaluate/uncertainty/questions.ts';
import { percentileOf } from '../../../../domain/uncertainty/draws.ts';
import { formatTokensShort, formatUsd } from '../../../format/number.ts';
import { binsOf, ticksOf, trackOf, type Track } from './axis.ts';
import { FIGURE_NAMES, roughUsd } from './words.ts';
import styles from './Band.module.css';

const ROWS = [
  { figure: 'without', color: 'var(--th-uncached)' },
  { figure: 'with', color: 'var(--th-accent)' },
  { figure: 'saving', color: 'var(--th-write)' },
] as const;

const BINS = 60;
/** A few draws far out would leave the rest no room. */
const SHOWN_RATIO = 0.97;

/** How the draws lie: the two bills on one scale, the saving on its own. P10 to P90 in colour, the rest of them pale. */
export function BandStrips({ band }: { readonly band: DrawnBand }) {
  return (
    <div className={styles.groups}>
      <Strips band={band} rows={ROWS.filter(({ figure }) => figure !== 'saving')} />
      <Strips band={band} rows={ROWS.filter(({ figure }) => figure === 'saving')} />
    </div>
  );
}

function Strips({
  band: { figures, today },
  rows,
}: {
  readonly band: DrawnBand;
  readonly rows: readonly (typeof ROWS)[number][];
}) {
  const drawn = rows.flatMap(({ figure }) => figures[figure] ?? []);
  if (drawn.length === 0) return null;
  const ends = drawn.flatMap(({ drawnUsd }) =>
    [1 - SHOWN_RATIO, SHOWN_RATIO].flatMap((ratio) => percentileOf({ values: drawnUsd, ratio }) ?? []),
  );
  const track = trackOf([0, ...ends]);
  return (
    <div className={styles.strips}>
      {rows.map(({ figure, color }) => {
        const found = figures[figure];
        return (
          found && (
            <Strip
              key={figure}
              name={FIGURE_NAMES[figure]}
              color={color}
              found={found}
              today={today[figure]}
              track={track}
            />
          )
        );
      })}
      <div className={styles.axis} aria-hidden="true">
        {ticksOf({ ...track, about: 4 })
          .filter((usd) => track.at(usd) < 0.97 && (track.at(usd) > 0.03 || usd === 0))
          .map((usd) => (
            <span key={usd} style={{ left: `${100 * track.at(usd)}%` }}>
              {usd < 0 ? '−' : ''}${formatTokensShort(Math.abs(usd))}
            </span>
          ))}
      </div>
    </div>
  );
}

interface StripProps {
  readonly name: string;
  readonly color: string;
  readonly found: FigureBand;
  readonly today: number | null;
  readonly track: Track;
}

function Strip({ name, color, found: { p10Usd, p50Usd, p90Usd, drawnUsd }, today, track }: StripProps) {
  const bins = binsOf({ values: drawnUsd, track, count: BINS });
  const most = Math.max(1, ...bins);
  const step = (track.to - track.from) / BINS;
  const at = (usd: number): string => `${100 * track.at(usd)}%`;
  return (
    <div className={styles.strip} data-figure={name}>
      <p className={styles.name}>
        <span>{name}</span>
        <span>
          P10 {roughUsd(p10Usd)} – P90 {roughUsd(p90Usd)}
        </span>
      </p>
      <div className={styles.plane} aria-hidden="true">
        <svg className={styles.bins} viewBox={`0 0 ${BINS} 1`} preserveAspectRatio="none">
          {bins.map((count, i) => {
            const from = track.from + i * step;
            const height = count / most;
            return count === 0 ? null : (
              <rect
                key={from}
                x={i}
                y={1 - height}
                width={1}
                height={height}
                fill={from + step >= p10Usd && from <= p90Usd ? color : 'var(--th-line-strong)'}
              />
            );
          })}
        </svg>
        {track.from < 0 && <span className={styles.zero} style={{ left: at(0) }} />}
        <span className={styles.median} style={{ left: at(p50Usd) }} title={`median ${roughUsd(p50Usd)}`} />
        {today !== null && today >= track.from && today <= track.to && (
          <span className={styles.today} style={{ left: at(today) }} title={`today ${formatUsd(today)}`} />
        )}
      </div>
    </div>
  );
}
