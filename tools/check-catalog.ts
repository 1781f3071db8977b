import { modelById } from '../src/catalog/models/index.ts';
import { ALL_OFFERS } from '../src/catalog/offers/all.ts';
import { offerProblems, type Problem } from '../src/catalog/offers/check/offer-problems.ts';
import { staleFacts, type StaleFacts } from '../src/catalog/offers/check/stale-facts.ts';
import { dayOf, hasTime, isInstant } from '../src/domain/offer/schedule.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';

export const CHECK_CATALOG_USAGE = 'check-catalog [--on DAY] [--stale-days N]';

export const CHECK_CATALOG_HELP = `${CHECK_CATALOG_USAGE}
      whether the catalogue of offers holds together, and which of its values nobody has checked for long, as JSON
      --on DAY         as seen on that day; today
      --stale-days N   how old a check may be; 90
      exit code 2 where anything is wrong; values that are old are listed and are not wrong`;

const STALE_DAYS = '90';

export interface CatalogReport {
  readonly status: 'sound' | 'refused';
  /** One line for standard error; empty where nothing is wrong. */
  readonly reason: string;
  readonly on: string;
  readonly offers: number;
  readonly problems: readonly Problem[];
  readonly stale: readonly StaleFacts[];
}

/** The `check-catalog` verb: schema, sources, dates and ratios of every offer. */
export function runCheckCatalog({ args }: { args: readonly string[] }): Promise<CatalogReport> {
  const options = parse(args);
  const on = options.on ?? dayOf(new Date().toISOString());
  if (!isInstant(on) || hasTime(on)) throw new InputError(`--on ${on} is not accepted: a day such as 2026-11-23.`);
  const staleDays = Number(options['stale-days']);
  if (!Number.isInteger(staleDays) || staleDays < 1)
    throw new InputError(`--stale-days ${options['stale-days']} is not accepted: a whole number of days, 1 or more.`);
  const problems = offerProblems({ offers: ALL_OFFERS, on, hasGeometry: (id) => modelById(id)?.id === id });
  return Promise.resolve({
    status: problems.length > 0 ? 'refused' : 'sound',
    reason: problems.length > 0 ? `${problems.length} problems in the catalogue; the first: ${textOf(problems)}` : '',
    on,
    offers: ALL_OFFERS.length,
    problems,
    stale: staleFacts({ offers: ALL_OFFERS, on, staleDays }),
  });
}

function textOf([first]: readonly Problem[]): string {
  return first ? `${first.offerId} ${first.where}: ${first.what}` : '';
}

function parse(args: readonly string[]) {
  return parseOptions({
    args,
    positionals: false,
    options: { on: { type: 'string' }, 'stale-days': { type: 'string', default: STALE_DAYS } },
    usage: CHECK_CATALOG_USAGE,
  }).values;
}
