import { useMemo } from 'react';
import { MODELS } from '../../../../catalog/models/index.ts';
import { isProblem, resolveGeometry } from '../../../../evaluate/resolve.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatTokensShort } from '../../../format/number.ts';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { useBook, useOfferNamed } from '../../../shared/use-offers.ts';
import type { Offer } from '../../../../domain/offer/rate-card.ts';

const AS_THE_OFFER = 'as-the-offer';
const MODEL_OPTIONS = MODELS.map(({ id, name, attention, totalParameters, maxContextTokens }) => ({
  value: id,
  label: `${name} · ${attention} · ${formatTokensShort(totalParameters.value)} parameters · ${formatTokensShort(maxContextTokens.value)} context`,
}));

/** The model whose cache is sized; by default whatever is behind the offer. */
export function ModelSelect({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const setField = useScenarioState((state) => state.setField);
  const { kv, offerId } = scenario;
  const offer = useOfferNamed()(offerId);
  const book = useBook();
  const options = useMemo(
    () => [{ value: AS_THE_OFFER, label: labelOfOffer({ offer, kv, book }) }, ...MODEL_OPTIONS],
    [offer, kv, book],
  );
  return (
    <SearchSelect
      label={`Model, one of ${MODELS.length}`}
      data={options}
      value={kv.modelId ?? AS_THE_OFFER}
      onChoose={(value) => setField({ path: 'kv.modelId', value: value === AS_THE_OFFER ? null : value })}
      nothingFound="No such model in the catalogue. Its config.json can be read under Config."
    />
  );
}

function labelOfOffer({
  offer,
  kv,
  book,
}: {
  offer: Offer | undefined;
  kv: ScenarioState['scenario']['kv'];
  book: OfferBook;
}): string {
  const geometry = resolveGeometry({ kv: { ...kv, custom: null, modelId: null }, offer, book });
  if (isProblem(geometry)) return 'As the offer';
  const { name, origin } = geometry;
  return `As the offer (${origin === 'stand-in' ? `stand-in: ${name}, assumed` : name})`;
}
