import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapMixtures, magnitudes } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap } from '../testing/builders.ts';
import { gapsAtWindow, meanGapSeconds } from './gap-mixture.ts';
import { gapTable } from './gap-table.ts';

test('a table gives what is computed directly, whatever the mixture and the window', () => {
  fc.assert(
    fc.property(gapMixtures, fc.array(magnitudes(1e-3, 1e9), { minLength: 1, maxLength: 20 }), (gap, windows) => {
      const table = gapTable(gap);
      for (const windowSeconds of windows) {
        const direct = gapsAtWindow({ gap, windowSeconds });
        const found = table.at(windowSeconds);
        expect(Math.abs(found.survivalRatio - direct.survivalRatio)).toBeLessThan(1e-5);
        expect(Math.abs(found.limitedMeanSeconds - direct.limitedMeanSeconds)).toBeLessThan(1e-5 * meanGapSeconds(gap));
      }
    }),
  );
});

test('recorded gaps are within 1e-6', () => {
  const table = gapTable(CORPUS_GAP);
  for (let seconds = 0.5; seconds < 1e6; seconds *= 1.013)
    expect(
      Math.abs(
        table.at(seconds).survivalRatio - gapsAtWindow({ gap: CORPUS_GAP, windowSeconds: seconds }).survivalRatio,
      ),
    ).toBeLessThan(1e-6);
});

test('no window, one without end and fixed gaps are exact', () => {
  for (const gap of [CORPUS_GAP, everyGap(60)])
    for (const windowSeconds of [0, 60, Infinity])
      if (windowSeconds !== 60 || gap !== CORPUS_GAP)
        expect(gapTable(gap).at(windowSeconds)).toMatchObject(
          (({ survivalRatio, limitedMeanSeconds }) => ({ survivalRatio, limitedMeanSeconds }))(
            gapsAtWindow({ gap, windowSeconds }),
          ),
        );
});
