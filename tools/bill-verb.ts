import { ALL_OFFERS, anyOfferById } from '../src/catalog/offers/all.ts';
import { billAtOffer, billRequest, type Bill, type BillLine } from '../src/domain/offer/bill.ts';
import { inCacheMode } from '../src/domain/offer/cache-mode.ts';
import { inUsd } from '../src/domain/offer/currency.ts';
import type { Offer } from '../src/domain/offer/rate-card.ts';
import { dayOf, isInstant } from '../src/domain/offer/schedule.ts';
import { USD } from '../src/domain/offer/unpriceable.ts';
import { purchaseTerms, offerNamed, resolveOffer } from '../src/evaluate/resolve-offer.ts';
import { isProblem } from '../src/evaluate/resolve.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { amountOf, ratesFrom, usageFrom, withLife } from './bill-input.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { readJsonObject } from './read-json.ts';
import { onlySource, readScenario, type Stdin } from './read-scenario.ts';

export const BILL_USAGE = 'bill --usage FILE (--offer ID [--at TIME] [--mode NAME] | --rates FILE | <link-or-file>)';

export const BILL_HELP = `${BILL_USAGE}
      what one request costs, exactly, line by line, as JSON
      --usage FILE     {"input": n, "cacheRead": n, "cacheWrite": {"5m": n, "1h": n}, "output": n, "storageTokenHours": n,
                       "other": [{"name": …, "quantity": n, "usdPerUnit": x}]}: tokens counted once, each key optional
      --offer ID       an offer of the catalogue; \`tokenhouse offers\` lists them
      --at TIME        2026-11-23T09:30:00+08:00, or a day where prices do not follow the clock; now
      --mode NAME      batch, flex, fast … as the offer sells them; standard
      --modifier NAME  residency, regional … as the offer sells them; may be given several times
      --cache NAME     another of the offer's caches, such as explicit, where it sells several
      --exchange N     USD for one unit of the offer's currency, where that is not USD
      --rates FILE     {"input": x, "cacheRead": x, "cacheWrite": x or {"5m": x}, "output": x, "storage": x}: USD per
                       million tokens, of storage per million token-hours
      <link-or-file>   a scenario: its offer, on its day, at the rates it carries, with its own prices and rates of exchange;
                       --offer takes the place of its offer, --at of its day
      - reads one of the files from standard input`;

export interface BillReport {
  readonly usd: number;
  /** Whole nano-dollars as text: JSON's numbers would round large ones. */
  readonly nanoUsd: string;
  readonly lines: readonly BillLine[];
}

