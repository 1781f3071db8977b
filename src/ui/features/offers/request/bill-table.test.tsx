import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { anyOfferById } from '../../../../catalog/offers/all.ts';
import { costRequest } from '../../../../evaluate/request-bill.ts';
import { BillResult } from './BillResult.tsx';
import { BillTable } from './BillTable.tsx';
import { requestOf, startingForm, type RequestForm } from './request-form.ts';

/** What a person reads of some markup: its texts, in order. */
function textsOf(markup: string): readonly string[] {
  return markup
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function outcomeAt(id: string, changes: Partial<RequestForm> = {}) {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  const request = requestOf({ ...startingForm({ offer, day: '2026-11-20' }), ...changes });
  if ('lacks' in request) throw new Error(request.lacks);
  return { request, cost: costRequest(request) };
}

function tableAt(...args: Parameters<typeof outcomeAt>): readonly string[] {
  const { bill, lines } = outcomeAt(...args).cost;
  if (bill.status === 'unavailable') throw new Error(bill.reason);
  return textsOf(renderToStaticMarkup(<BillTable lines={lines} nanoUsd={bill.nanoUsd} />));
}

const resultOf = (outcome: Parameters<typeof BillResult>[0]['outcome'], problems: readonly string[] = []) =>
  renderToStaticMarkup(<BillResult outcome={outcome} problems={problems} followsClock={false} />);

describe('the table', () => {
  test('has one row per class and each source once', () => {
    const texts = tableAt('anthropic/claude-opus-4-6');
    const amounts = ['Input', '10,000 tokens', '5.00', 'per M tokens', '0.050'];
    expect(texts.slice(texts.indexOf('Input'), texts.indexOf('Input') + amounts.length)).toEqual(amounts);
    expect(texts.slice(texts.indexOf('Total'), texts.indexOf('Total') + 3)).toEqual(['Total', '0.445', 'exact']);
    expect(texts.filter((text) => text.startsWith('npm @earendil-works'))).toHaveLength(1);
  });

  test('says which rates are assumed, and which the visitor gave', () => {
    const usage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0, storageTokenHours: 1 };
    const other = [{ id: 1, name: 'Search', quantity: 1, usdPerUnit: 0.01 }];
    const texts = tableAt('google/gemini-2.5-pro', { usage, other });
    expect(texts.filter((text) => text === 'assumed' || text === 'entered by you')).toEqual([
      'assumed',
      'entered by you',
      'assumed',
    ]);
    // 0.0000045 + 0.01
    expect(texts[texts.indexOf('Total') + 1]).toBe('0.0100045');
  });

  test('rounds the total once where amounts are finer than nano-dollars', () => {
    const usage = { inputTokens: 0, cacheReadTokens: 1, cacheWriteTokens: {}, outputTokens: 0 };
    const texts = tableAt('openai/gpt-6.1-terra', { usage, mode: 'batch', modifiers: ['regional'] });
    // 0.05 × 0.5 × 1.1 = 0.0275 USD per million.
    expect(texts).toContain('0.0000000275');
    expect(texts.slice(texts.indexOf('Total') + 1, texts.indexOf('Total') + 3)).toEqual([
      '0.000000028',
      'rounded once, to the nano-dollar',
    ]);
  });
});

describe('the result', () => {
  test('has the reason in place of a total, and what there is a price for', () => {
    const texts = textsOf(resultOf(outcomeAt('cohere/command-a'))).join(' ');
    expect(texts).toMatch(/^This request No total\. Cache read: .+\. Without any cache it would cost 0\.275 USD\./);
    expect(textsOf(resultOf({ lacks: 'Other thing 1 needs a price.' }))).toEqual([
      'This request',
      'No total. Other thing 1 needs a price.',
    ]);
  });

  test('is grey and says so while a field holds what cannot be billed', () => {
    const markup = resultOf({ lacks: 'x' }, ['Input: “-1” is not accepted.']);
    expect(markup).toContain('data-stale="true"');
    expect(textsOf(markup)).toContain('Input: “-1” is not accepted.');
    expect(resultOf({ lacks: 'x' })).toContain('data-stale="false"');
  });
});
