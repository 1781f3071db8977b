import { modelById } from '../catalog/models/index.ts';
import { ALL_OFFERS } from '../catalog/offers/all.ts';
import { buy, inDollars } from '../domain/offer/purchase.ts';
import { bookOf, type OfferBook } from './offer-book.ts';

/** Every offer of the catalogue in full, however bought. Large: pages load it after their first picture. */
export const WHOLE_BOOK: OfferBook = bookOf({ offers: ALL_OFFERS, isWhole: true, modelById, inDollars, buy });
