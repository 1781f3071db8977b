import type { ScenarioState } from '../../state/scenario-store.ts';

export interface LinkNews {
  /** Something is lost, and the figures may not be the sender's. */
  readonly isWarning: boolean;
  readonly isNewer: boolean;
  readonly title: string | null;
  /** One message each. */
  readonly lost: readonly string[];
  /** What was mended, in one line. */
  readonly mended: string | null;
}

/**
 * What came of reading a link, sorted by how much it matters.
 *
 * Example: line breaks alone are one calm line; a field that the schema refused is a warning with its message; a newer format is
 * the title itself, with what of its content is not known here below.
 */
export function linkNews(notices: ScenarioState['notices']): LinkNews {
  const mended = notices.filter(({ kind }) => kind === 'repaired').map(({ message }) => message);
  const losses = notices.filter(({ kind }) => kind !== 'repaired');
  const version = losses.find(({ field }) => field === 'v')?.message ?? null;
  const lost = [...new Set(losses.filter(({ field }) => field !== 'v').map(({ message }) => message))];
  const isWarning = losses.length > 0;
  return {
    isWarning,
    isNewer: version !== null && /newer/.test(version),
    title: version ?? (isWarning ? 'Not all of the link could be read; the defaults stand in for the rest.' : null),
    lost,
    mended: mended.length === 0 ? null : `${mended.join(' ')}${isWarning ? '' : ' Nothing of it is lost.'}`,
  };
}
