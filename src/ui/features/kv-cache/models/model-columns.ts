import type { ModelAtContext } from '../../../../evaluate/kv/compare-models.ts';
import { formatTokensShort } from '../../../format/number.ts';

/** Columns of the comparison that it can be sorted by. */
export type ModelColumn =
  'name' | 'bytes' | 'marginal' | 'fixed' | 'gbPerPflop' | 'attention' | 'parameters' | 'maximum';

export const MODEL_VALUES: Readonly<Record<ModelColumn, (row: ModelAtContext) => number | string | null>> = {
  name: ({ name }) => name,
  bytes: ({ bytes }) => bytes,
  marginal: ({ marginalBytesPerToken }) => marginalBytesPerToken,
  fixed: ({ fixedBytesPerSequence }) => fixedBytesPerSequence,
  gbPerPflop: ({ gbPerPflop }) => gbPerPflop,
  attention: ({ model }) => model?.attention ?? null,
  parameters: ({ model }) => model?.totalParameters.value ?? null,
  maximum: ({ model }) => model?.maxContextTokens.value ?? null,
};

/** What the search looks at: name, maker and attention. */
export function searchTextOf({ model, name }: ModelAtContext): string {
  return model === null ? name : `${model.name} ${model.id} ${model.hubId} ${model.attention}`;
}

/** `235B (22B)`: all and those a token passes through. */
export function parametersOf({ totalParameters, activeParameters }: NonNullable<ModelAtContext['model']>): string {
  const total = formatTokensShort(totalParameters.value);
  return activeParameters.value === totalParameters.value
    ? total
    : `${total} (${formatTokensShort(activeParameters.value)})`;
}

export function rowIdOf({ model }: ModelAtContext): string {
  return model?.id ?? 'typed';
}
