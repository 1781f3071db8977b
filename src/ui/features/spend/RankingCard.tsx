import { memo, type ReactNode } from 'react';
import { UnstyledButton } from '@mantine/core';
import { knownRate } from '../../../domain/offer/rate-card.ts';
import type { RankedOffer } from '../../../evaluate/ranking.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatPercent, formatUsd } from '../../format/number.ts';
import { uncostedNote } from '../../format/spend-class.ts';
import { Card } from '../../shared/Card.tsx';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { TableScroll } from '../../shared/TableScroll.tsx';
import table from '../../shared/table.module.css';
import styles from './RankingCard.module.css';
import { useBook } from '../../shared/use-offers.ts';
import { useRanking } from '../../shared/use-ranking.ts';
import { PageLink } from '../../shared/PageLink.tsx';
import { moneyName, moneySign } from '../../format/money.ts';

// Machines of one's own bring accelerators, tiers and models, and are worked out last.
const BreakEvenLine = lazyPart(() => import('./run/lenses.ts').then((m) => m.loadBreakEvenLine()));

const MOST_ROWS = 5;

/** The same work at other sellers, cheapest first. Computed between frames after the figures, so that dragging stays smooth. */
export function RankingCard({
  scenario,
  space,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly space: ReactNode;
}) {
  const ranked = useRanking(scenario, useBook());
  return ranked ? <Ranking scenario={ranked.scenario} ranked={ranked.ranking} isOld={ranked.isOld} /> : space;
}

/** Roles that stay at an offer of their own, whatever the others move to. */
function keptInWords({ workload }: ScenarioState['scenario']): string {
  const kept = workload.roles.filter(({ offerId }) => offerId !== null).map(({ name }) => name);
  return kept.length > 0 ? ` Kept at their own offer, and counted: ${kept.join(', ')}.` : '';
}

const Ranking = memo(function Ranking({
  scenario,
  ranked,
  isOld,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly ranked: readonly RankedOffer[];
  readonly isOld: boolean;
}) {
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const rows = shownRows(ranked);
  const excluded = ranked.filter(({ status }) => status === 'excluded').length;
  return (
    <Card
      title="What does the same work cost elsewhere?"
      hint={`${moneyName()} a month at the best policy each seller offers, and with a warehouse at its prices.${keptInWords(scenario)} Price alone: models do not do the work equally well.`}
    >
      <TableScroll label="offers ranked by cost">
        {() => (
          <table className={table.table} aria-busy={isOld}>
            <thead>
              <tr>
                <th scope="col">Offer</th>
                <th scope="col" className={table.number}>
                  without, {moneySign()}
                </th>
                <th scope="col" className={table.number}>
                  with, {moneySign()}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ place, row }) => (
                <tr key={row.offer.id} className={row.isCurrent ? table.current : undefined}>
                  <th scope="row" className={styles.offerCell}>
                    <UnstyledButton
                      className={styles.offer}
                      aria-pressed={row.isCurrent}
                      onClick={() => chooseOffer(row.offer.id)}
                    >
                      {place}. {row.offer.modelName} · {row.offer.sellerName}
                    </UnstyledButton>
                    <p className={styles.policy}>
                      {row.status === 'priced'
                        ? `${formatPercent(row.without.hitRatio)} from cache · ${row.without.policy}${uncostedNote(row.uncostedTtlIds)}${readsSaveNothing(row) ? ' (reads cost as much as input)' : ''}`
                        : row.reason}
                    </p>
                  </th>
                  {row.status === 'priced' ? (
                    <>
                      <td className={table.number}>{formatUsd(row.without.usdPerMonth)}</td>
                      <td className={table.number}>{row.with ? formatUsd(row.with.usdPerMonth) : 'no price'}</td>
                    </>
                  ) : (
                    <td colSpan={2} className={`${table.number} ${table.quiet}`}>
                      cannot run it
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <p className={styles.foot}>
        {ranked.length - excluded} of {ranked.length} offers can run this workload.{' '}
        <PageLink page="offers">All offers, prices and sources</PageLink>
      </p>
      <div className={styles.run}>
        <Guard space={null} otherwise={null}>
          <BreakEvenLine />
        </Guard>
      </div>
    </Card>
  );
});

/** The cheapest few, and the current offer wherever it stands. */
function shownRows(ranked: readonly RankedOffer[]): readonly { readonly place: number; readonly row: RankedOffer }[] {
  return ranked
    .map((row, i) => ({ place: i + 1, row }))
    .filter(({ place, row }) => row.isCurrent || (place <= MOST_ROWS && row.status === 'priced'));
}

/** A cache that is sold and still not worth using needs a word of explanation. */
function readsSaveNothing(row: Extract<RankedOffer, { status: 'priced' }>): boolean {
  const rates = row.offer.periods[0]?.base;
  const input = knownRate(rates?.input);
  const read = knownRate(rates?.cacheRead);
  return input !== undefined && read !== undefined && read >= input;
}
