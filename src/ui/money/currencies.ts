import { LOCALE } from '../format/locale.ts';

/** First in the list; the rest follow by their names. */
const COMMON = ['EUR', 'GBP', 'JPY', 'CNY', 'INR', 'CHF', 'CAD', 'AUD', 'KRW', 'SGD', 'SEK', 'BRL'] as const;

export interface CurrencyChoice {
  readonly value: string;
  readonly label: string;
}

/** Every currency the browser can name: `EUR · Euro`. */
export function currencyChoices(): readonly { readonly group: string; readonly items: CurrencyChoice[] }[] {
  const names = new Intl.DisplayNames(LOCALE, { type: 'currency' });
  const choice = (code: string): CurrencyChoice => ({ value: code, label: `${code} · ${names.of(code) ?? code}` });
  const common: ReadonlySet<string> = new Set(['USD', ...COMMON]);
  const rest = Intl.supportedValuesOf('currency').filter((code) => !common.has(code));
  return [
    { group: 'Counted in', items: [choice('USD')] },
    { group: 'Common', items: COMMON.map(choice) },
    { group: 'All', items: rest.map(choice) },
  ];
}
