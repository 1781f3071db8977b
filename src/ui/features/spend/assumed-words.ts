import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { formatList } from '../../format/locale.ts';

/** What the figures rest on that nobody publishes and nobody has set: said where no draws have shown how much it matters. */
export function assumedInWords({ groups, warehouse }: Pick<SpendEvaluation, 'groups' | 'warehouse'>): string {
  const isStandIn = groups.some(({ geometry, storage }) => !storage.isSet && geometry.origin === 'stand-in');
  const assumed = [
    ...(warehouse.writeUsdPerMTok === null ? ['write price (the offer’s input price)'] : []),
    ...(warehouse.readUsdPerMTok === null ? ['read price (the offer’s)'] : []),
    ...(groups.some(({ storage }) => !storage.isSet)
      ? [isStandIn ? 'rent (NVMe, at the KV size of a stand-in)' : 'rent (NVMe)']
      : []),
  ];
  const hasAssumedLife = groups.some(({ resolved: { offer } }) =>
    offer.cachePolicy.ttls.some(({ seconds }) => seconds.kind === 'assumed'),
  );
  const all = [
    ...(assumed.length > 0 ? [`the warehouse’s ${formatList(assumed)}`] : []),
    ...(hasAssumedLife ? ['how long the seller’s cache lives'] : []),
  ];
  return all.length > 0
    ? `Assumed: ${all.join('; and ')}.`
    : 'No price is assumed; the workload is taken as it was entered.';
}
