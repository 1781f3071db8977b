import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { PROVISIONED_PLACEHOLDER, startingSeats } from '../../../../evaluate/buying/placeholders.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import type { Scenario } from '../../../../scenario/schema.ts';
import { encodeScenario } from '../../../../scenario/codec.ts';
import { createScenarioStore } from '../../../../state/scenario-store.ts';
import { AppContext, type AppServices } from '../../../app-context.ts';
import { BuyingView } from './BuyingView.tsx';

/** What the view shows of a scenario at first, as text: tags away, spaces between. */
function textOf(purchase: Partial<Scenario['purchase']>, changes: Partial<Scenario> = {}): string {
  const scenario: Scenario = { ...BASE_SCENARIO, ...changes, purchase: { ...BASE_SCENARIO.purchase, ...purchase } };
  const hash = encodeScenario(scenario);
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book: WHOLE_BOOK });
  expect(store.getState().scenario).toEqual(scenario);
  const markup = renderToStaticMarkup(
    // The view asks for nothing but the store.
    <AppContext value={{ store } as AppServices}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <BuyingView scenario={store.getState().scenario} />
      </MantineProvider>
    </AppContext>,
  );
  return markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the view of buying', () => {
  // First, while there are no figures yet that could be kept.
  test('says what is missing where the work has no price, and still offers the fields', () => {
    const text = textOf({}, { offerId: 'zhipu-cn/glm-5.3' });
    expect(text).toContain('This scenario has no figures yet.');
    expect(text).toContain('priced in CNY');
    expect(text).toContain('One CNY in dollars');
    expect(text).toContain('Add a commitment');
    expect(text).not.toContain('List price, pay as you go');
  });

  test('begins with the list and the terms, which are the same', () => {
    const text = textOf({});
    expect(text).toContain('List price, pay as you go');
    expect(text).toContain('nothing: no terms are set, so the list holds');
    for (const hidden of ['With the sums committed', 'Do the commitments pay?', 'Remove seats', 'Remove capacity'])
      expect(text).not.toContain(hidden);
  });

  test('shows every way that is set, with what each seller makes of the mode', () => {
    const text = textOf({
      modeRatio: 0.3,
      modifierIds: ['us'],
      commitments: [
        { seller: 'anthropic', discountRatio: 0.1, usdPerMonth: 100_000 },
        { seller: 'anthropic', discountRatio: 0.2, usdPerMonth: 1 },
      ],
      exchangeRates: [{ currency: 'CNY', usdPerUnit: 0.14, asOf: '2026-11-01' }],
      seats: startingSeats(BASE_SCENARIO),
      provisioned: PROVISIONED_PLACEHOLDER.value,
    });
    for (const shown of [
      '30 % of the work is batch; US data residency; 10 % off Anthropic’s prices',
      'With the sums committed $100,000',
      'lies below the promise and is worth nothing',
      'Not counted: the first commitment to a seller holds.',
      'One CNY in dollars',
      'A seat never pays: a seat costs as much as the use it includes',
      'On provisioned throughput',
      'Pays above a use of',
      'Google 9 of 9 × 0.5 × 0.5 standard price × 0.5',
    ])
      expect(text).toContain(shown);
    // Placeholders are marked: three of seats, seven of capacity.
    expect(text.match(/ assumed /g)).toHaveLength(10);
  });
});
