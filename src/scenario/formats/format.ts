import type { Json, Patch } from '../patch.ts';

/** One version of the scenario document. Once a version has been published nothing of it changes any more. */
export interface Format {
  readonly version: number;
  /** What a link of this version leaves out. */
  readonly base: Json;
  /** Text that packed links of this version are packed against; absent where none was used. */
  readonly dictionary?: Uint8Array;
  /** Shapes that drafts of this version wrote, before it was frozen. */
  readonly fromDraft?: (patch: Patch) => Patch;
  /** A document of this version as one of the next; absent in the newest. Runs once, on a valid document or not. */
  readonly upgrade?: (document: Json) => Json;
}
