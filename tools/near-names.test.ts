import { describe, expect, it } from 'vitest';
import { didYouMean, nearNames } from './near-names.ts';

const FLAGS = ['--context', '--config', '--kv', '--sequences', '--usd-per-hour'];

describe('nearNames', () => {
  it.each([
    ['--contxt', ['--context']],
    ['--cotnext', ['--context']],
    ['--CONTEXT', ['--context']],
    ['--con', ['--context', '--config']],
    ['--sequence', ['--sequences']],
    ['--hour', ['--usd-per-hour']],
    ['--usdperhour', ['--usd-per-hour']],
    ['--colour', []],
    ['--', []],
  ])('%s', (text, names) => {
    expect(nearNames({ text, names: FLAGS })).toEqual(names);
  });

  it('puts what was meant exactly first', () => {
    expect(nearNames({ text: 'ab', names: ['abc', 'ab'] })).toEqual(['ab', 'abc']);
  });

  it('gives no more than three', () => {
    expect(nearNames({ text: 'a', names: ['ab', 'ac', 'ad', 'ae'] })).toEqual(['ab', 'ac', 'ad']);
  });
});

it('asks only where there is something to ask', () => {
  expect(didYouMean([])).toBe('');
  expect(didYouMean(['--kv', '--tp'])).toBe(' Did you mean --kv or --tp?');
});
