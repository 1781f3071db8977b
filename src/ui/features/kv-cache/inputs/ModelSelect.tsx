import { useMemo } from 'react';
import { MODELS } from '../../../../catalog/models/index.ts';
import { offerById } from '../../../../catalog/offers/index.ts';
import { isProblem, resolveGeometry } from '../../../../evaluate/resolve.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatTokensShort } from '../../../format/number.ts';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';

const AS_THE_OFFER = 'as-the-offer';
const MODEL_OPTIONS = MODELS.map(({ id, name, attention, totalParameters, maxContextTokens }) => ({
  value: id,
  label: `${name} · ${attention} · ${formatTokensShort(totalParameters.value)} parameters · ${formatTokensShort(maxContextTokens.value)} context`,
}));

/** The model whose cache is sized; by default whatever is behind the offer. */
export function ModelSelect({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const setField = useScenarioState((state) => state.setField);
  const { kv, offerId } = scenario;
  const options = useMemo(
    () => [{ value: AS_THE_OFFER, label: labelOfOffer(offerId, kv) }, ...MODEL_OPTIONS],
    [offerId, kv],
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

function labelOfOffer(offerId: string, kv: ScenarioState['scenario']['kv']): string {
  const offer = offerById(offerId);
  const geometry = resolveGeometry({ kv: { ...kv, custom: null, modelId: null }, offer });
  if (isProblem(geometry)) return 'As the offer';
  const { name, origin } = geometry;
  return `As the offer (${origin === 'stand-in' ? `stand-in: ${name}, assumed` : name})`;
}
