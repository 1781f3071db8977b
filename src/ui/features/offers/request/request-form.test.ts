import { describe, expect, test } from 'vitest';
import { anyOfferById } from '../../../../catalog/offers/all.ts';
import type { Offer } from '../../../../domain/offer/rate-card.ts';
import { costRequest, readPastedUsage, type BilledRequest } from '../../../../evaluate/request-bill.ts';
import {
  foreignLives,
  instantOf,
  requestOf,
  startingForm,
  withLifeMoved,
  withNewOther,
  withOffer,
  withReading,
  type RequestForm,
} from './request-form.ts';

const offerOf = (id: string): Offer => {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  return offer;
};
const formAt = (id: string): RequestForm => startingForm({ offer: offerOf(id), day: '2026-11-20' });
const billed = (form: RequestForm): BilledRequest => {
  const request = requestOf(form);
  if ('lacks' in request) throw new Error(request.lacks);
  return request;
};
const OPUS = 'anthropic/claude-opus-4-6';

test('the form starts with the example of the bill: 0.445 USD', () => {
  expect(costRequest(billed(formAt(OPUS))).bill).toMatchObject({ usd: 0.445 });
});

test('a time counts only where prices follow the clock', () => {
  expect(instantOf(formAt(OPUS))).toBe('2026-11-20');
  expect(instantOf(formAt('deepseek/deepseek-v4-pro'))).toBe('2026-11-20T12:00Z');
  expect(instantOf({ ...formAt('deepseek/deepseek-v4-pro'), offset: '+08:00' })).toBe('2026-11-20T12:00+08:00');
});

describe('another offer', () => {
  const chosen = { ...formAt('google/gemini-3.7-flash'), cacheId: 'explicit', mode: 'flex', modifiers: [] };
  test('keeps the mode it sells too, and goes back to the standard for the rest', () => {
    const sol = withOffer({ form: chosen, offer: offerOf('openai/gpt-6.1-sol') });
    expect([sol.mode, sol.cacheId]).toEqual(['flex', null]);
    const opus = withOffer({ form: { ...sol, modifiers: ['regional'] }, offer: offerOf(OPUS) });
    expect([opus.mode, opus.modifiers]).toEqual(['standard', []]);
    expect(opus.usage).toBe(chosen.usage);
  });

  test('keeps a rate of exchange of its own currency only', () => {
    const step = { ...formAt('stepfun/step-5-preview'), usdPerUnit: 0.14 };
    expect(withOffer({ form: step, offer: offerOf('zhipu-cn/glm-5.3') }).usdPerUnit).toBe(0.14);
    expect(withOffer({ form: step, offer: offerOf(OPUS) }).usdPerUnit).toBeNull();
  });
});

describe('a reading', () => {
  const text =
    '{"input_tokens": 21, "cache_creation_input_tokens": 700, "output_tokens": 393, "service_tier": "batch"}';
  const reading = readPastedUsage({ text, modeIds: ['batch'] });
  if (reading.status === 'refused') throw new Error(reading.reason);
  const start = formAt('openai/gpt-6.1-sol');
  const form = withReading({ form: { ...start, usage: { ...start.usage, storageTokenHours: 5 } }, reading });

  test('replaces tokens and mode, and leaves what it does not tell of', () => {
    expect(form).toMatchObject({ mode: 'batch', usage: { inputTokens: 21, cacheReadTokens: 0, outputTokens: 393 } });
    expect(form.usage.storageTokenHours).toBe(5);
  });

  test('of a life that is not sold is kept until it is counted as another', () => {
    expect(foreignLives({ form, ttlIds: ['30m', '12h'] })).toEqual(['5m']);
    expect(costRequest(billed({ ...form, mode: 'standard' })).bill).toMatchObject({ status: 'unavailable' });
    const moved = withLifeMoved({ form: withLifeMoved({ form, from: '5m', to: '30m' }), from: '12h', to: '30m' });
    expect(moved.usage.cacheWriteTokens).toEqual({ '30m': 700 });
    expect(foreignLives({ form: moved, ttlIds: ['30m', '12h'] })).toEqual([]);
  });
});

test('other things are billed once they are whole, and never left out', () => {
  const one = withNewOther(formAt(OPUS));
  expect(requestOf(one)).toEqual({ lacks: 'Other thing 1 needs a name and a price.' });
  const [entry] = one.other;
  if (!entry) throw new Error('no entry');
  const whole = { ...one, other: [{ ...entry, name: ' search ', quantity: 2, usdPerUnit: 0 }] };
  expect(billed(whole).usage.other).toEqual([{ name: 'search', quantity: 2, usdPerUnit: 0 }]);
  expect(requestOf({ ...whole, other: [{ ...entry, quantity: null }] })).toEqual({
    lacks: 'Other thing 1 needs a name and a quantity and a price.',
  });
  expect(withNewOther(whole).other.map(({ id }) => id)).toEqual([1, 2]);
});
