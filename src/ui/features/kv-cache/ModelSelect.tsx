import { useMemo } from 'react';
import { Select } from '@mantine/core';
import { MODELS } from '../../../catalog/models/index.ts';
import { offerById } from '../../../catalog/offers/index.ts';
import { isProblem, resolveGeometry } from '../../../evaluate/resolve.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatTokensShort } from '../../format/number.ts';
import styles from './ModelSelect.module.css';

const AS_THE_OFFER = 'as-the-offer';
const MODEL_OPTIONS = MODELS.map(({ id, name, attention, totalParameters }) => ({
  value: id,
  label: `${name} · ${attention} · ${formatTokensShort(totalParameters.value)} parameters`,
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
    <Select
      label="Model"
      size="xs"
      data={options}
      value={kv.modelId ?? AS_THE_OFFER}
      onChange={(value) => {
        if (value !== null) setField({ path: 'kv.modelId', value: value === AS_THE_OFFER ? null : value });
      }}
      searchable
      // Opening when Tab passes by would take the focus along when the list closes.
      openOnFocus={false}
      selectFirstOptionOnChange
      // What is typed looks for another model instead of being added to the name of this one.
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.currentTarget.select()}
      allowDeselect={false}
      limit={100}
      withScrollArea={false}
      maxDropdownHeight={320}
      nothingFoundMessage="No such model"
      comboboxProps={{ withinPortal: false, position: 'bottom-start', shadow: 'md' }}
      classNames={{ label: styles.label, input: styles.input, dropdown: styles.dropdown, options: styles.options }}
    />
  );
}

function labelOfOffer(offerId: string, kv: ScenarioState['scenario']['kv']): string {
  const offer = offerById(offerId);
  const geometry = resolveGeometry({ kv: { ...kv, custom: null, modelId: null }, offer });
  if (isProblem(geometry)) return 'As the offer';
  const name = geometry.model?.name ?? '';
  return `As the offer (${geometry.origin === 'stand-in' ? `stand-in: ${name}, assumed` : name})`;
}
