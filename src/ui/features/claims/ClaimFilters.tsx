import { Button, NativeSelect } from '@mantine/core';
import { CLAIM_TOPICS } from '../../../catalog/claims/claim.ts';
import { ARTICLES, CLAIMS, type ArticleId, type ClaimTopic } from '../../../catalog/claims/index.ts';
import { SearchField, Toolbar } from '../../shared/Toolbar.tsx';
import { TOPIC_WORDS } from './claim-words.ts';
import styles from './ClaimsPage.module.css';
import { isNarrowed, UNFILTERED, type ClaimsView } from './claims-view.ts';
import type { ChangeView } from './use-claims-view.ts';

const ANY = 'any';

/** What narrows the claims beside their verdicts. */
export function ClaimFilters({
  shown,
  view,
  change,
}: {
  readonly shown: number;
  readonly view: ClaimsView;
  readonly change: ChangeView;
}) {
  return (
    <Toolbar count={`${shown} of ${CLAIMS.length} claims`}>
      <SearchField
        label="Search claims by words, figures or sources"
        placeholder="Words, figures or sources"
        value={view.query}
        onChange={(query) => change({ query })}
      />
      <NativeSelect
        size="xs"
        aria-label="Topic"
        data={[
          { value: ANY, label: 'Any topic' },
          ...CLAIM_TOPICS.map((value) => ({ value, label: TOPIC_WORDS[value] })),
        ]}
        value={view.topic ?? ANY}
        onChange={({ currentTarget: { value } }) =>
          change({ topic: value === ANY ? null : (value as ClaimTopic), claimId: null })
        }
      />
      <NativeSelect
        size="xs"
        aria-label="Article"
        className={styles.articles}
        data={[{ value: ANY, label: 'Any article' }, ...ARTICLES.map(({ id, title }) => ({ value: id, label: title }))]}
        value={view.article ?? ANY}
        onChange={({ currentTarget: { value } }) =>
          change({ article: value === ANY ? null : (value as ArticleId), claimId: null })
        }
      />
      {isNarrowed(view) && (
        <Button variant="subtle" size="compact-xs" onClick={() => change({ ...UNFILTERED, claimId: null })}>
          Show all
        </Button>
      )}
    </Toolbar>
  );
}
