import { ARTICLE_IDS, CLAIM_TOPICS, CLAIM_VERDICTS } from '../../../catalog/claims/claim.ts';
import type { ArticleId, ClaimTopic, ClaimVerdict } from '../../../catalog/claims/index.ts';
import { SYSTEM_GRADES } from '../../../catalog/systems/system.ts';
import { parseViewParts, printViewParts } from '../../shared/view-parts.ts';
import type { Sorting } from '../../shared/sort-rows.ts';

export const PARTS = ['cards', 'table', 'systems'] as const;
export type ClaimsPart = (typeof PARTS)[number];

/** Of the figures of systems, those with one grade, or those that are losses. */
export const SYSTEM_FILTERS = [...SYSTEM_GRADES, 'losses'] as const;
export type SystemFilter = (typeof SYSTEM_FILTERS)[number];

export const SYSTEM_COLUMNS = ['system', 'quantity', 'measured', 'claimed', 'checked'] as const;
export type SystemColumn = (typeof SYSTEM_COLUMNS)[number];

/** How the page is looked at: what the address says after `view=`. */
export interface ClaimsView {
  readonly part: ClaimsPart;
  /** None: all. */
  readonly verdicts: readonly ClaimVerdict[];
  readonly topic: ClaimTopic | null;
  readonly article: ArticleId | null;
  /** Words, one space between them: of the claims, or of the systems where those are shown. */
  readonly query: string;
  /** The claim a link points to. */
  readonly claimId: string | null;
  readonly only: SystemFilter | null;
  readonly sorting: Sorting<SystemColumn>;
}

export const FIRST_VIEW: ClaimsView = {
  part: 'cards',
  verdicts: [],
  topic: null,
  article: null,
  query: '',
  claimId: null,
  only: null,
  sorting: { by: 'system', direction: 'up' },
};

/** Everything that narrows the claims taken away. */
export const UNFILTERED = {
  verdicts: [],
  topic: null,
  article: null,
  query: '',
} as const satisfies Partial<ClaimsView>;

export function isNarrowed({ verdicts, topic, article, query }: ClaimsView): boolean {
  return verdicts.length > 0 || topic !== null || article !== null || query.trim() !== '';
}

/**
 * The view as a short text; only what differs from the first view is said, and the first view itself is the empty text.
 *
 * Example: `verdict.wrong*contested topic.size`, or `claim.fifty-gigabytes`, or `show.systems only.vendor`.
 */
export function printClaimsView(view: ClaimsView): string {
  const { part, verdicts, topic, article, query, claimId, only, sorting } = view;
  const words = query.split(' ').filter((word) => word !== '');
  const one = (value: string | null): readonly string[] => (value === null ? [] : [value]);
  if (part === 'systems')
    return printViewParts([
      ['show', [part]],
      ['only', one(only)],
      ['q', words],
      ['sort', isFirstSorting(sorting) ? [] : [`${sorting.direction === 'down' ? '-' : ''}${sorting.by}`]],
    ]);
  return printViewParts([
    ['show', part === 'cards' ? [] : [part]],
    ['claim', one(claimId)],
    ['verdict', verdicts],
    ['topic', one(topic)],
    ['article', one(article)],
    ['q', words],
  ]);
}

/** The view that a text asks for. What is unknown or misspelt is ignored; the rest counts. */
export function parseClaimsView({ text, claimIds }: { text: string; claimIds: readonly string[] }): ClaimsView {
  const parts = parseViewParts(text);
  const among = <T extends string>(key: string, allowed: readonly T[]): readonly T[] => [
    ...new Set((parts.get(key) ?? []).flatMap((value) => allowed.find((candidate) => candidate === value) ?? [])),
  ];
  const part = among('show', PARTS)[0] ?? 'cards';
  const query = (parts.get('q') ?? []).join(' ');
  if (part === 'systems')
    return {
      ...FIRST_VIEW,
      part,
      query,
      only: among('only', SYSTEM_FILTERS)[0] ?? null,
      sorting: sortingOf(parts.get('sort')?.[0] ?? ''),
    };
  return {
    ...FIRST_VIEW,
    part,
    query,
    claimId: among('claim', claimIds)[0] ?? null,
    verdicts: among('verdict', CLAIM_VERDICTS),
    topic: among('topic', CLAIM_TOPICS)[0] ?? null,
    article: among('article', ARTICLE_IDS)[0] ?? null,
  };
}

function sortingOf(text: string): ClaimsView['sorting'] {
  const isDown = text.startsWith('-');
  const by = SYSTEM_COLUMNS.find((column) => column === (isDown ? text.slice(1) : text));
  return by === undefined ? FIRST_VIEW.sorting : { by, direction: isDown ? 'down' : 'up' };
}

function isFirstSorting({ by, direction }: ClaimsView['sorting']): boolean {
  return by === FIRST_VIEW.sorting.by && direction === FIRST_VIEW.sorting.direction;
}
