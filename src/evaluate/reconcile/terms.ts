import { periodAt, type Offer, type PricePeriod } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { SettingPart } from './settings.ts';

/** One thing about how the work was bought that may have been otherwise. */
export interface Terms {
  readonly id: string;
  readonly change: string;
  readonly apply: (scenario: Scenario) => Scenario;
  /** Whether it can be had in a price period of an offer; `undefined`: always. */
  readonly isSold?: (period: PricePeriod) => boolean;
}

/** Modes and modifiers on sale in the period, then what was agreed or corrected: each as a change of one thing. */
export function termsOf({
  scenario,
  offers,
  planned,
}: {
  scenario: Scenario;
  offers: readonly Offer[];
  planned: readonly SettingPart[];
}): readonly Terms[] {
  const { purchase, ownOffers } = scenario;
  const periods = offers.flatMap((offer) =>
    planned.flatMap(({ scenario: { asOf } }) => periodAt({ offer, asOf }) ?? []),
  );
  const modes = new Map(periods.flatMap(({ modes: sold = [] }) => sold.map(({ id, name }) => [id, name] as const)));
  const modifiers = new Map(
    periods.flatMap(({ modifiers: sold = [] }) => sold.map(({ id, name }) => [id, name] as const)),
  );
  const sellers = new Set(offers.map(({ seller }) => seller));
  const usesOwn = [scenario.offerId, ...scenario.workload.roles.map(({ offerId }) => offerId)].some((id) =>
    ownOffers.some((own) => own.id === id),
  );
  const usesMode = purchase.modeRatio > 0 && modes.has(purchase.modeId);
  const bought = (part: Partial<Scenario['purchase']>) => (old: Scenario) => ({
    ...old,
    purchase: { ...old.purchase, ...part },
  });
  return [
    ...[...modes]
      .filter(([id]) => !(purchase.modeId === id && purchase.modeRatio === 1))
      .map(([id, name]): Terms => ({
        id: `mode:${id}`,
        change: `all of it as ${name}`,
        apply: bought({ modeId: id, modeRatio: 1 }),
        isSold: ({ modes: sold = [] }) => sold.some((mode) => mode.id === id),
      })),
    ...(usesMode
      ? [{ id: 'mode:standard', change: 'none of it in another mode', apply: bought({ modeRatio: 0 }) }]
      : []),
    ...[...modifiers].map(([id, name]): Terms => {
      const isChosen = purchase.modifierIds.includes(id);
      const modifierIds = isChosen
        ? purchase.modifierIds.filter((other) => other !== id)
        : [...purchase.modifierIds, id];
      return {
        id: `modifier:${id}`,
        change: `${isChosen ? 'without' : 'with'} ${name}`,
        apply: bought({ modifierIds }),
        ...(!isChosen && { isSold: ({ modifiers: sold = [] }: PricePeriod) => sold.some((one) => one.id === id) }),
      };
    }),
    ...(purchase.commitments.some(({ seller, discountRatio }) => discountRatio > 0 && sellers.has(seller))
      ? [{ id: 'no-discount', change: 'without the agreed discount', apply: bought({ commitments: [] }) }]
      : []),
    ...(usesOwn ? [{ id: 'list', change: 'at the list instead of your own prices', apply: atList }] : []),
    ...(planned.some(({ scenario: { priceCorrections } }) =>
      priceCorrections.some(({ offerId }) => offers.some(({ id }) => id === offerId)),
    )
      ? [
          {
            id: 'uncorrected',
            change: 'at the catalogue’s prices instead of corrected ones',
            apply: (old: Scenario) => ({ ...old, priceCorrections: [] }),
          },
        ]
      : []),
  ];
}

/** Every own offer replaced by the catalogue’s that it is based on. */
function atList(scenario: Scenario): Scenario {
  const listed = (id: string): string => scenario.ownOffers.find((own) => own.id === id)?.basedOn ?? id;
  const { workload } = scenario;
  return {
    ...scenario,
    offerId: listed(scenario.offerId),
    workload: {
      ...workload,
      roles: workload.roles.map((role) => ({ ...role, offerId: role.offerId === null ? null : listed(role.offerId) })),
    },
  };
}

/** Why a change was not to be had on all days: work for a mode that is not sold would be priced as standard. */
export function refusalOf({
  terms: { isSold, change },
  offers,
  planned,
}: {
  terms: Terms;
  offers: readonly Offer[];
  planned: readonly SettingPart[];
}): string | null {
  if (isSold === undefined) return null;
  const unsold = planned.find(
    ({ scenario: { asOf } }) =>
      !offers.some((offer) => {
        const period = periodAt({ offer, asOf });
        return period !== undefined && isSold(period);
      }),
  );
  return unsold === undefined ? null : `“${change}” is not on sale from ${unsold.fromDay} on`;
}
