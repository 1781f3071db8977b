import { useMemo, useState } from 'react';
import { Button, UnstyledButton } from '@mantine/core';
import { compareOffers, type ComparedFigure } from '../../../evaluate/offer-compare.ts';
import type { FigureUnit } from '../../../evaluate/offer-compare-figures.ts';
import type { FigureValue } from '../../../evaluate/offer-compare-values.ts';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { Card } from '../../shared/Card.tsx';
import { CheckBox } from './CheckMenu.tsx';
import { figureText, unitText } from './figure-text.ts';
import { nameOf, UseButton } from './OfferCell.tsx';
import { Figure, SourcePanelHost } from './SourcePanel.tsx';
import styles from './ComparePanel.module.css';

interface ComparePanelProps {
  readonly rows: readonly OfferRow[];
  readonly priceSize: PriceSize;
  readonly isBusy: boolean;
  readonly onRemove: (id: string) => void;
  readonly onClear: () => void;
}

/** Offers in columns, every figure in rows, what differs marked. */
export function ComparePanel({ rows, priceSize, isBusy, onRemove, onClear }: ComparePanelProps) {
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const sections = useMemo(() => compareOffers(rows), [rows]);
  const differing = sections.reduce((sum, { figures }) => sum + figures.filter(({ differs }) => differs).length, 0);
  const all = sections.reduce((sum, { figures }) => sum + figures.length, 0);
  return (
    <Card
      title="What differs between these offers?"
      hint={
        rows.length === 1
          ? 'Tick another offer in the table above to compare.'
          : `${differing} of ${all} figures differ; they are marked ≠ and set in bold.`
      }
    >
      <div className={styles.actions}>
        {rows.length > 1 && (
          <CheckBox label="Only what differs" checked={onlyDifferences} onChange={setOnlyDifferences} />
        )}
        <Button variant="default" size="compact-xs" onClick={onClear}>
          Compare none
        </Button>
      </div>
      <SourcePanelHost>
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Comparison of offers">
          <table className={styles.table} aria-busy={isBusy}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">Figure</span>
                </th>
                {rows.map((row) => (
                  <th key={row.offer.id} scope="col">
                    <span className={styles.model}>{row.offer.modelName}</span>
                    <span className={styles.seller}>{row.offer.sellerName}</span>
                    <span className={styles.buttons}>
                      <UseButton row={row} />
                      <UnstyledButton
                        className={styles.remove}
                        aria-label={`Remove ${nameOf(row)} from the comparison`}
                        onClick={() => onRemove(row.offer.id)}
                      >
                        ×
                      </UnstyledButton>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            {sections.map(({ title, figures }) => {
              const listed = figures.filter(({ differs }) => differs || !onlyDifferences || rows.length === 1);
              return (
                listed.length > 0 && (
                  <tbody key={title}>
                    <tr>
                      <th scope="rowgroup" colSpan={rows.length + 1} className={styles.section}>
                        {title}
                      </th>
                    </tr>
                    {listed.map((figure) => (
                      <FigureRow key={figure.id} figure={figure} rows={rows} priceSize={priceSize} />
                    ))}
                  </tbody>
                )
              );
            })}
          </table>
        </div>
      </SourcePanelHost>
    </Card>
  );
}

function FigureRow({
  figure,
  rows,
  priceSize,
}: {
  readonly figure: ComparedFigure;
  readonly rows: readonly OfferRow[];
  readonly priceSize: PriceSize;
}) {
  const { id, label, unit, cells, differs } = figure;
  return (
    <tr className={differs ? styles.differs : undefined} data-figure-id={id}>
      <th scope="row">
        <span aria-hidden="true" className={styles.mark}>
          {differs ? '≠' : ''}
        </span>
        {label}
        <span className={styles.unit}>{unitText({ unit, priceSize })}</span>
        {differs && <span className="visually-hidden">, differs</span>}
      </th>
      {rows.map((row, i) => {
        const cell = cells[i];
        return (
          <td key={row.offer.id} className={unit === 'text' ? undefined : styles.number}>
            {cell && <Cell cell={cell} unit={unit} priceSize={priceSize} name={`${label}, ${nameOf(row)}`} />}
          </td>
        );
      })}
    </tr>
  );
}

const MISSING_WORDS = { 'not-sold': 'not sold', unknown: 'unknown', none: 'none' } as const;

/** A value, or the word for why there is none, which opens to the reason. */
function Cell({
  cell,
  unit,
  priceSize,
  name,
}: {
  readonly cell: FigureValue;
  readonly unit: FigureUnit;
  readonly priceSize: PriceSize;
  readonly name: string;
}) {
  if (cell.state === 'known') return figureText({ value: cell.value, unit, priceSize });
  return (
    <Figure
      text={MISSING_WORDS[cell.state]}
      name={name}
      isMissing
      isTabStop
      renderPanel={() => <p className={styles.reason}>{cell.reason}</p>}
    />
  );
}
