import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ComparedFigure, Comparison } from '../../../evaluate/compare/compare-scenarios.ts';
import type { InputDifference } from '../../../evaluate/compare/input-differences.ts';
import { offerNamed } from '../../../evaluate/resolve-offer.ts';
import { Card } from '../../shared/Card.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { lookOf, useCompareState, type Column } from './columns.ts';
import { deltaWords, figureText, figureUnit } from './delta-words.ts';
import { InputCell } from './InputCell.tsx';
import { headUnit } from './input-text.ts';
import { ScenarioHead, type Removed } from './ScenarioHead.tsx';
import styles from './CompareTable.module.css';

const GROUPS = [
  { id: 'Spend', title: 'Spend' },
  { id: 'Hits', title: 'Hits' },
  { id: 'Work', title: 'Work' },
  { id: 'Cluster', title: 'Cluster' },
] as const;

interface CompareTableProps {
  readonly columns: readonly Column[];
  readonly comparison: Comparison;
  readonly isBusy: boolean;
}

/** Scenarios in columns; the inputs that differ, then what comes of them with its difference from the first. */
export function CompareTable({ columns, comparison, isBusy }: CompareTableProps) {
  const book = useBook();
  const restore = useCompareState((state) => state.restore);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState('');
  const { differences, figures } = comparison;
  const nameIn = (scenario: Column['scenario']) => (offerId: string) => offerNamed(offerId, scenario, book)?.modelName;
  return (
    <Card
      title="What differs, and what comes of it?"
      hint="Only inputs that are not the same in all. Press a number to type another; make a scenario current to change anything else of it."
    >
      <div role="status" className={removed ? styles.removed : 'visually-hidden'}>
        {removed ? (
          <>
            {removed.variant.scenario.name || 'A scenario'} was removed.{' '}
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                restore(removed);
                setRemoved(null);
              }}
            >
              Put it back
            </Button>
          </>
        ) : (
          said
        )}
      </div>
      <section className={styles.scroll} tabIndex={0} aria-label="Table: scenarios side by side" aria-busy={isBusy}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.first}>
                <span className="visually-hidden">Input or figure</span>
              </th>
              {columns.map((column, index) => (
                <ScenarioHead
                  key={column.id}
                  column={column}
                  index={index}
                  count={columns.length}
                  offer={nameIn(column.scenario)(column.scenario.offerId) ?? column.scenario.offerId}
                  problem={comparison.scenarios[index]?.problem ?? null}
                  onRemove={setRemoved}
                  onSaid={(text) => {
                    setSaid(text);
                    setRemoved(null);
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <GroupHead title="What differs" span={columns.length + 1} />
            {differences.map((difference) => (
              <tr key={difference.path} data-path={difference.path}>
                <InputHead difference={difference} />
                {columns.map((column, index) => (
                  <InputCell
                    key={column.id}
                    difference={difference}
                    value={difference.values[index]}
                    column={column}
                    letter={lookOf(index).letter}
                    nameOf={nameIn(column.scenario)}
                  />
                ))}
              </tr>
            ))}
            {differences.length === 0 && (
              <tr>
                <td colSpan={columns.length + 1} className={styles.empty}>
                  Nothing but the name. Change the current scenario, here above or on any page; or make another current
                  and change that one.
                </td>
              </tr>
            )}
          </tbody>
          {GROUPS.map(({ id, title }) => (
            <tbody key={id}>
              <GroupHead title={title} span={columns.length + 1} />
              {figures
                .filter(({ group }) => group === id)
                .map((figure) => (
                  <FigureRow key={figure.id} figure={figure} columns={columns} />
                ))}
            </tbody>
          ))}
        </table>
      </section>
      <Reasons comparison={comparison} />
    </Card>
  );
}

function GroupHead({ title, span }: { readonly title: string; readonly span: number }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={span} className={styles.group}>
        <span>{title}</span>
      </th>
    </tr>
  );
}

function InputHead({ difference }: { readonly difference: InputDifference }) {
  const unit = headUnit(difference);
  return (
    <th scope="row" className={styles.first}>
      {difference.label}
      <span className={styles.unit}>
        {difference.group}
        {unit !== '' && `, ${unit}`}
      </span>
    </th>
  );
}

function FigureRow({ figure, columns }: { readonly figure: ComparedFigure; readonly columns: readonly Column[] }) {
  const { id, label, unit, values, deltas, deltaRatios } = figure;
  const counted = figureUnit(unit);
  return (
    <tr data-figure={id}>
      <th scope="row" className={styles.first}>
        {label}
        {counted !== '' && <span className={styles.unit}>{counted}</span>}
      </th>
      {columns.map((column, index) => {
        const value = values[index]?.value ?? null;
        const reason = values[index]?.reason ?? undefined;
        const delta =
          index === 0 ? null : deltaWords({ figure, delta: deltas[index] ?? null, ratio: deltaRatios[index] ?? null });
        return (
          <td key={column.id} className={styles.value}>
            {value === null ? (
              <span className={styles.unknown} title={reason}>
                –<span className="visually-hidden"> not known: the reason stands below the table</span>
              </span>
            ) : (
              <span className={styles.figure}>{figureText({ unit, value })}</span>
            )}
            {delta && (
              <span className={styles[delta.tone]} data-delta={columns[index]?.id}>
                {delta.text}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Why figures are not known, each reason once. */
function Reasons({ comparison: { figures } }: { readonly comparison: Comparison }) {
  const said = new Map<string, { readonly letters: Set<string>; readonly labels: Set<string> }>();
  for (const { label, values } of figures)
    for (const [index, { reason }] of values.entries()) {
      if (reason === null) continue;
      const found = said.get(reason) ?? { letters: new Set(), labels: new Set() };
      found.letters.add(lookOf(index).letter);
      found.labels.add(label);
      said.set(reason, found);
    }
  if (said.size === 0) return null;
  return (
    <ul className={styles.reasons} aria-label="Why figures are not known">
      {[...said].map(([reason, { letters, labels }]) => (
        <li key={reason}>
          – {[...labels].join('; ')} of {[...letters].join(', ')}: {reason}
        </li>
      ))}
    </ul>
  );
}
