import { modelById } from '../../catalog/models/index.ts';
import { OFFERS } from '../../catalog/offers/index.ts';
import { buy, inDollars } from '../../domain/offer/purchase.ts';
import { bookOf, type OfferBook } from '../offer-book.ts';

/** The short catalogue, whose offers have one cache and the standard mode each: figures that are easy to follow by hand. */
export const CORE_BOOK: OfferBook = bookOf({ offers: OFFERS, isWhole: false, modelById, inDollars, buy });
