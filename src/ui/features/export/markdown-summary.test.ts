import { describe, expect, test } from 'vitest';
import { evaluateSpend, type SpendEvaluation } from '../../../evaluate/spend.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import { formatUsd } from '../../format/number.ts';
import { markdownSummary, plain } from './markdown-summary.ts';

const LINK = 'https://example.org/#v=1.abcd&x=(1)';

function evaluated(scenario: typeof BASE_SCENARIO): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

describe('the summary for a ticket', () => {
  const evaluation = evaluated(BASE_SCENARIO);
  const text = markdownSummary({ scenario: BASE_SCENARIO, evaluation, link: LINK });

  test('has the headline, a row for every rung and class, inputs, sources with dates, and the link', () => {
    expect(text).toContain(`**${formatUsd(evaluation.without.usdPerMonth)}** a month without warehousing`);
    for (const rung of evaluation.ladder.rungs)
      if (rung.status === 'priced') expect(text).toContain(` | ${formatUsd(rung.usdPerMonth)} | `);
    expect(text.match(/^\| Storage \|/m)).not.toBeNull();
    expect(text).toContain('- Work: 40 people × 2 tasks a day × 21 days = 1,680 tasks a month');
    expect(text).toMatch(/\(published, checked \d{4}-\d\d-\d\d\)/);
    expect(text).toContain(`catalogue of ${BASE_SCENARIO.catalogRevision}`);
    expect(text).toContain(`[Open the scenario](<${LINK}>)`);
  });

  test('tables have as many cells in every row', () => {
    const blocks = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      const widths = block.split('\n').map((line) => line.replaceAll(String.raw`\|`, '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test('a name is text: no cell ends, nobody is mentioned, nothing is markup', () => {
    const [first, ...others] = BASE_SCENARIO.workload.roles;
    if (!first) throw new Error('The base has no role');
    const hostile = {
      ...BASE_SCENARIO,
      name: '<script>x</script> | @everyone #12\n# [a](javascript:alert(1)) https://evil.example',
      workload: { ...BASE_SCENARIO.workload, roles: [{ ...first, name: '`|`<img src=x>' }, ...others] },
    };
    const written = markdownSummary({ scenario: hostile, evaluation: evaluated(hostile), link: LINK });
    expect(written.split('\n')[0]).toBe(
      String.raw`## \<script\>x\</script\> \| &#64;everyone &#35;12 &#35; \[a\](javascript:alert(1)) https&#58;//evil.example`,
    );
    expect(written).not.toMatch(/(?<!\\)<(?!https:\/\/example\.org)/);
  });

  test('says so where the warehouse has no price, and where it loses', () => {
    const losing = { ...BASE_SCENARIO, warehouse: { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 50 } };
    expect(markdownSummary({ scenario: losing, evaluation: evaluated(losing), link: LINK })).toMatch(
      /it costs \*\*\$[\d,]+\*\* more/,
    );
  });

  test('plain text stays as it reads', () => {
    expect(plain('  5m + 2 pings  (Orchestrator) ')).toBe('5m + 2 pings (Orchestrator)');
  });
});
