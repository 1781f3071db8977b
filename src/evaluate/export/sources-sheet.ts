import type { Provenance } from '../../domain/fact.ts';
import type { NoteSource } from './input-cells.ts';
import { draftSheet, text, type Sheet } from './workbook.ts';

const WIDTHS = [70, 12, 12, 60, 80];

/** Collects what numbers come from, each source once, with all that it is the source of. */
export function sourceNotes(): { readonly note: NoteSource; readonly sheet: () => Sheet } {
  const bySource = new Map<string, { readonly provenance: Provenance; readonly of: Set<string> }>();
  return {
    note({ provenance, of }) {
      const key = JSON.stringify([provenance.source, provenance.kind, provenance.checkedOn, provenance.note]);
      const known = bySource.get(key) ?? { provenance, of: new Set<string>() };
      known.of.add(of);
      bySource.set(key, known);
    },
    sheet() {
      const draft = draftSheet('Sources');
      draft.add(['Source', 'Kind', 'Checked on', 'Of what', 'Note'].map((head) => text(head, 'head')));
      for (const { provenance, of } of bySource.values())
        draft.add([
          text(provenance.source),
          text(provenance.kind),
          text(provenance.checkedOn),
          text([...of].join('; ')),
          provenance.note === undefined ? null : text(provenance.note, 'quiet'),
        ]);
      return draft.finish({ widths: WIDTHS, frozenRows: 1 });
    },
  };
}