/** The `bill` verb: the exact bill of one request at an offer's prices or at rates given by hand. */
export async function runBill({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<BillReport> {
  const { values: options, positionals } = parse(args);
  if (options.usage === undefined) throw new InputError(`Which usage? Usage: tokenhouse ${BILL_USAGE}`);
  const source = onlySource(positionals);
  if (options.rates === undefined ? options.offer === undefined && source === undefined : options.offer !== undefined)
    throw new InputError(`Either --offer or --rates, or a scenario. Usage: tokenhouse ${BILL_USAGE}`);
  if ([options.usage, options.rates, source].filter((file) => file === '-').length > 1)
    throw new InputError('Standard input can hold the usage, the rates or the scenario, not several of them.');
  if (options.at !== undefined) mustBeInstant(options.at);
  const input = usageFrom(await readJsonObject({ file: options.usage, name: '--usage', stdin }));

  if (options.rates !== undefined) {
    const stranger = (['at', 'mode', 'modifier', 'cache', 'exchange'] as const).find(
      (flag) => options[flag] !== undefined,
    );
    if (stranger !== undefined || source !== undefined)
      throw new InputError(
        stranger === undefined
          ? 'A scenario has prices of its own; rates given by hand are final.'
          : `--${stranger} belongs to --offer; rates given by hand are final.`,
      );
    const json = await readJsonObject({ file: options.rates, name: '--rates', stdin });
    const day = dayOf(new Date().toISOString());
    const base = ratesFrom({ json, ttlIds: Object.keys(input.usage.cacheWriteTokens), day });
    const usage = withLife({ input, ttlIds: Object.keys(base.cacheWrite) });
    return reportOf(billRequest({ usage, period: { from: null, to: null, base, bands: [] } }));
  }

  const scenario = source === undefined ? null : await readScenario({ source, stdin });
  const at = options.at ?? scenario?.asOf ?? new Date().toISOString();
  const offer = scenario
    ? offerOfScenario({ scenario, id: options.offer, cache: options.cache, exchange: options.exchange, at })
    : exchanged({ offer: offerOf({ id: options.offer ?? '', cache: options.cache }), exchange: options.exchange, at });
  const usage = withLife({ input, ttlIds: offer.cachePolicy.ttls.map(({ id }) => id) });
  return reportOf(billAtOffer({ usage, offer, at, mode: options.mode, modifiers: options.modifier }));
}

function mustBeInstant(at: string): void {
  if (!isInstant(at))
    throw new InputError(`--at ${at} is not accepted: 2026-11-23T09:30:00+08:00, or a day such as 2026-11-23.`);
}

/**
 * The offer of a scenario with the list of its day, or the link's, corrected, in dollars, at its own rates. What it buys on average
 * (a share as batch, modifiers, commitments) is no part of the bill of one request.
 */
function offerOfScenario({
  scenario,
  id,
  cache,
  exchange,
  at,
}: {
  scenario: Scenario;
  id: string | undefined;
  cache: string | undefined;
  exchange: string | undefined;
  at: string;
}): Offer {
  const offerId = id ?? scenario.offerId;
  const listed = offerNamed(offerId, scenario, WHOLE_BOOK);
  if (!listed) throw noOffer(offerId);
  const { exchangeRates } = scenario.purchase;
  const { currency } = listed;
  const told = exchange === undefined ? [] : [{ currency, usdPerUnit: rateOf({ currency, id: listed.id, exchange }) }];
  const purchase: Scenario['purchase'] = {
    ...scenario.purchase,
    modeRatio: 0,
    modifierIds: [],
    commitments: [],
    exchangeRates: [...told.map((rate) => ({ ...rate, asOf: dayOf(at) })), ...exchangeRates],
  };
  const resolved = resolveOffer({ ...scenario, offerId, purchase }, WHOLE_BOOK);
  if (isProblem(resolved)) throw new InputError(`${resolved.field}: ${resolved.message}`);
  const { offer, period } = WHOLE_BOOK.inDollars({
    ...resolved.beforeTerms,
    exchangeRates: purchaseTerms({ ...scenario, purchase }).exchangeRates,
  });
  const onDay = { ...offer, periods: [period] };
  return cache === undefined ? onDay : cached({ offer: onDay, cache });
}

function offerOf({ id, cache }: { id: string; cache: string | undefined }): Offer {
  const offer = anyOfferById(id);
  if (offer) return cache === undefined ? offer : cached({ offer, cache });
  throw noOffer(id);
}

function noOffer(id: string): InputError {
  const similar = ALL_OFFERS.filter((candidate) => candidate.id.toLowerCase().includes(id.toLowerCase())).slice(0, 5);
  return new InputError(
    `There is no offer "${id}". ${
      id !== '' && similar.length > 0
        ? `Did you mean ${similar.map((candidate) => candidate.id).join(', ')}?`
        : '`tokenhouse offers` lists them.'
    }`,
  );
}

function cached({ offer, cache }: { offer: Offer; cache: string }): Offer {
  const other = inCacheMode({ offer, id: cache });
  if (other) return other;
  const sold = (offer.cacheModes ?? []).map(({ id }) => id);
  throw new InputError(
    `--cache ${cache}: ${offer.id} sells no such cache${sold.length > 0 ? `; beside its own there is ${sold.join(', ')}` : ''}.`,
  );
}

function exchanged({ offer, exchange, at }: { offer: Offer; exchange: string | undefined; at: string }): Offer {
  if (exchange === undefined) {
    if (offer.currency === USD) return offer;
    throw new InputError(
      `${offer.id} is priced in ${offer.currency}. Say what one ${offer.currency} is in USD: --exchange 0.14.`,
    );
  }
  const value = rateOf({ currency: offer.currency, id: offer.id, exchange });
  return inUsd({
    offer,
    usdPerUnit: { value, kind: 'assumed', source: 'given with --exchange', checkedOn: dayOf(at) },
  });
}

function rateOf({ currency, id, exchange }: { currency: string; id: string; exchange: string }): number {
  if (currency === USD) throw new InputError(`${id} is priced in USD; --exchange has nothing to exchange.`);
  const value = amountOf({ value: exchange.trim() === '' ? Number.NaN : Number(exchange), where: '--exchange' });
  if (value === 0) throw new InputError('--exchange must be above 0.');
  return value;
}

function reportOf(bill: Bill): BillReport {
  if (bill.status === 'unavailable') throw new InputError(`No bill: ${bill.reason}`);
  const { usd, nanoUsd, lines } = bill;
  return { usd, nanoUsd: String(nanoUsd), lines };
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  return parseOptions({
    args,
    options: {
      usage: TEXT,
      offer: TEXT,
      at: TEXT,
      mode: TEXT,
      modifier: { type: 'string', multiple: true },
      cache: TEXT,
      exchange: TEXT,
      rates: TEXT,
    },
    usage: BILL_USAGE,
  });
}
