import type { Strategy } from './strategy.ts';

/** A strategy in a few words, the same on every page and on the command line. */
export function describeStrategy({ strategy, pings }: { strategy: Strategy; pings: number }): string {
  if (strategy.kind === 'none') return 'no caching';
  const warm = pings === 0 ? '' : ` + ${pings} ${pings === 1 ? 'ping' : 'pings'}`;
  if (strategy.kind === 'mixed') return `${strategy.prefixTtl.id} prefixes, ${strategy.ownTtl.id} history${warm}`;
  const life = strategy.ttl.id === 'auto' ? 'automatic' : strategy.ttl.id;
  return `${life}${MARKS[strategy.kind]}${warm}`;
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
