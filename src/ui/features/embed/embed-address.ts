/** What an embedded figure's address asks for, beside the scenario in its hash: `embed.html?show=ladder&theme=dark`. */

export const SHOWS = [
  { id: 'saving', label: 'Saving', heightPx: 190, page: 'spend' },
  { id: 'without', label: 'Spend without', heightPx: 190, page: 'spend' },
  { id: 'with', label: 'Spend with', heightPx: 190, page: 'spend' },
  { id: 'ladder', label: 'Ladder of five prices', heightPx: 450, page: 'spend' },
  { id: 'retention', label: 'Hit rate over retention', heightPx: 540, page: 'spend' },
  { id: 'bill', label: 'Bill by class', heightPx: 490, page: 'spend' },
  { id: 'cluster', label: 'Own machines, tier by tier', heightPx: 360, page: 'cluster' },
] as const satisfies readonly {
  /** As the address says it. */
  readonly id: string;
  /** In a list of them. */
  readonly label: string;
  /** That holds it at 640 px. */
  readonly heightPx: number;
  /** Where the whole of it stands. */
  readonly page: string;
}[];

export type Show = (typeof SHOWS)[number];

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What is asked for; the saving where nothing is; `null` where it is something that does not exist. */
export function showOf(search: string): Show | null {
  const asked = new URLSearchParams(search).get('show') ?? SHOWS[0].id;
  return SHOWS.find(({ id }) => id === asked) ?? null;
}

/**
 * What an iframe may do: run the figure's own script, load it from its own site, and open the scenario in a window of its own,
 * which is no longer bound by this. Not: leave the page that frames it, ask, send forms or save files.
 */
export const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** The address of a figure, beside the page whose address is given. */
export function embedAddress({
  pageHref,
  hash,
  show,
  theme,
  currency = null,
}: {
  pageHref: string;
  /** Without `#`. */
  hash: string;
  show: Show;
  /** `null`: as the reader's system has it. */
  theme: Theme | null;
  /** Of its amounts, at the scenario’s rate; `null`: dollars. */
  currency?: string | null;
}): string {
  const url = new URL('embed.html', pageHref);
  url.searchParams.set('show', show.id);
  if (theme !== null) url.searchParams.set('theme', theme);
  if (currency !== null) url.searchParams.set('currency', currency);
  return `${url.href}#${hash}`;
}

/** HTML for somebody else's page, in one line, because editors turn line breaks into paragraphs. */
export function embedCode({ name, ...address }: { name: string } & Parameters<typeof embedAddress>[0]): string {
  const { show } = address;
  const attributes = [
    ['src', embedAddress(address)],
    ['title', `${show.label}: ${name} (Tokenhouse)`],
    ['width', '100%'],
    ['height', String(show.heightPx)],
    ['style', 'border:0'],
    ['loading', 'lazy'],
    ['referrerpolicy', 'no-referrer'],
    ['sandbox', SANDBOX],
  ];
  return `<iframe ${attributes.map(([key, value]) => `${key}="${escaped(value ?? '')}"`).join(' ')}></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
