import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ARTICLE_IDS, CLAIM_TOPICS, CLAIM_VERDICTS } from '../../../catalog/claims/claim.ts';
import {
  FIRST_VIEW,
  isNarrowed,
  parseClaimsView,
  printClaimsView,
  SYSTEM_COLUMNS,
  SYSTEM_FILTERS,
  UNFILTERED,
  type ClaimsView,
} from './claims-view.ts';

const CLAIM_IDS = ['prompt-150-gb', 'fifty'];
const parse = (text: string): ClaimsView => parseClaimsView({ text, claimIds: CLAIM_IDS });

describe('the view of the claims', () => {
  test('says nothing at first', () => {
    expect(printClaimsView(FIRST_VIEW)).toBe('');
    expect(parse('')).toEqual(FIRST_VIEW);
  });

  test('can be read in the address', () => {
    const view = parse('verdict.wrong*contested topic.size article.memory-wall q.50*gb');
    expect(view).toEqual({
      ...FIRST_VIEW,
      verdicts: ['wrong', 'contested'],
      topic: 'size',
      article: 'memory-wall',
      query: '50 gb',
    });
    expect(printClaimsView(view)).toBe('verdict.wrong*contested topic.size article.memory-wall q.50*gb');
  });

  test('opens one claim, and only one there is', () => {
    expect(parse('claim.fifty').claimId).toBe('fifty');
    expect(parse('claim.none').claimId).toBeNull();
  });

  test('ignores what is misspelt and keeps the rest', () => {
    expect(parse('verdict.rong*wrong*wrong topic.weather nonsense show.else')).toEqual({
      ...FIRST_VIEW,
      verdicts: ['wrong'],
    });
  });

  test('keeps filters of systems and of claims apart', () => {
    expect(parse('show.systems only.losses verdict.wrong sort.-measured')).toEqual({
      ...FIRST_VIEW,
      part: 'systems',
      only: 'losses',
      sorting: { by: 'measured', direction: 'down' },
    });
    expect(printClaimsView({ ...FIRST_VIEW, part: 'systems', verdicts: ['wrong'] })).toBe('show.systems');
  });

  test('is narrowed by a filter, not by a link to a card', () => {
    expect(isNarrowed(parse('claim.fifty'))).toBe(false);
    expect(isNarrowed(parse('topic.size'))).toBe(true);
    expect(isNarrowed({ ...parse('topic.size q.x'), ...UNFILTERED })).toBe(false);
  });
});

const query = fc
  .array(fc.string({ minLength: 1 }).filter((word) => !word.includes(' ')))
  .map((words) => words.join(' '));
const claims = fc.record({
  part: fc.constantFrom('cards', 'table'),
  verdicts: fc.uniqueArray(fc.constantFrom(...CLAIM_VERDICTS)),
  topic: fc.option(fc.constantFrom(...CLAIM_TOPICS)),
  article: fc.option(fc.constantFrom(...ARTICLE_IDS)),
  query,
  claimId: fc.option(fc.constantFrom(...CLAIM_IDS)),
});
const systems = fc.record({
  part: fc.constant('systems'),
  query,
  only: fc.option(fc.constantFrom(...SYSTEM_FILTERS)),
  sorting: fc.record({ by: fc.constantFrom(...SYSTEM_COLUMNS), direction: fc.constantFrom('up', 'down') }),
});

test('every view comes back from its address', () => {
  fc.assert(
    fc.property(fc.oneof(claims, systems), (part) => {
      const view = { ...FIRST_VIEW, ...part } as ClaimsView;
      expect(parse(printClaimsView(view))).toEqual(view);
    }),
  );
});
