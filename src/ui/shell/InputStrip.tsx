import { GAP_LIMITS, ROLE_LIMITS, WORKLOAD_LIMITS } from '../../domain/field-limits.ts';
import { gapQuantileSeconds } from '../../domain/swarm/gap-mixture.ts';
import { swarmOf } from '../../domain/swarm/workload.ts';
import { useScenarioState } from '../app-context.ts';
import { formatSeconds } from '../format/number.ts';
import { NumberField } from '../shared/NumberField.tsx';
import { SearchSelect } from '../shared/SearchSelect.tsx';
import { useOfferOptions } from '../shared/use-offers.ts';
import { inSentence } from '../shared/in-sentence.ts';
import { PageLink } from '../shared/PageLink.tsx';
import styles from './InputStrip.module.css';

/** The six inputs that matter most, on every page. The role with most agents stands for the swarm. */
export function InputStrip() {
  const scenario = useScenarioState((state) => state.scenario);
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const setField = useScenarioState((state) => state.setField);
  const offerOptions = useOfferOptions();
  const { workload } = scenario;
  const counts = swarmOf(workload).roles.map(({ agentsPerTask }) => agentsPerTask);
  const main = counts.indexOf(Math.max(...counts));
  const role = workload.roles[main];
  if (!role) return null;
  const roleName = inSentence(role.name);
  const launcher = role.launchedBy === null ? 'task' : inSentence(workload.roles[role.launchedBy]?.name || 'agent');
  const hasGaps = role.gap.some(({ weight }) => weight > 0);
  const median = gapQuantileSeconds({ gap: role.gap, ratio: 0.5 });
  const p95 = gapQuantileSeconds({ gap: role.gap, ratio: 0.95 });

  /** Stretches the whole mixture, so that its shape stays what was measured. */
  const scaleGaps = (medianSeconds: number): void => {
    const factor = medianSeconds / median;
    setField({
      path: `workload.roles.${main}.gap`,
      value: role.gap.map((part) => ({ ...part, medianSeconds: Number((part.medianSeconds * factor).toPrecision(8)) })),
    });
  };

  return (
    <section className={styles.strip} aria-label="Main inputs" data-tour="inputs">
      <div className={styles.offer}>
        <SearchSelect
          label="Offer"
          variant="unstyled"
          data={offerOptions}
          value={scenario.offerId}
          onChoose={chooseOffer}
          nothingFound="No such offer"
          dropdownWidthPx={260}
          labelClassName={styles.label}
          inputClassName={styles.select}
        />
      </div>
      <div className={styles.numbers}>
        <NumberField bare path="workload.people" value={workload.people} limits={WORKLOAD_LIMITS.people} />
        <NumberField
          bare
          path="workload.tasksPerPersonPerDay"
          value={workload.tasksPerPersonPerDay}
          limits={WORKLOAD_LIMITS.tasksPerPersonPerDay}
          label="Tasks each a day"
        />
        <NumberField
          bare
          path={`workload.roles.${main}.fanOut`}
          value={role.fanOut}
          limits={ROLE_LIMITS.fanOut}
          label={workload.roles.length > 1 ? `${role.name || 'Agents'} per ${launcher}` : 'Agents per task'}
        />
        <NumberField
          bare
          path={`workload.roles.${main}.turnsPerAgent`}
          value={role.turnsPerAgent}
          limits={ROLE_LIMITS.turnsPerAgent}
          label="Turns each"
        />
        <NumberField
          bare
          path={`workload.roles.${main}.gap.median`}
          value={hasGaps ? Number(median.toPrecision(4)) : null}
          limits={GAP_LIMITS.medianSeconds}
          below={hasGaps ? `95 % under ${formatSeconds(p95)}` : 'no share above 0'}
          onCommit={scaleGaps}
        />
      </div>
      <div className={styles.more}>
        <PageLink page="swarm" label={`All inputs of the ${roleName} and the rest of the workload`}>
          All inputs…
        </PageLink>
      </div>
    </section>
  );
}
