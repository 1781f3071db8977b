import { describe, expect, test } from 'vitest';
import { FIRST_RULES, isOfOtherRules } from './trace-store.ts';
import { PRICING, reportOf, settled, start } from './trace-testing.ts';

describe('giving up what is asked', () => {
  test('Cancel stops what is asked, and leaves the report', async () => {
    const { state, asks, fits, letSettle, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().setRules({ lifeSeconds: 60 });
    await letSettle();
    state().fitSwarm();
    await settled();
    state().cancel();
    expect(asks.last().wasCancelled).toBe(true);
    expect(fits.last().wasCancelled).toBe(true);
    expect(state()).toMatchObject({ asking: 'idle', fit: { status: 'idle' }, report: reportOf('first') });
  });

  test('Cancel takes back the rules that the figures do not follow, asked about or not yet', async () => {
    const { state, asks, letSettle, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().setRules({ order: 'sequential', blockCount: 'floor', slots: 4, denominator: 'blocks' });
    await letSettle();
    expect(state().asking).toBe('asking');
    expect(isOfOtherRules({ report: reportOf('first'), rules: state().rules })).toBe(true);
    state().cancel();
    expect(state()).toMatchObject({ asking: 'idle', rules: { ...FIRST_RULES, denominator: 'blocks' } });
    expect(isOfOtherRules({ report: reportOf('first'), rules: state().rules })).toBe(false);
    state().setRules({ order: 'sequential' });
    state().cancel();
    await letSettle();
    expect([state().rules.order, asks.calls.length]).toEqual(['leaf-first', 2]);
  });

  test('Cancel leaves no bill without what sellers now price: that is asked about once more', async () => {
    const { state, asks, letSettle, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().setPricing(PRICING);
    state().setRules({ order: 'sequential' });
    await letSettle();
    state().cancel();
    await settled();
    expect(state()).toMatchObject({ asking: 'asking', rules: { order: 'leaf-first' } });
    expect(asks.last().asked).toMatchObject({ order: 'leaf-first', ...PRICING });
    expect(asks.last().wasCancelled).toBe(false);
  });
});
