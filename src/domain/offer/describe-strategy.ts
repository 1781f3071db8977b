import { SECONDS_PER_HOUR, type Seconds } from '../units.ts';
import type { Strategy } from './strategy.ts';

/** A strategy in a few words, the same on every page and on the command line. */
export function describeStrategy({ strategy, pings }: { strategy: Strategy; pings: number }): string {
  if (strategy.kind === 'none') return 'no caching';
  if (strategy.kind === 'stored')
    return `stored ${strategy.holds === 'shared' ? 'shared prefix' : 'task prefixes'}, kept ${keptText(strategy.keptSeconds)} after use`;
  const mode = strategy.cacheModeId === undefined ? '' : `${strategy.cacheModeId} cache: `;
  const warm = pings === 0 ? '' : ` + ${pings} ${pings === 1 ? 'ping' : 'pings'}`;
  if (strategy.kind === 'mixed')
    return `${mode}${strategy.prefixTtl.id} prefixes, ${strategy.ownTtl.id} history${warm}`;
  const life = strategy.ttl.id === 'auto' ? 'automatic' : strategy.ttl.id;
  return `${mode}${life}${MARKS[strategy.kind]}${warm}`;
}

function keptText(seconds: Seconds): string {
  const hours = seconds / SECONDS_PER_HOUR;
  if (hours < 1) return `${hours * 60} min`;
  return hours < 48 ? `${hours} h` : `${hours / 24} d`;
}

const MARKS = { single: ', whole prompt only', shared: '', prefixes: ', prefixes only' } as const;

/** What each role does, said once where all do the same. */
export function describeChoices(
  choices: readonly { readonly roleName: string; readonly strategy: Strategy; readonly pings: number }[],
): string {
  const texts = choices.map((choice) => describeStrategy(choice));
  const [first = 'no caching'] = texts;
  if (texts.every((text) => text === first)) return first;
  return choices.map(({ roleName }, i) => `${texts[i]} (${roleName})`).join(', ');
}
