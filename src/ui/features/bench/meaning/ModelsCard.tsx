import { Suspense, useMemo } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import type { BenchView, ModelBound, ModelUnknown } from '../../../../evaluate/bench/bench-view.ts';
import { MOST_OTHER_MODELS } from '../../../../evaluate/bench/evaluate-bench.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { formatPace, formatRateBytes } from '../bench-words.ts';
import { modelSeries } from './bound-series.ts';
import { CurveTable } from './CurveTable.tsx';
import { ADD_MODEL, modelOptions } from './other-models.ts';
import styles from './meaning.module.css';

const BoundPlot = lazyPart(() => import('../bench-charts.ts').then((m) => ({ default: m.BoundPlot })));

const TITLE = 'Which model would this memory decode how fast?';

/** The scenario's model and a few others at the measured bandwidth. */
export function ModelsCard({
  view,
  otherModelIds,
  onOthers,
}: {
  readonly view: BenchView;
  readonly otherModelIds: readonly string[];
  readonly onOthers: (ids: readonly string[]) => void;
}) {
  const series = useMemo(() => modelSeries(view.models), [view.models]);
  const rate = view.measured ? formatRateBytes(view.measured.bytesPerSecond) : '';
  const answer = view.models
    .filter((row) => 'bound' in row)
    .map(({ name, bound }) => `${name} ${formatPace(bound.tokensPerSecond)}`)
    .join(', ');
  return (
    <ChartFigure
      title={TITLE}
      hint={`About as many tokens a second as ${rate}, measured, allow where reading is perfect, every model with its weights in the format above. Whether the machine has room for a model, a browser does not tell.`}
      summary={`About so many tokens a second at ${formatNumber(view.contextTokens, 0)} tokens of context: ${answer}.`}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <BoundPlot label={TITLE} series={series} contextTokens={view.contextTokens} />
        </Suspense>
      }
      legend={
        <>
          <Legend>
            {series.map(({ key, label, color }) => (
              <LegendItem key={key} color={color} label={label} />
            ))}
          </Legend>
          <div className={styles.below}>
            <ModelsTable view={view} onRemove={(id) => onOthers(otherModelIds.filter((other) => other !== id))} />
          </div>
          <div className={styles.add}>
            {otherModelIds.length < MOST_OTHER_MODELS ? (
              <NativeSelect
                size="xs"
                aria-label="Add a model to compare"
                data={modelOptions(otherModelIds)}
                value={ADD_MODEL}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  if (value !== ADD_MODEL) onOthers([...otherModelIds, value]);
                }}
              />
            ) : (
              <p className={styles.quiet}>{MOST_OTHER_MODELS} others are compared at most.</p>
            )}
          </div>
        </>
      }
      table={<CurveTable series={series} contextTokens={view.contextTokens} labelOf={({ label }) => label} />}
    />
  );
}

function ModelsTable({ view, onRemove }: { readonly view: BenchView; readonly onRemove: (id: string) => void }) {
  return (
    <TableScroll label="models at this context">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">At {formatNumber(view.contextTokens, 0)} tokens</th>
              <th scope="col" className={table.number}>
                tokens/s, about
              </th>
              <th scope="col" className={table.number}>
                weights read, a token
              </th>
              <th scope="col" className={table.number}>
                cache read, a token
              </th>
              <th scope="col" className={table.number}>
                weights to hold
              </th>
              <th scope="col">remove</th>
            </tr>
          </thead>
          <tbody>
            {view.models.map((row) => (
              <ModelRow key={row.modelId ?? row.name} row={row} onRemove={onRemove} />
            ))}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}

function ModelRow({
  row,
  onRemove,
}: {
  readonly row: ModelBound | ModelUnknown;
  readonly onRemove: (id: string) => void;
}) {
  const { modelId, name, isScenarios } = row;
  return (
    <tr className={isScenarios ? table.current : undefined} data-model={modelId ?? 'scenario'}>
      <th scope="row">
        {name}
        {isScenarios && ' (this scenario)'}
        {'bound' in row && <ModelNotes row={row} />}
      </th>
      {'bound' in row ? (
        <>
          <td className={table.number}>
            {formatPace(row.bound.tokensPerSecond)} <Explain explanation={row.explanation} />
          </td>
          <td className={table.number}>{formatBytes(row.bound.weightBytes)}</td>
          <td className={table.number}>{formatBytes(row.bound.kvBytes)}</td>
          <td className={table.number}>
            {row.totalWeightBytes === null ? 'unknown' : formatBytes(row.totalWeightBytes)}
          </td>
        </>
      ) : (
        <td colSpan={4}>{row.reason}</td>
      )}
      <td>
        {!isScenarios && modelId !== null && (
          <Button variant="default" size="compact-xs" aria-label={`Remove ${name}`} onClick={() => onRemove(modelId)}>
            ×
          </Button>
        )}
      </td>
    </tr>
  );
}

function ModelNotes({ row: { exceedsContextTokens, notes } }: { readonly row: ModelBound }) {
  return (
    <>
      {exceedsContextTokens !== null && (
        <p className={styles.quiet}>
          It takes at most {formatNumber(exceedsContextTokens, 0)} tokens; the figures are those of one that took more.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
    </>
  );
}
