import type { Strategy } from './strategy.ts';

/** A strategy in a few words, the same on every page and on the command line. */
export function describeStrategy({ strategy, pings }: { strategy: Strategy; pings: number }): string {
  switch (strategy.kind) {
    case 'none':
      return 'no caching';
    case 'mixed':
      return `${strategy.prefixTtl.id} prefixes, ${strategy.ownTtl.id} history`;
    case 'single':
    case 'shared': {
      const life = strategy.ttl.id === 'auto' ? 'automatic' : strategy.ttl.id;
      const marks = strategy.kind === 'single' ? ', whole prompt only' : '';
      const warm = pings === 0 ? '' : ` + ${pings} keep-warm ${pings === 1 ? 'ping' : 'pings'}`;
      return `${life}${marks}${warm}`;
    }
  }
}
