import { useState } from 'react';
import { Button } from '@mantine/core';
import { offerCsv, type PriceSize } from '../../../evaluate/offer-csv.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { CSV_TERMS } from '../../shared/csv-terms.ts';
import { saveText } from './save-text.ts';

/** What the table shows, as the export needs it. */
export interface Exported {
  readonly rows: readonly OfferRow[];
  readonly columns: readonly string[];
  readonly priceSize: PriceSize;
  readonly asOf: string;
}

/** Spreadsheets take text without this mark for the letters of another alphabet. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves the table as it stands as a CSV file. The writer is loaded with the first export. */
export function ExportButton({ exported }: { readonly exported: () => Exported }) {
  const [failed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    const { asOf, ...table } = exported();
    try {
      const { default: Papa } = await import('papaparse');
      const { fields, data } = offerCsv(table);
      const text = Papa.unparse({ fields: [...fields], data: data.map((line) => [...line]) }, CSV_TERMS);
      saveText({ text: BYTE_ORDER_MARK + text, fileName: `tokenhouse-offers-${asOf}.csv`, type: 'text/csv' });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Button
      variant="default"
      size="compact-xs"
      title="Save the table as it stands, numbers unrounded"
      onClick={() => void save()}
    >
      {failed ? 'CSV failed: again' : 'CSV'}
    </Button>
  );
}
