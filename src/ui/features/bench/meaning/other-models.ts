import { MODELS } from '../../../../catalog/models/index.ts';
import { formatTokensShort } from '../../../format/number.ts';

/** What people run at home, small and large, before the visitor says which. */
const WANTED = ['gpt-oss-20b', 'gpt-oss-120b', 'Meta-Llama-3.1-8B', 'Llama-3.3-70B'] as const;

/** Those of the wanted that the catalogue has. */
export const FIRST_OTHER_MODELS: readonly string[] = WANTED.flatMap((name) => {
  const found = MODELS.find((model) => model.name === name);
  return found ? [found.id] : [];
});

export const ADD_MODEL = '';

/** Models that can still be added. */
export function modelOptions(shown: readonly string[]): { value: string; label: string }[] {
  const taken = new Set(shown);
  return [
    { value: ADD_MODEL, label: 'Add a model' },
    ...MODELS.filter(({ id }) => !taken.has(id)).map(({ id, name, totalParameters, activeParameters }) => ({
      value: id,
      label:
        activeParameters.value === totalParameters.value
          ? `${name} · ${formatTokensShort(totalParameters.value)} parameters`
          : `${name} · ${formatTokensShort(totalParameters.value)} parameters, ${formatTokensShort(activeParameters.value)} a token`,
    })),
  ];
}
