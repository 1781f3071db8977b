import { NVME_RENT } from '../../catalog/tiers.ts';
import type { OfferGroup } from '../spend.ts';
import { INPUT_COLUMN, offerName, type CellValue, type NoteSource, type SetPrice } from './input-cells.ts';
import { formula, number, text, type Cell, type SheetDraft } from './workbook.ts';

/** A price of the warehouse’s own: a number, or a blank to fill in. */
export function addTerm({
  draft,
  label,
  value,
  remark,
}: {
  draft: SheetDraft;
  label: string;
  value: number | null;
  remark: string;
}): SetPrice {
  const cell: Cell = value === null ? text('', 'input') : number({ value, format: 'usdPerMTok', look: 'input' });
  const row = draft.add([
    text(label),
    null,
    null,
    null,
    cell,
    value === null ? null : text('set in the scenario', 'quiet'),
    null,
    null,
    text(remark, 'quiet'),
  ]);
  return { ref: draft.ref({ column: INPUT_COLUMN, row }), value };
}

/** Rent set in the scenario, or rent of a byte × bytes of a token. */
export function addRent({ draft, group, note }: { draft: SheetDraft; group: OfferGroup; note: NoteSource }): CellValue {
  const { storage, geometry } = group;
  const label = `Rent for ${offerName(group)}, USD per M token-hours`;
  if (storage.isSet) {
    const row = draft.add([
      text(label),
      null,
      null,
      null,
      number({ value: storage.usdPerMTokHour, format: 'usdPerMTok', look: 'input' }),
      text('set in the scenario', 'quiet'),
    ]);
    return { ref: draft.ref({ column: INPUT_COLUMN, row }), value: storage.usdPerMTokHour };
  }
  const rent = NVME_RENT.usdPerByteHour;
  note({ provenance: rent, of: 'rent of NVMe' });
  const standIn = geometry.origin === 'stand-in' ? ', a stand-in: the seller’s own is not public' : '';
  if (geometry.provenance) note({ provenance: geometry.provenance, of: `stored bytes per token of ${geometry.name}` });
  const bytes = draft.add([
    text(`Stored bytes per token, ${geometry.name}`),
    null,
    null,
    null,
    number({ value: storage.marginalBytesPerToken, format: 'number', look: 'input' }),
    text(geometry.provenance?.kind ?? 'set in the scenario', 'quiet'),
    geometry.provenance ? text(geometry.provenance.source, 'quiet') : null,
    geometry.provenance ? text(geometry.provenance.checkedOn, 'quiet') : null,
    text(`For ${offerName(group)}${standIn}.`, 'quiet'),
  ]);
  const perByte = draft.add([
    text('Rent of NVMe, USD per GB-hour'),
    null,
    null,
    null,
    number({ value: rent.value * 1e9, format: 'usdPerMTok', look: 'input' }),
    text(rent.kind, 'quiet'),
    text(rent.source, 'quiet'),
    text(rent.checkedOn, 'quiet'),
    rent.note ? text(rent.note, 'quiet') : null,
  ]);
  const place = (row: number): string => draft.ref({ column: INPUT_COLUMN, row });
  const row = draft.add([
    text(label),
    null,
    null,
    null,
    formula({
      of: `${place(perByte)}*${place(bytes)}/1000`,
      value: storage.usdPerMTokHour,
      format: 'usdPerMTok',
    }),
  ]);
  return { ref: place(row), value: storage.usdPerMTokHour };
}
