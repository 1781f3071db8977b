import { createContext, use } from 'react';
import type { Fact } from '../../../domain/fact.ts';
import type { Price, RateSet } from '../../../domain/offer/rate-card.ts';
import type { Tokens } from '../../../domain/units.ts';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber, formatSeconds } from '../../format/number.ts';
import { ProvenanceText } from '../../shared/ProvenanceMark.tsx';
import { Figure } from './SourcePanel.tsx';
import { bandText, livesText, priceTextPer, PROMISE_WORDS, STATE_WORDS, ttlText, workedOutRateText } from './words.ts';
import styles from './OffersTable.module.css';
import { moneySign } from '../../format/money.ts';

/** What prices are shown for. */
export const PriceSizeContext = createContext<PriceSize>('M');

/** Column whose figures are reached with Tab: one stop in each row, the arrow keys lead to the others. */
export const TabStopColumn = createContext<string | undefined>(undefined);

interface PriceFigureProps {
  readonly row: OfferRow;
  readonly column: string;
  /** Where a cell holds several, only the first can be a Tab stop. */
  readonly isFirst?: boolean;
  readonly name: string;
  readonly price: Price;
  /** What the price is per million of. */
  readonly counted?: string;
  /** The same price in a band of long prompts. */
  readonly inBand: (rates: RateSet) => Price | undefined;
}

/** A rate, or the word for why there is none, that opens to its source. */
export function PriceFigure({
  row,
  column,
  isFirst = true,
  name,
  price,
  counted = 'tokens',
  inBand,
}: PriceFigureProps) {
  const tabStop = use(TabStopColumn);
  const priceSize = use(PriceSizeContext);
  return (
    <Figure
      text={priceTextPer({ price, priceSize })}
      name={name}
      isAssumed={price.state === 'priced' && price.perMTok.kind === 'assumed'}
      isMissing={price.state !== 'priced'}
      isTabStop={isFirst && tabStop === column}
      renderPanel={() => (
        <>
          <p className={styles.panelTitle}>
            {name}, {row.offer.modelName}
          </p>
          <PriceLine price={price} counted={counted} />
          {row.period?.bands.map((band) => {
            const banded = inBand(band.rates);
            return (
              banded &&
              !isSameReason(price, banded) && (
                <div key={band.thresholdTokens} className={styles.panelPart}>
                  <p>For prompts {bandText(band)}:</p>
                  <PriceLine
                    price={banded}
                    counted={counted}
                    isBrief={
                      price.state === 'priced' &&
                      banded.state === 'priced' &&
                      price.perMTok.source === banded.perMTok.source
                    }
                  />
                </div>
              )
            );
          })}
        </>
      )}
    />
  );
}

/** Missing in the band for the reason already given. */
function isSameReason(price: Price, banded: Price): boolean {
  return price.state !== 'priced' && banded.state === price.state && banded.reason === price.reason;
}

/** `isBrief` where the source has just been named. */
function PriceLine({
  price,
  counted,
  isBrief = false,
}: {
  readonly price: Price;
  readonly counted: string;
  readonly isBrief?: boolean;
}) {
  const priceSize = use(PriceSizeContext);
  if (price.state !== 'priced')
    return (
      <p>
        {capitalized(STATE_WORDS[price.state])}. {price.reason}
      </p>
    );
  const text = priceTextPer({ price, priceSize });
  return (
    <>
      <p className={styles.panelValue}>
        {text === 'free' ? 'free' : `${moneySign()}${text} per ${priceSize} ${counted}`}
      </p>
      {!isBrief && <ProvenanceText provenance={price.perMTok} />}
    </>
  );
}

/** A rate that the workload's bill comes to. */
export function EffectiveRate({ usdPerMTok }: { readonly usdPerMTok: number | undefined }) {
  const priceSize = use(PriceSizeContext);
  return usdPerMTok === undefined ? '–' : workedOutRateText({ usdPerMTok, priceSize });
}

/** A fact that is not a price. */
export function FactFigure({
  row,
  column,
  name,
  text,
  fact,
}: {
  readonly row: OfferRow;
  readonly column: string;
  readonly name: string;
  readonly text: string;
  readonly fact: Fact<Tokens>;
}) {
  const tabStop = use(TabStopColumn);
  return (
    <Figure
      text={text}
      name={name}
      isAssumed={fact.kind === 'assumed'}
      isTabStop={tabStop === column}
      renderPanel={() => (
        <>
          <p className={styles.panelTitle}>
            {name}, {row.offer.modelName}
          </p>
          <p className={styles.panelValue}>{formatNumber(fact.value)} tokens</p>
          <ProvenanceText provenance={fact} />
        </>
      )}
    />
  );
}

/** A word in the place of a figure, with the reason. */
export function MissingFigure({
  column,
  name,
  state,
  reason,
}: {
  readonly column: string;
  readonly name: string;
  readonly state: 'not-sold' | 'unknown';
  readonly reason: string;
}) {
  const tabStop = use(TabStopColumn);
  return (
    <Figure
      text={STATE_WORDS[state]}
      name={name}
      isMissing
      isTabStop={tabStop === column}
      renderPanel={() => (
        <p>
          {capitalized(STATE_WORDS[state])}. {reason}
        </p>
      )}
    />
  );
}

/** How the cache works and how long it keeps what. */
export function CachingFigure({ row, column }: { readonly row: OfferRow; readonly column: string }) {
  const tabStop = use(TabStopColumn);
  const { trigger } = row.offer.cachePolicy;
  return (
    <>
      <p className={styles.lives}>{trigger}</p>
      <Figure
        text={livesText(row.lives)}
        name={`Cache lives, ${trigger}`}
        isAssumed={row.lives.every(({ promise }) => promise === 'assumed')}
        isTabStop={tabStop === column}
        renderPanel={() => (
          <>
            <p className={styles.panelTitle}>How long a cached prefix lives, {row.offer.modelName}</p>
            {row.lives.map(({ ttl, promise }) => (
              <div key={ttl.id} className={styles.panelPart}>
                <p className={styles.panelValue}>
                  {ttlText(ttl.id)}: {formatSeconds(ttl.seconds.value)} ({formatNumber(ttl.seconds.value)} s),{' '}
                  {PROMISE_WORDS[promise]};{' '}
                  {ttl.refreshedByRead ? 'a read starts it again' : 'a read does not extend it'}
                </p>
                <ProvenanceText provenance={ttl.seconds} />
              </div>
            ))}
          </>
        )}
      />
    </>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
