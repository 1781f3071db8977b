import { describe, expect, test, vi } from 'vitest';
import type { Claim } from '../../../catalog/claims/index.ts';
import type { ClaimOutcome } from '../../../evaluate/claims/claim-view.ts';
import { createClaimOutcomes } from './claim-outcomes.ts';

const CLAIMS = ['a', 'b', 'c'].map((id) => ({ id }) as Claim);
const outcome = (claimId: string): ClaimOutcome => ({ claimId }) as ClaimOutcome;

function setUp({ throwing = '' }: { throwing?: string } = {}) {
  const tested: string[] = [];
  const idle: (() => void)[] = [];
  const outcomes = createClaimOutcomes({
    claims: CLAIMS,
    test: ({ id }) => {
      tested.push(id);
      if (id === throwing) throw new Error(`no ${id}`);
      return outcome(id);
    },
    whenIdle: (run) => idle.push(run),
  });
  return { outcomes, tested, turn: () => idle.shift()?.(), waiting: () => idle.length };
}

describe('claims are tested', () => {
  test('one in each idle moment, once somebody looks, in the order that is wanted', () => {
    const { outcomes, tested, turn, waiting } = setUp();
    outcomes.want(['c']);
    expect(waiting()).toBe(0);
    const onChange = vi.fn();
    outcomes.subscribe(onChange);
    expect([tested, waiting()]).toEqual([[], 1]);
    turn();
    expect(tested).toEqual(['c']);
    expect(onChange).toHaveBeenCalledTimes(1);
    turn();
    turn();
    expect(tested).toEqual(['c', 'a', 'b']);
    expect(waiting()).toBe(1);
    turn();
    expect(waiting()).toBe(0);
  });

  test('no further once nobody looks any more, and from there when somebody does again', () => {
    const { outcomes, tested, turn, waiting } = setUp();
    const stop = outcomes.subscribe(() => undefined);
    turn();
    stop();
    turn();
    expect([tested, waiting()]).toEqual([['a', 'b'], 0]);
    outcomes.subscribe(() => undefined);
    turn();
    expect(tested).toEqual(['a', 'b', 'c']);
  });

  test('so that one that throws is the only one that fails', () => {
    const { outcomes, turn } = setUp({ throwing: 'a' });
    outcomes.subscribe(() => undefined);
    turn();
    turn();
    expect(outcomes.read('a')).toEqual({ status: 'failed', message: 'no a' });
    expect(outcomes.read('b')).toEqual({ status: 'done', outcome: outcome('b') });
    expect(outcomes.read('c')).toEqual({ status: 'waiting' });
  });

  test('at once for who is about to use one, and never twice', () => {
    const { outcomes, tested, turn } = setUp();
    expect(outcomes.now('b')).toEqual({ status: 'done', outcome: outcome('b') });
    expect(outcomes.now('b')).toBe(outcomes.read('b'));
    outcomes.subscribe(() => undefined);
    for (let i = 0; i < CLAIMS.length; i++) turn();
    expect(tested).toEqual(['b', 'a', 'c']);
    expect(outcomes.now('unknown')).toEqual({ status: 'waiting' });
  });
});
