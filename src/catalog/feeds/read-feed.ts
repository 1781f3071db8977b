import { FEEDS, type FeedName, type FeedPrice } from './feed.ts';
import type { FeedRow } from './feed-row.ts';
import { modelsDevRows } from './models-dev.ts';
import { openRouterRows } from './openrouter.ts';

/** What a feed says, or why none of it is used. */
export type FeedReading =
  | {
      readonly status: 'ok';
      readonly prices: readonly FeedPrice[];
      /** Models whose price was left out. Models without any price are not counted. */
      readonly skipped: number;
    }
  | { readonly status: 'failed'; readonly reason: string };

const MOST_CHARACTERS = 32 * 2 ** 20;
const MOST_MODELS = 20_000;

const ROWS: Readonly<Record<FeedName, (document: unknown) => Iterable<FeedRow> | null>> = {
  'models.dev': modelsDevRows,
  openrouter: openRouterRows,
};

/**
 * Reads a feed's text as prices in USD per million tokens. The text may be anything: it is never trusted, and its keys
 * become values of records, never keys.
 *
 * A model with a price that is negative, not finite, above 1,000,000 USD or of another type is skipped and counted, as is
 * one whose id is longer than 200 characters. Failed, with one sentence, are texts above 32 MiB, what is not JSON or not
 * this feed, lists of more than 20,000 models, lists without a price, and those with more skipped models than prices.
 *
 * Example: `{"data":[{"id":"x-ai/grok-4.7","pricing":{"prompt":"0.000002","completion":"0.000006"}}]}` of `openrouter` is
 * one price of 2 and 6 USD. Ignores bands, modes, hours and everything that is not sold by the token of text.
 */
export function readFeed({ feed, text }: { feed: FeedName; text: string }): FeedReading {
  const { title } = FEEDS[feed];
  if (text.length > MOST_CHARACTERS)
    return failed(`The list of ${title} is larger than ${MOST_CHARACTERS / 2 ** 20} MiB and was not read.`);
  const document = parsed(text);
  if (document === undefined) return failed(`What ${title} sent is not JSON, so it was not read.`);
  const rows = ROWS[feed](document);
  if (rows === null) return failed(`What ${title} sent is not its list of prices.`);

  const prices: FeedPrice[] = [];
  let skipped = 0;
  let models = 0;
  for (const row of rows) {
    models += 1;
    if (models > MOST_MODELS)
      return failed(`${title} lists more than ${MOST_MODELS.toLocaleString('en-GB')} models, so nothing was read.`);
    if (row.state === 'priced') prices.push(row.price);
    else if (row.state === 'unusable') skipped += 1;
  }
  if (prices.length + skipped === 0) return failed(`What ${title} sent lists no price.`);
  if (skipped > prices.length)
    return failed(
      `${skipped} of the ${prices.length + skipped} prices of ${title} cannot be used, so none of them is believed.`,
    );
  return { status: 'ok', prices, skipped };
}

/** `undefined` is not a value that JSON can hold. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed(reason: string): FeedReading {
  return { status: 'failed', reason };
}
