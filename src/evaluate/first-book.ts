import { findsByName } from '../catalog/models/by-name.ts';
import { META_MODELS } from '../catalog/models/meta.ts';
import { ANTHROPIC_OFFERS } from '../catalog/offers/anthropic.ts';
import { buyAtList } from '../domain/offer/buy-at-list.ts';
import { bookOf, type OfferBook } from './offer-book.ts';

/** What a first visit needs: the offers of the seller that the base scenario buys from, and the stand-in for their models. */
export const FIRST_BOOK: OfferBook = bookOf({
  offers: ANTHROPIC_OFFERS,
  isWhole: false,
  modelById: findsByName(META_MODELS),
  inDollars: ({ offer, period }) => ({ offer, period, steps: [] }),
  buy: buyAtList,
});
