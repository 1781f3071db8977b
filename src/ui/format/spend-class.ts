import type { SpendClass } from '../../domain/spend/lines.ts';
import type { RungName } from '../../domain/spend/rung.ts';

/** `cacheWrite:5m` → `Cache writes, 5m`. */
export function spendClassLabel(spendClass: SpendClass): string {
  const [name, ttl] = spendClass.split(':');
  switch (name) {
    case 'uncachedInput':
      return 'Uncached input';
    case 'cacheWrite':
      return ttl === 'kept' ? 'Cache writes, kept' : `Cache writes, ${ttl === 'auto' ? 'automatic' : ttl}`;
    case 'cacheRead':
      return 'Cache reads';
    case 'pings':
      return 'Keep-warm pings';
    case 'storage':
      return 'Storage';
    default:
      return 'Output';
  }
}

/** Series of the stacked bars: every TTL of writes is one colour. */
export const SPEND_SERIES = [
  { key: 'uncachedInput', label: 'uncached input', color: 'var(--th-uncached)' },
  { key: 'cacheWrite', label: 'cache writes', color: 'var(--th-write)' },
  { key: 'cacheRead', label: 'cache reads', color: 'var(--th-read)' },
  { key: 'pings', label: 'keep-warm pings', color: 'var(--th-pings)' },
  { key: 'storage', label: 'storage', color: 'var(--th-storage)' },
  { key: 'output', label: 'output', color: 'var(--th-output)' },
] as const;

export const RUNG_LABELS: Readonly<Record<RungName, string>> = {
  'no-cache': 'No cache',
  'provider-default': 'Provider default',
  'best-policy': 'Best policy sold',
  warehouse: 'Warehouse',
  ceiling: 'Logical ceiling',
};

/** Behind a policy: what could not be costed, so that a dear row is not mistaken for all there is. */
export function uncostedNote(ttlIds: readonly string[]): string {
  if (ttlIds.length === 0) return '';
  return ` (${ttlIds.map((id) => (id === 'auto' ? 'automatic cache' : id)).join(', ')} not costed: write price unknown)`;
}

/** A sentence as part of another: `No price is listed.` → `no price is listed`. */
export function asClause(sentence: string): string {
  const bare = sentence.replace(/\.$/, '');
  // A capital within the first word is a name: GPT, OpenAI.
  return /^[A-Z][a-z]* /.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
