import type { CacheMode, Mode, PricePeriod, Schedule } from '../../../domain/offer/rate-card.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber } from '../../format/number.ts';
import { priceText } from './words.ts';
import styles from './OfferDetails.module.css';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** What is sold beside the standard price: modes, hours, modifiers, rent, other caches; and how the scenario buys. */
export function OfferTerms({ row }: { readonly row: OfferRow }) {
  const { listPeriod, steps, offer } = row;
  const { modes = [], schedules = [], modifiers = [] } = listPeriod ?? {};
  const storage = listPeriod?.base.storage;
  const caches = offer.cacheModes ?? [];
  if (steps.length + modes.length + schedules.length + modifiers.length + caches.length === 0 && !storage) return null;
  return (
    <section className={styles.terms}>
      <h3 className={styles.title}>Beside the standard price</h3>
      <dl className={styles.rules}>
        {steps.length > 0 && <Term name="As this scenario buys" values={steps} />}
        {schedules.length > 0 && <Term name="Hours" values={schedules.map(hoursText)} />}
        {modes.length > 0 && <Term name="Modes" values={modes.map(modeText)} />}
        {modifiers.length > 0 && (
          <Term
            name="Modifiers"
            values={modifiers.map(({ name, multiplier }) => `${name}: × ${formatNumber(multiplier.ratio.value, 3)}`)}
          />
        )}
        {storage && <Term name="Rent of stored prefixes, $ per M token-hours" values={[priceText(storage)]} />}
        {caches.length > 0 && <Term name="Other caches, instead of the above" values={caches.map(cacheText)} />}
      </dl>
    </section>
  );
}

function Term({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {values.map((value) => (
          <p key={value}>{value}</p>
        ))}
      </dd>
    </>
  );
}

function modeText({ name, pricing, withoutClasses }: Mode): string {
  const without = withoutClasses.length > 0 ? `, without ${withoutClasses.map(classText).join(' and ')}` : '';
  if (pricing.kind === 'multiplier') {
    const { ratio, classes } = pricing.multiplier;
    const kept = ALL_CLASSES.filter((name) => !classes.includes(name) && !withoutClasses.includes(name));
    const keeps = kept.length > 0 ? `; ${kept.map(classText).join(' and ')} as standard` : '';
    return `${name}: × ${formatNumber(ratio.value, 3)}${keeps}${without}`;
  }
  const { base } = pricing;
  return base.input.state === 'priced'
    ? `${name}: ${priceText(base.input)} in, ${priceText(base.output)} out, ${priceText(base.cacheRead)} read${without}`
    : `${name}: ${base.input.reason}`;
}

const ALL_CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

function classText(name: string): string {
  return (
    { input: 'input', output: 'output', cacheRead: 'cache reads', cacheWrite: 'cache writes', storage: 'rent' }[name] ??
    name
  );
}

function hoursText({ name, weekdays, windows, timeZone, multiplier, applies, holidays }: Schedule): string {
  const days = weekdays.length === 7 ? 'every day' : weekdays.map((day) => DAYS[day - 1] ?? '').join(', ');
  const hours = windows.map(({ from, to }) => `${from}–${to}`).join(' and ');
  const but = holidays ? `, but for the holidays of ${holidays.name}` : '';
  return `${name}: × ${formatNumber(multiplier.ratio.value, 3)} ${applies === 'outside' ? 'outside' : 'in'} ${hours} (${timeZone}), ${days}${but}`;
}

function cacheText({ name, cachePolicy, periods }: CacheMode): string {
  const period: PricePeriod | undefined = periods[0];
  const read = period && priceText(period.base.cacheRead);
  const lives = cachePolicy.ttls.map(({ id }) => id).join(', ');
  const kind = cachePolicy.storageObject ? 'stored objects at a rent' : `lives ${lives}`;
  return `${name}: ${kind}; reads at ${read ?? 'an unknown price'}`;
}
