import { ALL_OFFERS } from '../../../../catalog/offers/all.ts';

/** Every offer of the whole catalogue, by seller: for a list to choose from. Loaded with this view alone. */
export const ALL_OFFER_OPTIONS = [...new Set(ALL_OFFERS.map(({ sellerName }) => sellerName))].map((seller) => ({
  group: seller,
  items: ALL_OFFERS.filter(({ sellerName }) => sellerName === seller).map(({ id, modelName }) => ({
    value: id,
    label: `${modelName} · ${seller}`,
  })),
}));
