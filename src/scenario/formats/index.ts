import { applyPatch, type Json, type Patch } from '../patch.ts';
import type { Format } from './format.ts';
import { FORMAT_0 } from './v0.ts';
import { FORMAT_1 } from './v1.ts';

/** Every version there has been, by its number. */
const FORMATS: readonly Format[] = [FORMAT_0, FORMAT_1];

export const CURRENT_FORMAT = FORMAT_1;

export function formatOf(version: number): Format | undefined {
  return FORMATS.find((format) => format.version === version);
}

/**
 * A patch of any version as a document of the newest: put onto the base of its own version, then upgraded step by step, each
 * step once.
 *
 * `unknownPaths`: what the version it names does not have.
 */
export function documentOf({ patch, format }: { patch: Patch; format: Format }): {
  readonly document: Json;
  readonly unknownPaths: readonly string[];
} {
  const { value, unknownPaths } = applyPatch({
    base: format.base,
    patch: format.fromDraft ? format.fromDraft(patch) : patch,
  });
  return { document: upgraded({ document: value, format }), unknownPaths };
}

function upgraded({ document, format }: { document: Json; format: Format }): Json {
  let value = document;
  for (let at: Format | undefined = format; at?.upgrade; at = formatOf(at.version + 1)) value = at.upgrade(value);
  return value;
}
