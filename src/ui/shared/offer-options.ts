import { OFFERS } from '../../catalog/offers/index.ts';

/** Every offer, by seller: for a list to choose from. */
export const OFFER_OPTIONS = [...new Set(OFFERS.map(({ sellerName }) => sellerName))].map((seller) => ({
  group: seller,
  items: OFFERS.filter(({ sellerName }) => sellerName === seller).map(({ id, modelName }) => ({
    value: id,
    label: `${modelName} · ${seller}`,
  })),
}));
