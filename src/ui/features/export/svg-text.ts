/** Pieces of an SVG document, as text. Nothing that is written here can be anything but a shape or a text. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Shapes and texts; no script, no link, no foreign markup. */
const SHAPES = new Set([
  'svg',
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'ellipse',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'defs',
  'clipPath',
  'linearGradient',
  'stop',
  'pattern',
]);

export function isShape(tag: string): boolean {
  return SHAPES.has(tag);
}

/** An element; its content is markup already. */
export function element({
  tag,
  attributes,
  content = '',
}: {
  tag: string;
  attributes: Attributes;
  content?: string;
}): string {
  if (!isShape(tag)) throw new Error(`No SVG shape: ${tag}`);
  const written = Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && value !== '' && !name.startsWith('on'))
    .map(([name, value]) => ` ${name}="${escaped(typeof value === 'number' ? short(value) : String(value))}"`)
    .join('');
  return content === '' ? `<${tag}${written}/>` : `<${tag}${written}>${content}</${tag}>`;
}

/** A line of text; its baseline starts at x, y. */
export function textLine({ text, attributes }: { text: string; attributes: Attributes }): string {
  return element({ tag: 'text', attributes, content: escaped(text) });
}

/** A tenth of a pixel less would not be seen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

// Control characters are not allowed in XML at all.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export function escaped(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Words in lines of at most so many pixels. */
export function wrapped({
  text,
  most,
  widthOf,
}: {
  text: string;
  most: number;
  widthOf: (text: string) => number;
}): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || widthOf(longer) > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
