import * as z from 'zod/mini';
import {
  COMMITMENT_LIMITS,
  EXCHANGE_LIMITS,
  MOST_COMMITMENTS,
  MOST_EXCHANGE_RATES,
  MOST_OWN_OFFERS,
  MOST_PRICE_CORRECTIONS,
  OWN_OFFER_LIMITS,
  PROVISIONED_LIMITS,
  PURCHASE_LIMITS,
  SEAT_LIMITS,
} from '../domain/field-limits.ts';
import { isoDate, limited, limitedFields, shortText } from './fields.ts';

/** How the work is bought: terms, prices agreed with sellers, prices corrected from a feed. */

const ownRate = z.nullable(limited(OWN_OFFER_LIMITS.usdPerMTok));

/** What ids of own offers begin with; no seller is called that. */
export const OWN_PREFIX = 'own/';

const ownId = z.string().check(z.refine((text) => /^own\/[a-z0-9-]{1,40}$/.test(text), 'must be an id such as own/1'));

const ownOfferSchema = z.strictObject({
  id: ownId,
  name: shortText,
  /** The catalogue's offer whose model, cache and list it starts from. */
  basedOn: shortText,
  /** Off every price of the list. */
  discountRatio: limited(OWN_OFFER_LIMITS.discountRatio),
  /** In place of the list's, for prompts of every length; `null` keeps the list's, less the discount. */
  rates: z.strictObject({
    input: ownRate,
    output: ownRate,
    cacheRead: ownRate,
    /** Of every life alike. */
    cacheWrite: ownRate,
  }),
});

export const ownOffersSchema = z.array(ownOfferSchema).check(
  z.maxLength(MOST_OWN_OFFERS, `must be at most ${MOST_OWN_OFFERS}`),
  z.refine((offers) => new Set(offers.map(({ id }) => id)).size === offers.length, 'must have ids of their own'),
);

/** `input`, `output`, `cacheRead`, or `cacheWrite:` and the life. */
const rateClass = shortText.check(
  z.refine((text) => /^(input|output|cacheRead|cacheWrite:[\w.-]{1,20})$/.test(text), 'must be a class of rates'),
);

export const priceCorrectionsSchema = z
  .array(
    z.strictObject({
      offerId: shortText,
      class: rateClass,
      usdPerMTok: limited(OWN_OFFER_LIMITS.usdPerMTok),
      source: shortText,
      checkedOn: isoDate,
    }),
  )
  .check(z.maxLength(MOST_PRICE_CORRECTIONS, `must be at most ${MOST_PRICE_CORRECTIONS}`));

const currencyCode = z.string().check(z.refine((text) => /^[A-Z]{3}$/.test(text), 'must be a code such as CNY'));

export const purchaseSchema = z.strictObject({
  /** A mode that some of the work is sent in, where an offer sells it: `batch`, `flex`, `priority`. */
  modeId: shortText,
  ...limitedFields(PURCHASE_LIMITS),
  modifierIds: z.array(shortText).check(z.maxLength(8)),
  commitments: z
    .array(z.strictObject({ seller: shortText, ...limitedFields(COMMITMENT_LIMITS) }))
    .check(z.maxLength(MOST_COMMITMENTS, `must be at most ${MOST_COMMITMENTS}`)),
  exchangeRates: z
    .array(z.strictObject({ currency: currencyCode, ...limitedFields(EXCHANGE_LIMITS), asOf: isoDate }))
    .check(z.maxLength(MOST_EXCHANGE_RATES, `must be at most ${MOST_EXCHANGE_RATES}`)),
  /** `null`: nobody has seats. */
  seats: z.nullable(z.strictObject(limitedFields(SEAT_LIMITS))),
  /** `null`: nothing is reserved. */
  provisioned: z.nullable(z.strictObject(limitedFields(PROVISIONED_LIMITS))),
});
