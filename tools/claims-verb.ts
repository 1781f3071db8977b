import { CLAIM_TOPICS, CLAIM_VERDICTS } from '../src/catalog/claims/claim.ts';
import { CLAIMS, sourceStanding, type Claim, type SourceRef } from '../src/catalog/claims/index.ts';
import { claimOutcome, type ClaimFigure } from '../src/evaluate/claims/claim-test.ts';
import { encodeScenario } from '../src/scenario/codec.ts';
import { InputError } from './input-error.ts';
import { didYouMean, nearNames } from './near-names.ts';
import { parseOptions } from './parse-options.ts';
import { TableReport } from './report-format.ts';

export const CLAIMS_USAGE = 'claims [ID …] [--topic TOPIC] [--verdict VERDICT]';

export const CLAIMS_HELP = `${CLAIMS_USAGE}
      what vendors and articles say, beside the figure that comes of it here, as a table, or with --format one by one
      --topic TOPIC        ${CLAIM_TOPICS.join(', ')}
      --verdict VERDICT    ${CLAIM_VERDICTS.join(', ')}`;

/** A claim with what came of its test. */
interface TestedClaim {
  readonly id: string;
  readonly article: string;
  readonly topic: string;
  readonly verdict: string;
  readonly title: string;
  readonly said: string;
  readonly because: string;
  /** `null`: nothing can be compared. */
  readonly agrees: boolean | null;
  /** The claim's own figure; `null` where it names none. */
  readonly claimed: ClaimFigure | null;
  readonly figures: readonly ClaimFigure[];
  /** The scenario that shows it, as the part of a link behind `#`, and the page and view to open it on. */
  readonly look: { readonly page: string; readonly view: string | null; readonly hash: string };
  readonly sources: readonly (SourceRef & { readonly standing: string })[];
}

/** The `claims` verb: claims about the memory wall, each tested at this moment. */
export function runClaims({ args }: { args: readonly string[] }): Promise<TableReport> {
  // Thrown inside the promise, as the other verbs do.
  return Promise.resolve(args).then((given) => {
    const claims = chosen(given).map(tested);
    return new TableReport({ text: tableOf(claims), report: { claims }, rows: claims.map(rowOf) });
  });
}

function chosen(args: readonly string[]): readonly Claim[] {
  const {
    values: { topic, verdict },
    positionals,
  } = parseOptions({
    args,
    options: { topic: { type: 'string' }, verdict: { type: 'string' } },
    usage: CLAIMS_USAGE,
  });
  mustBeOneOf({ value: topic, names: CLAIM_TOPICS, flag: '--topic' });
  mustBeOneOf({ value: verdict, names: CLAIM_VERDICTS, flag: '--verdict' });
  const wanted: readonly string[] = positionals;
  const ids = CLAIMS.map(({ id }) => id);
  for (const id of wanted)
    if (!ids.includes(id))
      throw new InputError(`There is no claim "${id}".${didYouMean(nearNames({ text: id, names: ids }))}`);
  return CLAIMS.filter(
    (claim) =>
      (wanted.length === 0 || wanted.includes(claim.id)) &&
      (topic === undefined || claim.topic === topic) &&
      (verdict === undefined || claim.verdict === verdict),
  );
}

function mustBeOneOf({
  value,
  names,
  flag,
}: {
  value: string | undefined;
  names: readonly string[];
  flag: string;
}): void {
  if (value === undefined || names.includes(value)) return;
  throw new InputError(`${flag} ${value} is not accepted: one of ${names.join(', ')}.`);
}

function tested(claim: Claim): TestedClaim {
  const { id, article, topic, verdict, title, said, because, sources } = claim;
  const { agrees, said: claimed, figures, lookAt } = claimOutcome({ claim });
  return {
    id,
    article,
    topic,
    verdict,
    title,
    said,
    because,
    agrees,
    claimed,
    figures,
    look: { page: lookAt.page, view: lookAt.view?.['view'] ?? null, hash: encodeScenario(lookAt.scenario) },
    sources: sources.map((source) => ({ ...source, standing: sourceStanding(source) })),
  };
}

/** One line of a spreadsheet: the first figure, which is the one that is compared. */
function rowOf({ id, article, topic, verdict, title, agrees, claimed, figures, look, sources }: TestedClaim) {
  const [first] = figures;
  return {
    id,
    article,
    topic,
    verdict,
    title,
    agrees: agrees ?? '',
    said: claimed?.value ?? '',
    computed: first?.value ?? '',
    unit: first?.unit ?? '',
    what: first?.label ?? '',
    page: look.page,
    hash: look.hash,
    sources: sources.map((source) => `${source.title} (${source.url}, ${source.standing})`).join('; '),
  };
}

const HEADINGS = ['id', 'verdict', 'said', 'computed', 'unit'];
/** Columns of figures, set flush right. */
const FIGURES = new Set([2, 3]);
const DIGITS = 4;

function tableOf(claims: readonly TestedClaim[]): string {
  const rows = claims.map(({ id, verdict, claimed, figures: [first] }) => [
    id,
    verdict,
    claimed ? shortOf(claimed.value) : '',
    first ? shortOf(first.value) : '',
    first?.unit ?? '',
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [HEADINGS, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          FIGURES.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Four digits, the zeros at the end left out. */
function shortOf(value: number): string {
  return Number(value.toPrecision(DIGITS)).toString();
}
