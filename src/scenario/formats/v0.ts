import { fromEarlierDraft } from '../draft-shapes.ts';
import type { Json } from '../patch.ts';
import type { Format } from './format.ts';
import { BASE_1 } from './v1.ts';

/** Sections that version 1 brought. */
const NEW_IN_1 = ['cluster', 'measured'] as const;

const BASE_0: Json = Object.fromEntries(
  Object.entries(BASE_1).filter(([section]) => !NEW_IN_1.some((name) => name === section)),
);

/** The draft: its links carry no check, are packed without a dictionary, and know nothing of a cluster of one's own. */
export const FORMAT_0: Format = {
  version: 0,
  base: BASE_0,
  fromDraft: fromEarlierDraft,
  upgrade: (document) =>
    typeof document === 'object' && document !== null && !Array.isArray(document)
      ? { ...Object.fromEntries(NEW_IN_1.map((name) => [name, BASE_1[name]])), ...document }
      : document,
};
