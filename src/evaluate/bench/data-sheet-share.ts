import { graphicsCardById } from '../../catalog/graphics-cards/index.ts';
import type { Explanation } from '../../domain/explain.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Ratio } from '../../domain/units.ts';
import type { MeasuredFigure, ShareOfDataSheet, ShareReading } from './bench-view.ts';
import { isOfSoftware } from './measured-figures.ts';

/**
 * Read kernels of gpu-benches and clpeak reach 84 to 99 % of the data sheet on most cards; those below 70 % had too few loads in
 * flight or were held back by something else.
 */
const GOOD_RATIO = 0.85;
const FAIR_RATIO = 0.7;

/**
 * What of the confirmed card's data sheet was reached.
 *
 *     share = measured ÷ data sheet       good from 85 %, limited by something else below 70 %, above 100 % no memory is that fast
 *
 * No card, no figure: a data sheet is only looked at for a card that the visitor confirmed. Example: 941 GB/s of an RTX 4090's 1,008:
 * 93 %, a good run. The figure of a processor, or of software in place of a card, has no share.
 */
export function dataSheetShare({
  measured,
  confirmedCardId,
}: {
  measured: MeasuredFigure | null;
  confirmedCardId: string | null;
}): ShareOfDataSheet {
  if (measured === null) return { status: 'not-measured' };
  const card = confirmedCardId === null ? undefined : graphicsCardById(confirmedCardId);
  if (!card) return { status: 'unconfirmed' };
  const none = (reason: string): ShareOfDataSheet => ({ status: 'no-figure', cardName: card.name, reason });
  if (measured.part === 'cpu')
    return none('What was measured is the processor’s memory, of which the card’s data sheet says nothing.');
  if (isOfSoftware(measured))
    return none('The processor computed in place of the card, so the figure is not that of the card’s memory.');
  const dataSheet = card.memoryBandwidthBytesPerSecond;
  if (!dataSheet) return none(card.whyUnknown ?? 'No bandwidth is published.');
  const shareRatio = measured.bytesPerSecond / dataSheet.value;
  const reading = readingOf(shareRatio);
  return {
    status: 'known',
    card,
    dataSheetBytesPerSecond: dataSheet,
    shareRatio,
    reading,
    sentence: SENTENCES[reading],
    explanation: explain({ measured, dataSheet, shareRatio, cardName: card.name }),
  };
}

export function readingOf(shareRatio: Ratio): ShareReading {
  if (shareRatio > 1) return 'above-data-sheet';
  if (shareRatio >= GOOD_RATIO) return 'good';
  return shareRatio >= FAIR_RATIO ? 'fair' : 'limited';
}

const SENTENCES: Readonly<Record<ShareReading, string>> = {
  'above-data-sheet':
    'More than the memory can deliver: a cache still holds part of the buffer, the memory compresses, the card is overclocked, or its maker rounds down.',
  good: 'A good run: reading reaches 85 to 98 % of a data sheet.',
  fair: 'Less than a good run, which reaches 85 to 98 % of a data sheet: other programs, heat or a power limit may hold it back.',
  limited:
    'Below 70 % something else limits: another program, a power limit, too few loads in flight, or another card than the one confirmed.',
};

function explain({
  measured,
  dataSheet,
  shareRatio,
  cardName,
}: {
  measured: MeasuredFigure;
  dataSheet: Fact<number>;
  shareRatio: Ratio;
  cardName: string;
}): Explanation {
  return {
    title: 'Share of the data sheet',
    value: shareRatio,
    unit: 'ratio',
    formula: 'measured ÷ data sheet',
    terms: [
      {
        symbol: 'measured',
        meaning: 'what was read, the median of the samples',
        value: measured.bytesPerSecond,
        unit: 'bytesPerSecond',
      },
      {
        symbol: 'data sheet',
        meaning: `what the memory of ${cardName} can deliver`,
        value: dataSheet.value,
        unit: 'bytesPerSecond',
        provenance: dataSheet,
      },
    ],
    notCounted: ['refreshes and changes of direction of the memory, which no program avoids'],
  };
}
