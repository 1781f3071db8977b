import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { FIRST_BOOK } from '../../../../evaluate/first-book.ts';
import { costPeriod } from '../../../../evaluate/reconcile/reconcile.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { encodeScenario } from '../../../../scenario/codec.ts';
import { createScenarioStore } from '../../../../state/scenario-store.ts';
import { AppContext, type AppServices } from '../../../app-context.ts';
import { Outcome } from './Outcome.tsx';
import { startingForm, type ReconcileForm } from './reconcile-form.ts';
import { ReconcileView } from './ReconcileView.tsx';

/** What is shown at first, as text: tags away, spaces between. */
function textOf(element: ReactElement, book = WHOLE_BOOK): string {
  const hash = encodeScenario(BASE_SCENARIO);
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book });
  const markup = renderToStaticMarkup(
    // The view asks for nothing but the store.
    <AppContext value={{ store } as AppServices}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        {element}
      </MantineProvider>
    </AppContext>,
  );
  return markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

function outcomeOf(form: Partial<ReconcileForm>, period = { fromDay: '2026-11-01', toDay: '2026-12-01' }): string {
  const costs = costPeriod({ scenario: BASE_SCENARIO, book: WHOLE_BOOK, period });
  const whole = { ...startingForm('2026-11-20'), ...form };
  return textOf(<Outcome costs={costs} form={whole} onAgainst={() => undefined} />);
}

describe('the view', () => {
  test('begins with what is expected, and asks for a total', () => {
    const text = textOf(<ReconcileView scenario={BASE_SCENARIO} />);
    for (const shown of [
      'an invoice does not belong into a link',
      'Invoice total',
      'is expected at the best policy',
      'Enter the total of an invoice',
      'Claude Opus 5.5 from Anthropic, 2026-11-01 to 2026-11-30',
      'Enter its classes',
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain('What would explain it?');
  });

  test('waits for the price lists', () => {
    expect(textOf(<ReconcileView scenario={BASE_SCENARIO} />, FIRST_BOOK)).toContain('still being loaded');
  });

  test('says why no bill can be expected', () => {
    const text = textOf(<ReconcileView scenario={{ ...BASE_SCENARIO, offerId: 'zhipu-cn/glm-5.3' }} />);
    expect(text).toContain('No bill can be expected.');
    expect(text).toContain('priced in CNY');
  });
});

describe('the outcome', () => {
  test('has a verdict and two tables, and a third for classes', () => {
    const text = outcomeOf({ totalUsd: 49_500 });
    expect(text).toContain('$49,500 invoiced, ');
    expect(text).toContain('“Provider default: 5m, whole prompt only” explains it within 0.1 %.');
    expect(text).toContain('Show all 22');
    expect(text).toContain('A further discount on every price – – not possible: The invoice is not below');
    expect(text).not.toContain('Which classes make the difference?');
    const withClasses = outcomeOf({
      totalUsd: 49_500,
      entries: [{ id: 1, class: 'cacheWrite', tokens: 2.8e9, usd: 22_400 }],
    });
    expect(withClasses).toContain('Which classes make the difference?');
    expect(withClasses).toContain('the 1h rate, not 5.00 (the 5m rate).');
    expect(withClasses).toContain('In no class above');
  });

  test('shows the expected bill however far it is from explaining anything', () => {
    const text = outcomeOf({ totalUsd: 400_000 });
    expect(text).toContain('5m + 1 ping (Sub-agents) expected $41,825');
    expect(text).toContain('No single explanation comes within 5 %');
  });

  test('refuses what cannot be used, in a sentence', () => {
    expect(
      outcomeOf({
        totalUsd: 5,
        entries: [
          { id: 1, class: 'output', tokens: null, usd: 1 },
          { id: 2, class: 'output', tokens: null, usd: 2 },
        ],
      }),
    ).toContain('put them together');
  });
});
