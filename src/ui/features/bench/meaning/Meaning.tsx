import { memo, useMemo, useState } from 'react';
import type { BenchRecord } from '../../../../domain/bandwidth/measurement.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Segmented } from '../../../shared/Segmented.tsx';
import { Stale } from '../../../shared/Stale.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { benchOf } from '../bench-evaluation.ts';
import { figureSources, type FigureSource } from '../figure-source.ts';
import { useBench } from '../use-bench.ts';
import { LengthsCard } from './LengthsCard.tsx';
import { MachinesCard } from './MachinesCard.tsx';
import { ModelFields } from './ModelFields.tsx';
import { ModelsCard } from './ModelsCard.tsx';
import { FIRST_OTHER_MODELS } from './other-models.ts';
import styles from './meaning.module.css';

/** What a bandwidth means for decoding: with what was measured or carried, and with data sheets alone where nothing was. */
export const Meaning = memo(function Meaning({
  scenario,
  record,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly record: BenchRecord | null;
}) {
  const book = useBook();
  const confirmedCardId = useBench((state) => state.confirmedCardId);
  const [wanted, setWanted] = useState<FigureSource | null>(null);
  const [otherModelIds, setOtherModelIds] = useState<readonly string[]>(FIRST_OTHER_MODELS);
  const sources = useMemo(() => figureSources({ record, carried: scenario.measured }), [record, scenario.measured]);
  const chosen = sources.find(({ source }) => source === wanted) ?? sources[0] ?? null;
  const cardId = chosen?.source === 'link' ? (scenario.measured?.cardId ?? null) : confirmedCardId;
  const question = useMemo(
    () => ({ scenario, book, measured: chosen?.figure ?? null, confirmedCardId: cardId, otherModelIds }),
    [scenario, book, chosen, cardId, otherModelIds],
  );
  const { value: view, problems } = benchOf(question, book);
  const sourceChoice = chosen && sources.length > 1 && (
    <Segmented
      label="Reckon with"
      options={sources.map(({ source, label }) => ({ value: source, label }))}
      value={chosen.source}
      onChange={setWanted}
    />
  );
  return (
    <div>
      <Stale problems={problems} hasFigures={view !== null}>
        <div className={styles.cards}>
          {view && (
            <MachinesCard
              view={view}
              inputs={
                <>
                  {sourceChoice}
                  <ModelFields />
                </>
              }
            />
          )}
          {!view && <ModelFields />}
          {view && view.models.length > 0 && (
            <ModelsCard view={view} otherModelIds={otherModelIds} onOthers={setOtherModelIds} />
          )}
          {view?.lengths && <LengthsCard lengths={view.lengths} />}
        </div>
      </Stale>
    </div>
  );
});
