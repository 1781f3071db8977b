import { offerFigures, type OfferFigure } from './offer-compare-figures.ts';
import type { FigureValue } from './offer-compare-values.ts';
import type { OfferRow } from './offer-row.ts';

/** More would not fit side by side. */
export const MOST_COMPARED = 4;

/** One figure of several offers. */
export interface ComparedFigure {
  readonly id: string;
  readonly label: string;
  readonly unit: OfferFigure['unit'];
  /** One per offer, in their order. */
  readonly cells: readonly FigureValue[];
  readonly differs: boolean;
}

export interface ComparedSection {
  readonly title: OfferFigure['section'];
  readonly figures: readonly ComparedFigure[];
}

/**
 * Offers side by side: every figure that any of them has, in sections, the cost of the workload first, each marked
 * where the offers differ.
 *
 * Two values are the same where they would be written the same in full; two that are missing in the same way are, whatever the
 * reasons. Prices of long prompts are left to the offer's details.
 */
export function compareOffers(rows: readonly OfferRow[]): readonly ComparedSection[] {
  const sections = new Map<OfferFigure['section'], ComparedFigure[]>();
  for (const { id, section, label, unit, read } of offerFigures(rows)) {
    if (section === 'Offer') continue;
    const cells = rows.map(read);
    const figure = { id, label, unit, cells, differs: new Set(cells.map(identityOf)).size > 1 };
    sections.set(section, [...(sections.get(section) ?? []), figure]);
  }
  return [...sections].map(([title, figures]) => ({ title, figures }));
}

function identityOf(cell: FigureValue): string {
  return cell.state === 'known' ? `${typeof cell.value}:${cell.value}` : cell.state;
}

/** Two sellers' offers of one model: the same catalogued geometry, or the same name whatever the letters' case. */
export function isSameModel(a: OfferRow['offer'], b: OfferRow['offer']): boolean {
  return (
    (a.geometryId !== null && a.geometryId === b.geometryId) || a.modelName.toLowerCase() === b.modelName.toLowerCase()
  );
}
