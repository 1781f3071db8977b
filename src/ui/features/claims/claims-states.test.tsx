import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FiguresMissing } from './CardsView.tsx';
import { ClaimFigures } from './ClaimFigures.tsx';
import type { ClaimOutcome } from '../../../evaluate/claims/claim-view.ts';

function textOf(part: ReactNode): string {
  const markup = renderToStaticMarkup(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      {part}
    </MantineProvider>,
  );
  return markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const OUTCOME = {
  claimId: 'a',
  said: { label: 'Said', value: 150e9, unit: 'bytes', kind: 'published', note: 'About.' },
  figures: [
    { label: 'The example', value: 153.6e9, unit: 'bytes', kind: 'derived' },
    { label: 'A real model', value: 32.768e9, unit: 'bytes', kind: 'assumed' },
  ],
  agrees: true,
  explanation: null,
} as unknown as ClaimOutcome;

test('what is said stands above what we get, with units, kinds and whether they agree', () => {
  expect(textOf(<ClaimFigures state={{ status: 'done', outcome: OUTCOME }} />)).toBe(
    'Said About. 150 GB We get: The example derived 153.6 GB agrees A real model assumed 32.77 GB',
  );
  expect(textOf(<ClaimFigures state={{ status: 'done', outcome: { ...OUTCOME, said: null, agrees: null } }} />)).toBe(
    'We get: The example derived 153.6 GB A real model assumed 32.77 GB',
  );
});

test('a figure that is on its way or cannot be had says so', () => {
  expect(textOf(<ClaimFigures state={{ status: 'waiting' }} />)).toBe('Working out our figure…');
  expect(textOf(<ClaimFigures state={{ status: 'failed', message: 'No such model.' }} />)).toBe(
    'Our figure could not be worked out: No such model. The verdict stands on the sources below.',
  );
});

test('where nothing can be worked out at all, it can be tried again', () => {
  const retry = (): void => undefined;
  expect(textOf(<FiguresMissing loaded={{ outcomes: null, hasFailed: true, retry }} />)).toMatch(
    /could not be loaded.*Try again/,
  );
  expect(textOf(<FiguresMissing loaded={{ outcomes: null, hasFailed: false, retry }} />)).toBe('');
});
