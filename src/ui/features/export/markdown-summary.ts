import type { Provenance } from '../../../domain/fact.ts';
import type { Price } from '../../../domain/offer/rate-card.ts';
import type { Rung } from '../../../domain/spend/rung.ts';
import type { OfferGroup, SpendEvaluation } from '../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatPercent, formatUsd } from '../../format/number.ts';
import { asClause, RUNG_LABELS, spendClassLabel } from '../../format/spend-class.ts';
import { keyAssumptions } from './key-assumptions.ts';
import { formatPrice, moneySign } from '../../format/money.ts';

/**
 * A scenario for a ticket: the headline, the ladder, the bill, the inputs that matter, where prices are from, and the link. Every
 * name is text: it can neither end a cell, nor mention anybody, nor become markup.
 */
export function markdownSummary({
  scenario,
  evaluation,
  link,
  amounts = '',
}: {
  scenario: ScenarioState['scenario'];
  evaluation: SpendEvaluation;
  link: string;
  /** What amounts are in; empty for dollars. */
  amounts?: string;
}): string {
  const { ladder, groups, asOf } = evaluation;
  return [
    `## ${plain(scenario.name)}`,
    headline(evaluation),
    ...(amounts === '' ? [] : [`${plain(amounts)}.`]),
    table({
      head: ['Rung', `${moneySign()} a month`, 'hit rate', 'policy'],
      numeric: [1, 2],
      rows: ladder.rungs.map(rungRow),
    }),
    table({
      head: ['Class', `without, ${moneySign()} a month`, `with, ${moneySign()} a month`],
      numeric: [1, 2],
      rows: [
        ...evaluation.bill.map((row) => [
          spendClassLabel(row.class),
          row.without ? formatUsd(row.without.usd) : '–',
          row.with ? formatUsd(row.with.usd) : '–',
        ]),
        ['**Total**', `**${formatUsd(evaluation.without.usdPerMonth)}**`, `**${withUsd(evaluation)}**`],
      ],
    }),
    [
      '**Inputs that matter**',
      '',
      ...keyAssumptions({ scenario, evaluation }).map(({ name, value }) => `- ${plain(name)}: ${plain(value)}`),
    ].join('\n'),
    [
      `**Prices** of ${asOf}, catalogue of ${scenario.catalogRevision}`,
      '',
      ...groups.flatMap((group) => [
        `- ${ratesInWords(group)}`,
        ...sourcesOf(group).map((source) => `  - ${plain(source)}`),
      ]),
    ].join('\n'),
    `[Open the scenario](<${link.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`,
  ].join('\n\n');
}

function headline(evaluation: SpendEvaluation): string {
  const { without, with: kept, saving } = evaluation;
  const before = `**${formatUsd(without.usdPerMonth)}** a month without warehousing (${plain(without.policy)}, ${formatPercent(without.hitRatio)} from cache)`;
  if (kept.status !== 'priced' || !saving)
    return `${before}; no price with a warehouse: ${plain(kept.status === 'priced' ? '' : asClause(kept.reason))}.`;
  const share = saving.ratio === undefined ? '' : ` (${formatPercent(Math.abs(saving.ratio))})`;
  const verdict =
    saving.totalUsd < 0
      ? `it costs **${formatUsd(-saving.totalUsd)}** more${share}`
      : `it saves **${formatUsd(saving.totalUsd)}**${share}`;
  return `${before}, **${formatUsd(kept.usdPerMonth)}** with a warehouse (${formatPercent(kept.hitRatio)} from cache): ${verdict}.`;
}

function withUsd({ with: kept }: SpendEvaluation): string {
  return kept.status === 'priced' ? formatUsd(kept.usdPerMonth) : 'no price';
}

function rungRow(rung: Rung): readonly string[] {
  const label = RUNG_LABELS[rung.rung];
  return rung.status === 'priced'
    ? [label, formatUsd(rung.usdPerMonth), formatPercent(rung.hitRatio), plain(rung.policy)]
    : [label, 'no price', rung.hitRatio === null ? '–' : formatPercent(rung.hitRatio), plain(asClause(rung.reason))];
}

function ratesInWords({ resolved: { offer, period, steps } }: OfferGroup): string {
  const { input, output, cacheRead, cacheWrite } = period.base;
  const rate = (label: string, price: Price): string =>
    price.state === 'priced'
      ? `${label} ${formatPrice(price.perMTok.value)}`
      : `${label} ${price.state === 'not-sold' ? 'not sold' : 'unknown'}`;
  const writes = Object.entries(cacheWrite).map(([ttl, price]) =>
    rate(`write ${ttl === 'auto' ? 'automatic' : ttl}`, price),
  );
  const rates = [rate('input', input), ...writes, rate('cache read', cacheRead), rate('output', output)].join(', ');
  const bought = steps.length === 0 ? '' : ` (${steps.join('; ')})`;
  return `${plain(`${offer.modelName} · ${offer.sellerName}`)}: ${plain(rates)} per M tokens${plain(bought)}`;
}

/** Where an offer's prices are from, each source once. */
function sourcesOf({ resolved: { period } }: OfferGroup): readonly string[] {
  const { input, output, cacheRead, cacheWrite } = period.base;
  const facts = [input, output, cacheRead, ...Object.values(cacheWrite)].flatMap((price): readonly Provenance[] =>
    price.state === 'priced' ? [price.perMTok] : [],
  );
  return [...new Set(facts.map(({ source, checkedOn, kind }) => `${source} (${kind}, checked ${checkedOn})`))];
}

function table({
  head,
  rows,
  numeric,
}: {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  numeric: readonly number[];
}): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (numeric.includes(i) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** Text that stays text: no markup, no mention, no reference to an issue, no link of its own. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\|`<>*_~[\]]/g, String.raw`\$&`)
    .replaceAll('#', '&#35;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll(/\bwww\./gi, (found) => `${found.slice(0, 3)}&#46;`);
}
