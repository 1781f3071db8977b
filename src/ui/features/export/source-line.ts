import type { LinkPort } from '../../../state/ports.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';

/** Under a picture: which scenario, prices of which day, which catalogue, and where it was made. */
export function sourceLine({
  state: { scenario },
  link,
  amounts,
}: {
  state: Pick<ScenarioState, 'scenario'>;
  link: Pick<LinkPort, 'hrefWith'>;
  /** What amounts are in; empty for dollars. */
  amounts: string;
}): string {
  const site = new URL(link.hrefWith('')).host;
  return `${scenario.name}${amounts === '' ? '' : ` · ${amounts}`} · prices of ${scenario.asOf}, catalogue of ${scenario.catalogRevision} · Tokenhouse, ${site}`;
}
