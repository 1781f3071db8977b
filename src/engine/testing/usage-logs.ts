// Only tests read this file, and property tests need their package.
// oxlint-disable-next-line no-restricted-imports
import * as fc from 'fast-check';
import { UsageRows, type UsageRow } from '../readers/usage/rows.ts';

export type BuiltLog = ReturnType<UsageRows['build']>;

const NOTHING = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  cacheWriteOtherTokens: 0,
  outputTokens: 1,
  model: 'm',
  session: 's',
};

/** Rows given by what matters to a test. */
export function logOf(rows: readonly (Partial<UsageRow> & Pick<UsageRow, 'startSeconds'>)[]): BuiltLog {
  const built = new UsageRows();
  for (const row of rows) built.add({ ...NOTHING, ...row });
  return built.build({ knowsSessions: true });
}

const tokens = fc.oneof(fc.constant(0), fc.nat({ max: 50 }), fc.nat({ max: 100_000 }));
/** Many gaps at the edges of buckets, where "up to" and "above" differ. */
const gaps = fc.constantFrom(0, 0, 1, 29, 30, 31, 60, 299, 300, 301, 600, 1_800, 3_600, 7_200, 14_400, 86_400, 90_000);

/** Requests of a few sessions, agents and models, interleaved in time. */
export const requestLogs: fc.Arbitrary<readonly UsageRow[]> = fc
  .array(
    fc.record({
      gap: gaps,
      session: fc.constantFrom('a', 'b', 'c'),
      agent: fc.constantFrom('', '', 'x'),
      model: fc.constantFrom('m', 'm', 'n'),
      inputTokens: tokens,
      cacheReadTokens: fc.oneof(tokens, tokens, fc.constant(NaN)),
      cacheWrite5mTokens: tokens,
      cacheWrite1hTokens: tokens,
      cacheWriteOtherTokens: tokens,
      outputTokens: fc.integer({ min: 1, max: 1_000 }),
      reportedUsd: fc.constantFrom(null, 0, 0.25),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    let startSeconds = 1_772_300_000;
    return steps.map(({ gap, ...row }) => ({ ...row, startSeconds: (startSeconds += gap) }));
  });
