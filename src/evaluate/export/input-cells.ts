import type { Provenance } from '../../domain/fact.ts';
import type { OfferGroup } from '../spend.ts';

/** Where the reader's numbers stand on the sheet of inputs. */
export const INPUT_COLUMN = 'E';

/** A number that stands in a cell: where, and what it is. */
export interface CellValue {
  readonly ref: string;
  readonly value: number;
}

export type RateName = 'input' | 'output' | 'cacheRead' | 'storage' | `cacheWrite:${string}`;

/** A price that may be left blank, and then another holds. */
export interface SetPrice {
  readonly ref: string;
  readonly value: number | null;
}

/** Sources that numbers of the workbook come from, with what each is the source of. */
export type NoteSource = (noted: { readonly provenance: Provenance; readonly of: string }) => void;

/** `Claude Opus 5.5 · Anthropic` */
export function offerName({ resolved: { offer } }: OfferGroup): string {
  return `${offer.modelName} · ${offer.sellerName}`;
}
