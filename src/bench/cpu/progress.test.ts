import { expect, test } from 'vitest';
import { createProgress, type Step } from './progress.ts';

const steps = [
  { step: 'fill', times: 2, seconds: 1 },
  { step: 'tune', times: 2, seconds: 2 },
  { step: 'read', times: 4, seconds: 1 },
] as const;

function follow(done: readonly Step[]) {
  const told: number[] = [];
  const tell = createProgress({ steps, onProgress: ({ doneRatio }) => told.push(doneRatio) });
  for (const step of done) tell(step);
  return told;
}

test('a share of the time that all steps take', () => {
  expect(follow(['fill', 'tune', 'fill', 'tune', 'read', 'read', 'read', 'read'])).toEqual(
    [1, 3, 4, 6, 7, 8, 9, 10].map((seconds) => seconds / 10),
  );
});

test('what was left out is done once the headline begins', () => {
  expect(follow(['fill', 'tune', 'read'])).toEqual([0.1, 0.3, 0.7]);
});

test('never goes back, never beyond the end', () => {
  expect(follow(['fill', 'fill', 'fill', 'read', 'tune', 'read', 'read', 'read', 'read'])).toEqual([
    0.1, 0.2, 0.2, 0.7, 0.7, 0.8, 0.9, 1, 1,
  ]);
});
