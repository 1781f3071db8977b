import { expect, test } from 'vitest';
import { inSentence } from './in-sentence.ts';

test('inSentence lowers a word’s first letter and leaves initials alone', () => {
  expect(['Sub-agents', 'QA', 'reviewer', 'Élite', ''].map(inSentence)).toEqual([
    'sub-agents',
    'QA',
    'reviewer',
    'élite',
    '',
  ]);
});
