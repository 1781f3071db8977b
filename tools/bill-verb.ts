import { parseArgs } from 'node:util';
import { ALL_OFFERS, anyOfferById } from '../src/catalog/offers/all.ts';
import { billAtOffer, billRequest, type Bill, type BillLine } from '../src/domain/offer/bill.ts';
import { inCacheMode } from '../src/domain/offer/cache-mode.ts';
import { inUsd } from '../src/domain/offer/currency.ts';
import type { Offer } from '../src/domain/offer/rate-card.ts';
import { dayOf, isInstant } from '../src/domain/offer/schedule.ts';
import { USD } from '../src/domain/offer/unpriceable.ts';
import { amountOf, ratesFrom, usageFrom, withLife } from './bill-input.ts';
import { InputError } from './input-error.ts';
import { readJsonObject } from './read-json.ts';

export const BILL_USAGE = 'bill --usage FILE (--offer ID [--at TIME] [--mode NAME] | --rates FILE)';

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
      - reads either file from standard input`;

export interface BillReport {
  readonly usd: number;
  /** Whole nano-dollars as text: JSON's numbers would round large ones. */
  readonly nanoUsd: string;
  readonly lines: readonly BillLine[];
}

/** The `bill` verb: the exact bill of one request at an offer's prices or at rates given by hand. */
export async function runBill({
  args,
  stdin,
}: {
  args: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
}): Promise<BillReport> {
  const options = parse(args);
  if (options.usage === undefined) throw new InputError(`Which usage? Usage: tokenhouse ${BILL_USAGE}`);
  if ((options.offer === undefined) === (options.rates === undefined))
    throw new InputError(`Either --offer or --rates, and not both. Usage: tokenhouse ${BILL_USAGE}`);
  if (options.usage === '-' && options.rates === '-')
    throw new InputError('Standard input can hold the usage or the rates, not both.');
  const at = options.at ?? new Date().toISOString();
  if (!isInstant(at))
    throw new InputError(`--at ${at} is not accepted: 2026-11-23T09:30:00+08:00, or a day such as 2026-11-23.`);
  const input = usageFrom(await readJsonObject({ file: options.usage, name: '--usage', stdin }));

  if (options.rates !== undefined) {
    const stranger = (['at', 'mode', 'modifier', 'cache', 'exchange'] as const).find(
      (flag) => options[flag] !== undefined,
    );
    if (stranger !== undefined)
      throw new InputError(`--${stranger} belongs to --offer; rates given by hand are final.`);
    const json = await readJsonObject({ file: options.rates, name: '--rates', stdin });
    const base = ratesFrom({ json, ttlIds: Object.keys(input.usage.cacheWriteTokens), day: dayOf(at) });
    const usage = withLife({ input, ttlIds: Object.keys(base.cacheWrite) });
    return reportOf(billRequest({ usage, period: { from: null, to: null, base, bands: [] } }));
  }

  const offer = exchanged({
    offer: offerOf({ id: options.offer ?? '', cache: options.cache }),
    exchange: options.exchange,
    at,
  });
  const usage = withLife({ input, ttlIds: offer.cachePolicy.ttls.map(({ id }) => id) });
  return reportOf(billAtOffer({ usage, offer, at, mode: options.mode, modifiers: options.modifier }));
}

function offerOf({ id, cache }: { id: string; cache: string | undefined }): Offer {
  const offer = anyOfferById(id);
  if (offer) return cache === undefined ? offer : cached({ offer, cache });
  const similar = ALL_OFFERS.filter((candidate) => candidate.id.toLowerCase().includes(id.toLowerCase())).slice(0, 5);
  throw new InputError(
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
  if (offer.currency === USD) throw new InputError(`${offer.id} is priced in USD; --exchange has nothing to exchange.`);
  const value = amountOf({ value: exchange.trim() === '' ? Number.NaN : Number(exchange), where: '--exchange' });
  if (value === 0) throw new InputError('--exchange must be above 0.');
  return inUsd({
    offer,
    usdPerUnit: { value, kind: 'assumed', source: 'given with --exchange', checkedOn: dayOf(at) },
  });
}

function reportOf(bill: Bill): BillReport {
  if (bill.status === 'unavailable') throw new InputError(`No bill: ${bill.reason}`);
  const { usd, nanoUsd, lines } = bill;
  return { usd, nanoUsd: String(nanoUsd), lines };
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
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
    }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)} Usage: tokenhouse ${BILL_USAGE}`);
  }
}
