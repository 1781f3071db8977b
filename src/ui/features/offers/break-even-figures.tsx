import { use, type ReactNode } from 'react';
import type { LifeBreakEven } from '../../../evaluate/break-even.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber, formatSeconds } from '../../format/number.ts';
import { MissingFigure, TabStopColumn } from './figures.tsx';
import { Figure } from './SourcePanel.tsx';
import { ttlText } from './words.ts';
import styles from './OffersTable.module.css';

interface FiguresProps {
  readonly row: OfferRow;
  readonly column: string;
}

const NO_CACHE = 'No cache is sold, so there is no write to earn back.';
const WORDS = { always: 'always', never: 'none', unknown: 'unknown' } as const;

/** Above how many reads a write has paid for itself, life by life. */
export function ReuseFigures({ row, column }: FiguresProps) {
  return (
    <PerLife row={row} column={column} name="Reads that repay a write">
      {({ reuse, ttl }) => ({
        text: reuse.state === 'exists' ? `> ${formatNumber(reuse.reuses)}` : WORDS[reuse.state],
        isAssumed: false,
        isMissing: reuse.state !== 'exists',
        says:
          reuse.state === 'exists' ? (
            <>
              <p className={styles.panelValue}>
                {`A write for ${ttlText(ttl.id)} has paid for itself with read ${reuse.leastReuses}`}
              </p>
              <p>Reads n &gt; (w − 1) ÷ (1 − r), with w = write ÷ input and r = read ÷ input.</p>
            </>
          ) : (
            <p>{reuse.reason}</p>
          ),
      })}
    </PerLife>
  );
}

/** Up to which idle time keeping a prefix warm is cheaper than writing it again, life by life. */
export function IdleFigures({ row, column }: FiguresProps) {
  return (
    <PerLife row={row} column={column} name="Idle time that pings pay for">
      {({ idle, ttl }) => ({
        text: idle.state === 'exists' ? formatSeconds(idle.idleSeconds) : WORDS[idle.state],
        isAssumed: idle.state === 'exists' && ttl.seconds.kind === 'assumed',
        isMissing: idle.state !== 'exists',
        says:
          idle.state === 'exists' ? (
            <>
              <p className={styles.panelValue}>
                {`Pings every ${formatSeconds(ttl.seconds.value)} pay up to ${formatSeconds(idle.idleSeconds)} of idle time`}
              </p>
              <p>(write − read) ÷ read × life; tokens that a ping makes the model write are not counted.</p>
            </>
          ) : (
            <p>{idle.reason}</p>
          ),
      })}
    </PerLife>
  );
}

interface LifeFigure {
  readonly text: string;
  readonly isAssumed: boolean;
  readonly isMissing: boolean;
  readonly says: ReactNode;
}

function PerLife({
  row,
  column,
  name,
  children,
}: FiguresProps & { readonly name: string; readonly children: (life: LifeBreakEven) => LifeFigure }) {
  const tabStop = use(TabStopColumn);
  if (row.breakEvens.length === 0)
    return <MissingFigure column={column} name={name} state="not-sold" reason={NO_CACHE} />;
  return (
    <ul className={styles.writes}>
      {row.breakEvens.map((life, i) => {
        const { text, isAssumed, isMissing, says } = children(life);
        return (
          <li key={life.ttl.id}>
            <span className={styles.ttl}>{life.ttl.id}</span>{' '}
            <Figure
              text={text}
              name={`${name}, ${ttlText(life.ttl.id)}`}
              isAssumed={isAssumed}
              isMissing={isMissing}
              isTabStop={i === 0 && tabStop === column}
              renderPanel={() => (
                <>
                  <p className={styles.panelTitle}>
                    {name}, {row.offer.modelName}
                  </p>
                  {says}
                </>
              )}
            />
          </li>
        );
      })}
    </ul>
  );
}
