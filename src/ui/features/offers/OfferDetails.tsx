import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Price, RateSet } from '../../../domain/offer/rate-card.ts';
import { USD } from '../../../domain/offer/unpriceable.ts';
import { sourcesOf, type OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../format/number.ts';
import { ProvenanceText } from '../../shared/ProvenanceMark.tsx';
import { OfferPolicies } from './OfferPolicies.tsx';
import { OfferTerms } from './OfferTerms.tsx';
import { bandText, priceText, PROMISE_WORDS, ttlText } from './words.ts';
import styles from './OfferDetails.module.css';
import { moneySign } from '../../format/money.ts';

const MATCHING = {
  'any-prefix': 'any prefix that two prompts share',
  breakpoints: 'only prefixes that end at a mark set by an earlier request',
} as const;

/** Everything the catalogue knows of one offer: all rates, the cache's rules, remarks, and who says so. */
export function OfferDetails({
  row,
  sellersOfModel,
  onSameModel,
}: {
  readonly row: OfferRow;
  /** Offers of this model in the catalogue, this one included. */
  readonly sellersOfModel: number;
  readonly onSameModel: () => void;
}) {
  const { offer } = row;
  return (
    <div className={styles.details}>
      <section className={styles.prices}>
        <h3 className={styles.title}>Prices{row.period ? `, ${moneySign()}` : ''} per M tokens</h3>
        <Rates row={row} />
      </section>
      <section className={styles.cache}>
        <h3 className={styles.title}>Cache</h3>
        <CacheRules row={row} />
      </section>
      <OfferTerms row={row} />
      <section className={styles.policies}>
        <h3 className={styles.title}>What each way of caching costs for this workload</h3>
        <OfferPolicies offerId={offer.id} />
      </section>
      <section className={styles.remarks}>
        <h3 className={styles.title}>Remarks</h3>
        <ul className={styles.notes}>
          {offer.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          <li>
            Id in links and on the command line: <code>{offer.id}</code>
          </li>
        </ul>
        {sellersOfModel > 1 && (
          <Button variant="default" size="compact-xs" className={styles.elsewhere} onClick={onSameModel}>
            The same model elsewhere: {sellersOfModel} offers
          </Button>
        )}
      </section>
      <section className={styles.sourced}>
        <h3 className={styles.title}>Sources</h3>
        <ul className={styles.sources}>
          {sourcesOf(row).map(({ provenance, values, notes }) => (
            <li key={values.join()}>
              <p className={styles.values}>{sentence(values)}</p>
              <ProvenanceText provenance={provenance} />
              {notes.map((note) => (
                <p key={note} className={styles.note}>
                  {note}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Rates({ row }: { readonly row: OfferRow }) {
  const { period, offer } = row;
  if (!period && !row.listPeriod) return <p>{row.input.state === 'priced' ? '' : row.input.reason}</p>;
  const next =
    !period || period.to === null || row.usesCarriedRates
      ? undefined
      : offer.periods.find(({ from }) => from === period.to);
  const columns: readonly { readonly label: string; readonly rates: RateSet }[] = [
    ...(period
      ? [
          {
            label: row.steps.length > 0 ? 'as bought' : period.bands.length > 0 ? 'base' : 'price',
            rates: period.base,
          },
        ]
      : []),
    ...(row.listPeriod && (row.steps.length > 0 || !period)
      ? [{ label: listText({ offer }), rates: row.listPeriod.base }]
      : []),
    ...((period ?? row.listPeriod)?.bands.map((band) => ({ label: bandText(band), rates: band.rates })) ?? []),
    ...(next ? [{ label: listText({ offer, from: period?.to ?? null }), rates: next.base }] : []),
  ];
  const classes: readonly { readonly label: string; readonly pick: (rates: RateSet) => Price | undefined }[] = [
    { label: 'Input', pick: ({ input }) => input },
    { label: 'Output', pick: ({ output }) => output },
    { label: 'Cache read', pick: ({ cacheRead }) => cacheRead },
    ...offer.cachePolicy.ttls.map(({ id }) => ({
      label: `Cache write ${ttlText(id)}`,
      pick: ({ cacheWrite }: RateSet) => cacheWrite[id],
    })),
  ];
  return (
    <>
      <table className={styles.rates}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Rate</span>
            </th>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map(({ label, pick }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {columns.map((column) => (
                <td key={column.label}>
                  <PriceCell price={pick(column.rates)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {classes.map(({ label, pick }) => {
        const price = period && pick(period.base);
        return (
          price &&
          price.state !== 'priced' && (
            <p key={label} className={styles.reason}>
              {label}: {price.reason}
            </p>
          )
        );
      })}
      {row.usesCarriedRates && (
        <p className={styles.reason}>These rates came with the link and differ from the catalogue’s.</p>
      )}
    </>
  );
}

/** list · list, CNY · list from 2026-12-01: neither currency nor terms are those of the prices beside it. */
function listText({ offer, from }: { offer: OfferRow['offer']; from?: string | null }): string {
  return `list${from ? ` from ${from}` : ''}${offer.currency === USD ? '' : `, ${offer.currency}`}`;
}

function PriceCell({ price }: { readonly price: Price | undefined }) {
  if (!price) return 'unknown';
  const isAssumed = price.state === 'priced' && price.perMTok.kind === 'assumed';
  return <span className={isAssumed ? styles.assumed : undefined}>{priceText(price)}</span>;
}

function CacheRules({ row }: { readonly row: OfferRow }) {
  const { cachePolicy: policy } = row.offer;
  if (!row.sellsCaching) return <p>Not sold: every prompt token is charged as input.</p>;
  const marks = policy.match === 'breakpoints' ? `, up to ${policy.maxBreakpoints} a request` : '';
  return (
    <dl className={styles.rules}>
      <dt>Trigger</dt>
      <dd>
        {policy.trigger === 'automatic' ? 'automatic, without being asked' : 'explicit, where the request marks it'}
      </dd>
      <dt>Lives</dt>
      <dd>
        {row.lives.map(({ ttl, promise }) => (
          <p key={ttl.id}>
            {ttlText(ttl.id)}: {formatSeconds(ttl.seconds.value)},{' '}
            <span className={promise === 'assumed' ? styles.assumed : undefined}>{PROMISE_WORDS[promise]}</span>,{' '}
            {ttl.refreshedByRead ? 'renewed by reads' : 'not renewed by reads'}
          </p>
        ))}
      </dd>
      <dt>Reads back</dt>
      <dd>
        {MATCHING[policy.match]}
        {marks}
      </dd>
      <dt>Minimum prefix</dt>
      <dd>
        <Assumable isAssumed={policy.minPrefixTokens.kind === 'assumed'}>
          {formatNumber(policy.minPrefixTokens.value)} tokens
        </Assumable>
      </dd>
      <dt>Reads rounded</dt>
      <dd>
        <Assumable isAssumed={policy.granularityTokens.kind === 'assumed'}>
          {policy.granularityTokens.value === 1
            ? 'not at all'
            : `down to ${formatNumber(policy.granularityTokens.value)} tokens`}
        </Assumable>
      </dd>
      <dt>Chance of a hit within the life</dt>
      <dd>
        <Assumable isAssumed={policy.hitRatio.kind === 'assumed'}>{formatPercent(policy.hitRatio.value)}</Assumable>
      </dd>
    </dl>
  );
}

function Assumable({ isAssumed, children }: { readonly isAssumed: boolean; readonly children: ReactNode }) {
  return isAssumed ? (
    <>
      <span className={styles.assumed}>{children}</span>, assumed
    </>
  ) : (
    children
  );
}

/** input, output, cache read → Input, output, cache read */
function sentence(values: readonly string[]): string {
  const text = values.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
