import { USD } from '../../../domain/offer/unpriceable.ts';
import type { CacheMode, Mode, PricePeriod, Schedule } from '../../../domain/offer/rate-card.ts';
import { formatNumber } from '../../format/number.ts';
import { priceText } from './words.ts';

/** What is sold beside the standard price, in the words and the currency of the seller's list. */

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** $ · CNY: what a list's prices are in. */
export function currencyText(currency: string): string {
  return currency === USD ? '$' : currency;
}

/** A mode with its factor or rates, and the classes that it leaves alone or does not sell. */
export function modeText({ name, pricing, withoutClasses }: Mode): string {
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

/**
 * When a factor of the clock holds.
 *
 * Example: off-peak hours: × 0.5 at all hours but 09:00–12:00 (Asia/Shanghai), Mon, Tue that are no holidays of China.
 */
export function hoursText({ name, weekdays, windows, timeZone, multiplier, applies, holidays }: Schedule): string {
  const days = weekdays.length === 7 ? 'every day' : weekdays.map((day) => DAYS[day - 1] ?? '').join(', ');
  const hours = windows.map(({ from, to }) => `${from}–${to}`).join(' and ');
  const factor = `${name}: × ${formatNumber(multiplier.ratio.value, 3)}`;
  const working = holidays ? ` that are no holidays of ${holidays.name}` : '';
  // A weekend and a holiday lie outside every window.
  return applies === 'outside'
    ? `${factor} at all hours but ${hours} (${timeZone}), ${days}${working}`
    : `${factor} from ${hours} (${timeZone}), ${days}${working}`;
}

/** Another cache with what its reads cost in the same days as the list. */
export function cacheText({
  cache: { name, cachePolicy, periods },
  listPeriod,
}: {
  cache: CacheMode;
  listPeriod: PricePeriod | null;
}): string {
  const period = periods.find(({ from, to }) => listPeriod && from === listPeriod.from && to === listPeriod.to);
  const read = period && priceText(period.base.cacheRead);
  const lives = cachePolicy.ttls.map(({ id }) => id).join(', ');
  const kind = cachePolicy.storageObject ? 'stored objects at a rent' : `lives ${lives}`;
  return `${name}: ${kind}; reads at ${read ?? 'an unknown price'}`;
}
