import type { FigureUnit } from '../../../evaluate/offer-compare-figures.ts';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { changeText, rateText, workedOutRateText } from './words.ts';
import { moneySign } from '../../format/money.ts';

/** A figure as a reader sees it, without the unit that stands in its row's name. */
export function figureText({
  value,
  unit,
  priceSize,
}: {
  value: number | string;
  unit: FigureUnit;
  priceSize: PriceSize;
}): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'usdPerMonth':
    case 'usdPerTask':
      return formatUsd(value);
    case 'usdPerMTok':
    case 'usdPerMTokHour':
      return value === 0 ? 'free' : rateText({ usdPerMTok: value, priceSize });
    case 'effectiveUsdPerMTok':
      return workedOutRateText({ usdPerMTok: value, priceSize });
    case 'ratio':
      return formatPercent(value);
    case 'changeRatio':
      return changeText(value);
    case 'seconds':
      return formatSeconds(value);
    case 'reuses':
    case 'tokens':
    case 'text':
      return formatNumber(value);
  }
}

/** What stands behind a figure's name: the unit, where the figure itself does not say it. */
export function unitText({ unit, priceSize }: { unit: FigureUnit; priceSize: PriceSize }): string {
  switch (unit) {
    case 'usdPerMonth':
      return 'a month';
    case 'usdPerMTok':
    case 'effectiveUsdPerMTok':
      return `${moneySign()} per ${priceSize} tokens`;
    case 'usdPerMTokHour':
      return `${moneySign()} per ${priceSize} token-hours`;
    case 'reuses':
      return 'reads';
    case 'tokens':
      return 'tokens';
    case 'usdPerTask':
    case 'ratio':
    case 'changeRatio':
    case 'seconds':
    case 'text':
      return '';
  }
}
