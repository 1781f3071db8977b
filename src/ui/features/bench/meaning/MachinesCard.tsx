import { Suspense, useMemo, useState, type ReactNode } from 'react';
import type { BenchView, MachineBound } from '../../../../evaluate/bench/bench-view.ts';
import { formatNumber } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { formatPace, formatRateBytes, formatShortSeconds } from '../bench-words.ts';
import { machineLabel, machineSeries } from './bound-series.ts';
import { CurveTable } from './CurveTable.tsx';
import { CLAIM_WORDS, machinesInWords, ORIGIN_WORDS, unitsWords } from './meaning-words.ts';
import { OriginMark } from './OriginMark.tsx';
import styles from './meaning.module.css';

const BoundPlot = lazyPart(() => import('../bench-charts.ts').then((m) => ({ default: m.BoundPlot })));

const TITLE = 'How many tokens a second does memory allow?';

/** The scenario's model on the measured machine and on named ones, never one for the other. */
export function MachinesCard({ view, inputs }: { readonly view: BenchView; readonly inputs: ReactNode }) {
  const [drawsOnChip, setDrawsOnChip] = useState(true);
  const all = useMemo(() => machineSeries(view.machines), [view.machines]);
  const onChip = useMemo(() => onChipIds(view.machines), [view.machines]);
  const series = useMemo(
    () => (drawsOnChip ? all : all.filter(({ key }) => !onChip.has(key))),
    [all, onChip, drawsOnChip],
  );
  const answer = machinesInWords(view);
  const unknown = view.machines.filter((row) => 'reason' in row);
  const ownModel = view.models[0];
  return (
    <ChartFigure
      title={TITLE}
      hint="Bandwidth ÷ what one more token reads, its weights and the cache of all that came before, over the length of the context (both axes logarithmic)."
      summary={answer}
      lead={
        <>
          {inputs}
          <p className={styles.lead}>{answer}</p>
          {ownModel && 'bound' in ownModel && ownModel.exceedsContextTokens !== null && (
            <p className={styles.beyond}>
              The model takes at most {formatNumber(ownModel.exceedsContextTokens, 0)} tokens; figures beyond are those
              of a model that did.
            </p>
          )}
        </>
      }
      chart={
        series.length === 0 ? (
          <p className={styles.quiet}>There is nothing to draw.</p>
        ) : (
          <Suspense fallback={<div className={styles.plotSpace} />}>
            <BoundPlot label={TITLE} series={series} contextTokens={view.contextTokens} />
          </Suspense>
        )
      }
      legend={
        <>
          <Legend>
            {series.map(({ key, label, color, isDataSheet }) => (
              <LegendItem
                key={key}
                color={color}
                dashed={isDataSheet}
                label={`${label}, ${isDataSheet ? 'data sheet' : 'measured'}`}
              />
            ))}
          </Legend>
          {onChip.size > 0 && (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={drawsOnChip}
                onChange={(event) => setDrawsOnChip(event.currentTarget.checked)}
              />
              Draw machines with on-chip memory too: they are so far above that the others look level
            </label>
          )}
          <MachinesTable view={view} />
          {unknown.length > 0 && (
            <ul className={styles.notes}>
              {unknown.map(({ id, name, reason }) => (
                <li key={id}>
                  {name}: {reason}
                </li>
              ))}
            </ul>
          )}
          <ul className={styles.notes} aria-label="What these figures leave out">
            {view.caveats.map(({ id, sentence }) => (
              <li key={`${id}:${sentence}`}>{sentence}</li>
            ))}
          </ul>
        </>
      }
      table={
        <CurveTable
          series={all}
          contextTokens={view.contextTokens}
          labelOf={({ label, isDataSheet }) =>
            `${label}, ${isDataSheet ? ORIGIN_WORDS['data-sheet'] : ORIGIN_WORDS.measured}`
          }
        />
      }
    />
  );
}

function onChipIds(rows: BenchView['machines']): ReadonlySet<string> {
  return new Set(
    rows.flatMap((row) => ('machine' in row && row.machine.memoryKind === 'on-chip' ? [row.machine.id] : [])),
  );
}

/** At the scenario's context. */
function MachinesTable({ view }: { readonly view: BenchView }) {
  const known = view.machines.filter((row) => 'machine' in row);
  if (known.length === 0) return null;
  return (
    <div className={styles.below}>
      <TableScroll label="machines at this context">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">At {formatNumber(view.contextTokens, 0)} tokens</th>
                <th scope="col" className={table.number}>
                  tokens/s
                </th>
                <th scope="col">bandwidth of one</th>
                <th scope="col" className={table.number}>
                  units that hold it
                </th>
                <th scope="col" className={table.number}>
                  one unit at a time
                </th>
                <th scope="col" className={table.number}>
                  weights, a token
                </th>
                <th scope="col" className={table.number}>
                  cache, a token
                </th>
              </tr>
            </thead>
            <tbody>
              {known.map((row) => (
                <MachineRow key={row.machine.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}

function MachineRow({ row }: { readonly row: MachineBound }) {
  const { machine, bound, boundByLayers, explanation } = row;
  return (
    <tr className={machine.origin === 'measured' ? table.current : undefined} data-machine={machine.id}>
      <th scope="row">{machine.name}</th>
      <td className={table.number}>
        {CLAIM_WORDS[machine.origin]} {formatPace(bound.tokensPerSecond)} <Explain explanation={explanation} />
      </td>
      <td className={styles.rate}>
        {formatRateBytes(machine.bytesPerSecond)} <OriginMark origin={machine.origin} />{' '}
        {machine.provenance && (
          <ProvenanceMark provenance={machine.provenance} of={`the bandwidth of ${machineLabel(machine)}`} />
        )}
      </td>
      <td className={table.number}>{unitsWords(machine)}</td>
      <td className={table.number}>{machine.units === 1 ? '–' : formatPace(boundByLayers.tokensPerSecond)}</td>
      <td className={table.number}>{formatShortSeconds(bound.weightSeconds)}</td>
      <td className={table.number}>{formatShortSeconds(bound.kvSeconds)}</td>
    </tr>
  );
}
