import type { BuyOrRun } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatNumber, formatSignificant, formatTokens, formatUsd } from '../../../format/number.ts';
import type { Volume, VolumeAnswer } from './volume.ts';
import { formatPrice } from '../../../format/money.ts';
import { formatList } from '../../../format/locale.ts';

const DIGITS = 3;

/** `126 people` · `2.5 people`: a volume in those who cause it. */
export function peopleInWords(people: number): string {
  if (people < 1) return 'less than one person';
  const rounded = people < 10 ? Number(people.toPrecision(2)) : Math.round(Number(people.toPrecision(DIGITS)));
  return rounded === 1 ? '1 person' : `${formatNumber(rounded, 1)} people`;
}

/** `126 people, 40.3 B tokens a month`. */
export function volumeInWords({ people, tokensPerMonth }: Pick<Volume, 'people' | 'tokensPerMonth'>): string {
  return `${peopleInWords(people)}, ${formatTokens(Number(tokensPerMonth.toPrecision(DIGITS)))} tokens a month`;
}

/** `3.1 times today’s volume` · `a twelfth`: never more digits than the curve has. */
export function timesInWords(volumeRatio: number): string {
  return `${formatSignificant(volumeRatio, 2)} times today’s volume`;
}

/** The answer of the card. */
export function breakEvenInWords({ comparison, people, tokensPerMonth }: Volume): string {
  const { breakEven } = comparison;
  if (breakEven === null) return `There is no break-even volume yet. ${missingInWords(comparison)}`;
  if (!('value' in breakEven)) {
    const all = { comparison, people, tokensPerMonth };
    if (breakEven.status === 'never' && winsSomewhere(comparison))
      return `There is no volume from which running it yourself stays cheaper: nodes are whole, so it is at some volumes and not at others, and not at the largest that was tried, ${volumeAt({ ...all, at: 'most' })}.`;
    return breakEven.status === 'never'
      ? `Running it yourself costs more at every volume that was tried, up to ${volumeAt({ ...all, at: 'most' })}.`
      : `Running it yourself costs less at every volume that was tried, from ${volumeAt({ ...all, at: 'least' })} on.`;
  }
  const { value } = breakEven;
  const at = volumeInWords({ people: people * value, tokensPerMonth: tokensPerMonth * value });
  const today = value <= 1 ? `today’s volume is ${formatSignificant(1 / value, 2)} times that` : timesInWords(value);
  return `Running it yourself costs less from about ${at}: ${today}.`;
}

/** The same in a line; `null` where only the other lens can say more. */
export function breakEvenShort({ comparison, people }: Volume): string | null {
  const { breakEven, isOtherModel, runModelName, buyName } = comparison;
  if (breakEven === null) return null;
  // Two models are never shown as one at two prices, however short the line.
  const costs = (what: 'less' | 'more'): string =>
    isOtherModel
      ? `Running ${runModelName} yourself costs ${what} than ${buyName}`
      : `Machines of your own cost ${what}`;
  if (breakEven.status === 'never' && winsSomewhere(comparison))
    return `${costs('less')} at some volumes, but there is none from which on that stays so.`;
  if (!('value' in breakEven))
    return `${costs(breakEven.status === 'never' ? 'more' : 'less')} at every volume that was tried.`;
  const { value } = breakEven;
  return `${costs('less')} from about ${peopleInWords(people * value)}.`;
}

/** Steps of whole nodes may dip below the API's line without staying there. */
function winsSomewhere({ points }: BuyOrRun): boolean {
  return points.some(
    ({ buyUsdPerMonth, runUsdPerMonth }) => runUsdPerMonth !== null && runUsdPerMonth <= buyUsdPerMonth,
  );
}

function volumeAt({
  comparison: { points },
  people,
  tokensPerMonth,
  at,
}: Pick<Volume, 'comparison' | 'people' | 'tokensPerMonth'> & { readonly at: 'least' | 'most' }): string {
  const ratio = (at === 'least' ? points[0] : points.at(-1))?.volumeRatio ?? 1;
  return volumeInWords({ people: people * ratio, tokensPerMonth: tokensPerMonth * ratio });
}

/** Both bills at today's volume, in dollars and per token. */
export function todayInWords({ comparison, people, tokensPerMonth }: Volume): string {
  const { buyUsdPerMonth, runUsdPerMonth, buyUsdPerMTok, runUsdPerMTok } = comparison;
  const each = (usd: number | null): string => (usd === null ? '' : ` (${formatPrice(rounded(usd))} per M tokens)`);
  const run =
    runUsdPerMonth === null
      ? 'running it has no total'
      : `running it ${formatUsd(runUsdPerMonth)}${each(runUsdPerMTok)}`;
  return `Today, ${volumeInWords({ people, tokensPerMonth })}: buying costs ${formatUsd(buyUsdPerMonth)} a month${each(buyUsdPerMTok)}, ${run}.`;
}

/** What is compared with what, and what neither side has in it. */
export function comparedInWords({ comparison, acceleratorName }: Volume): readonly string[] {
  const { buyName, runModelName, isOtherModel, missing, runUsdPerMonth } = comparison;
  return [
    `Bought: ${buyName} under the best policy sold. Run: ${runModelName} on ${acceleratorName}, at each volume with the cheapest of HBM alone, memory of the node and a warehouse.`,
    ...(isOtherModel
      ? [
          `These are two models, not one at two prices: ${runModelName} answers otherwise than ${buyName}, and may need more tokens, or fewer, for the same work.`,
        ]
      : []),
    ...(runUsdPerMonth !== null && missing.length > 0
      ? [`Some tiers are left out. ${missingInWords(comparison)}`]
      : []),
    'Not counted: staff, racks and the network between nodes; commitments, seats and provisioned throughput of the seller.',
  ];
}

/** Why the cluster has no bill. */
function missingInWords({ missing }: BuyOrRun): string {
  if (missing.length === 0) return 'No fleet that can be priced serves today’s volume.';
  const sentences = missing.filter((each) => each.endsWith('.'));
  const prices = missing.filter((each) => !each.endsWith('.')).map(priceName);
  const open = prices.length > 0 ? `The price of ${formatList(prices)} is not known.` : '';
  return [open, ...sentences].filter((each) => each !== '').join(' ');
}

/** As a rung's bill names its lines, `accelerators`, `warehouse: rent`: in a sentence. */
function priceName(line: string): string {
  const [tier, what] = line.split(': ');
  if (what !== undefined) return `${tier === 'dram' ? 'node memory' : `the ${tier}`}’s ${what}`;
  return line === 'accelerators' ? 'an accelerator’s hour' : line;
}

/** Why there is nothing to compare at all. */
export function noVolumeInWords(answer: Exclude<VolumeAnswer, { status: 'ok' }>): string {
  return answer.status === 'unknown'
    ? `There is nothing to compare with. ${answer.reason}`
    : answer.problems.map(({ message }) => message).join(' ');
}

/** A computed price has no more than three digits to say. */
function rounded(usd: number): number {
  return Number(usd.toPrecision(DIGITS));
}

/** For the rows of the table: `1/64 ×` · `today` · `2.5 ×`. */
export function timesShort(volumeRatio: number): string {
  if (volumeRatio === 1) return 'today';
  return volumeRatio < 1
    ? `1/${formatSignificant(1 / volumeRatio, DIGITS)} ×`
    : `${formatSignificant(volumeRatio, DIGITS)} ×`;
}
