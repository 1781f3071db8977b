import { CLUSTER_CHOICE_LIMITS, CLUSTER_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { inSentence } from '../../../shared/in-sentence.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { BILL_PARTS, type BillPart } from './bill-lines.ts';
import styles from './Run.module.css';
import { formatListed } from '../../../format/money.ts';
import { formatList } from '../../../format/locale.ts';

const OF_TIER = ['rent', 'wear', 'fees'] as const satisfies readonly BillPart[];

/** What is left out of the total, and what can be done about it. */
export function Ask({ unknown }: { readonly unknown: ReadonlySet<BillPart> }) {
  const names = BILL_PARTS.filter(({ part }) => unknown.has(part)).map(({ label }) => inSentence(label));
  return (
    <div className={styles.ask}>
      <p>There is no total: the price of {formatList(names)} is not known, and is left out until it is.</p>
      {OF_TIER.some((part) => unknown.has(part)) && (
        <p className={styles.quiet}>Under “What runs it?” there are tiers of which it is known.</p>
      )}
      {unknown.has('licence') && (
        <p className={styles.quiet}>A licence is paid, and its price is agreed with the maker: enter yours.</p>
      )}
      {unknown.has('accelerators') && <p className={styles.quiet}>Enter an hour’s price with the figures, or below.</p>}
    </div>
  );
}

/** Whether the maker of the tier asks for a licence and does not say what it costs. */
function isLicenceAsked({ plan }: ClusterEvaluation): boolean {
  return plan.tiers.some(({ role, tier }) => role === 'warehouse' && tier !== null && !tier.licenceUsdPerGbMonth);
}

/** Fields for what nobody publishes. They stay when they are filled in, so that nobody loses one while typing. */
export function AskedFields({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const { allInWatts, tdpWatts } = evaluation.plan.accelerator;
  const areWattsAsked = cluster.usdPerKwh !== null && !allInWatts && !tdpWatts;
  if (!areWattsAsked && !isLicenceAsked(evaluation)) return null;
  return (
    <div className={styles.asked}>
      {isLicenceAsked(evaluation) && <LicenceField evaluation={evaluation} />}
      {areWattsAsked && (
        <NumberField
          path="cluster.wattsPerGpu"
          value={cluster.wattsPerGpu}
          limits={CLUSTER_CHOICE_LIMITS.wattsPerGpu}
          emptyMeans="not known"
        />
      )}
    </div>
  );
}

/** What brochures leave out: prices of one's own contract. */
export function OmittedCosts({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  return (
    <details className={styles.more}>
      <summary>
        Prices of your own <span>licence · network cards · electricity · hours paid</span>
      </summary>
      <div className={styles.fields}>
        {!isLicenceAsked(evaluation) && <LicenceField evaluation={evaluation} />}
        <NumberField
          path="cluster.usdPerNicMonth"
          value={cluster.usdPerNicMonth}
          limits={CLUSTER_LIMITS.usdPerNicMonth}
        />
        <NumberField
          path="cluster.usdPerKwh"
          value={cluster.usdPerKwh}
          limits={CLUSTER_CHOICE_LIMITS.usdPerKwh}
          unit="$/kWh"
          emptyMeans="in the rent"
        />
        <NumberField path="cluster.hoursPerMonth" value={cluster.hoursPerMonth} limits={CLUSTER_LIMITS.hoursPerMonth} />
      </div>
    </details>
  );
}

/** Asked for where the tier's maker does not say, else one of many prices. */
function LicenceField({ evaluation: { plan } }: { readonly evaluation: ClusterEvaluation }) {
  const licence = useScenarioState((state) => state.scenario.cluster.licenceUsdPerGbMonth);
  const known = plan.tiers.find(({ role }) => role === 'warehouse')?.tier?.licenceUsdPerGbMonth ?? null;
  return (
    <NumberField
      path="cluster.licenceUsdPerGbMonth"
      value={licence}
      limits={CLUSTER_CHOICE_LIMITS.licenceUsdPerGbMonth}
      unit="$/GB·month"
      emptyMeans={
        known === null
          ? 'not known'
          : known.value === 0
            ? 'none'
            : `${formatListed({ value: known.value, currency: 'USD' })}: as the tier`
      }
    />
  );
}
