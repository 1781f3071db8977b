import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { broughtPrices } from '../../../state/brought-prices.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { broughtWords } from '../../shell/brought-words.ts';
import { offersInWords } from '../spend/BillTable.tsx';

/**
 * Whose prices a figure is at, for who cannot look them up beside it.
 *
 * Example: Claude Opus 5.5 from Anthropic, list prices of 2026-11-20. Not the catalogue’s: 1 own offer.
 */
export function pricesInWords({
  evaluation,
  scenario,
  amounts = '',
}: {
  evaluation: SpendEvaluation;
  scenario: ScenarioState['scenario'];
  /** What amounts are in; empty for dollars. */
  amounts?: string;
}): string {
  const isCarried = evaluation.groups.some(({ resolved }) => resolved.usesCarriedRates);
  const brought = broughtPrices(scenario);
  return [
    offersInWords(evaluation),
    ...(amounts === '' ? [] : [`${amounts}.`]),
    ...(isCarried ? ['They are the link’s; the catalogue has others now.'] : []),
    ...(brought ? [`Not the catalogue’s: ${broughtWords(brought)}`] : []),
  ].join(' ');
}
