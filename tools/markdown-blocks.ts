/** A fenced block of a page of the documentation. */
export interface Block {
  readonly language: string;
  /** The file it is, or is a part of, where its fence names one: ```ts src/catalog/offers/all/groq.ts */
  readonly file: string | null;
  readonly text: string;
  /** Line of its fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: (Omit<Block, 'text'> & { lines: string[] }) | null = null;
  for (const [index, text] of markdown.split('\n').entries()) {
    const [, language, file = null] = /^```(\w*)(?: +(\S+))?\s*$/.exec(text) ?? [];
    if (open && (language !== '' || file !== null)) open.lines.push(text);
    else if (open) {
      const { lines, ...rest } = open;
      blocks.push({ ...rest, text: lines.join('\n') });
      open = null;
    } else if (language !== undefined) open = { language, file, lines: [], line: index + 1 };
  }
  return blocks;
}

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'number',
  text: (value) => typeof value === 'string',
  null: (value) => value === null,
  yes: (value) => typeof value === 'boolean',
  no: (value) => typeof value === 'boolean',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * Where a value is not of a shape: `"number"`, `"text or null"` and their like stand for a kind; an object has at least the shape's fields; a list's
 * one entry describes each of its items, several describe one each; anything else is exact.
 */
export function shapeFaults({
  shape,
  value,
  path = '',
}: {
  shape: unknown;
  value: unknown;
  path?: string;
}): readonly string[] {
  const fault = (): readonly string[] => [
    `${path || 'the whole'} is ${JSON.stringify(value)?.slice(0, 200) ?? 'missing'}, not ${JSON.stringify(shape)}`,
  ];
  const below = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  if (typeof shape === 'string') {
    const kinds = shape.split(' or ').map((kind) => KINDS[kind]);
    if (kinds.every((kind) => kind !== undefined)) return kinds.some((kind) => kind(value)) ? [] : fault();
    return value === shape ? [] : fault();
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return fault();
    if (shape.length === 1)
      return value.length === 0
        ? fault()
        : value.flatMap((item: unknown, at) =>
            shapeFaults({ shape: shape[0] as unknown, value: item, path: below(at) }),
          );
    if (value.length !== shape.length) return fault();
    return shape.flatMap((each: unknown, at) =>
      shapeFaults({ shape: each, value: value[at] as unknown, path: below(at) }),
    );
  }
  if (typeof shape === 'object' && shape !== null) {
    if (typeof value !== 'object' || value === null) return fault();
    return Object.entries(shape).flatMap(([key, each]: [string, unknown]) =>
      shapeFaults({ shape: each, value: (value as Record<string, unknown>)[key], path: below(key) }),
    );
  }
  return value === shape ? [] : fault();
}

/** Whether text has these lines in this order; a line of dots stands for any, and dots within a line for anything. */
export function hasLines({ shape, text }: { shape: string; text: string }): boolean {
  const pattern = shape
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`))
    .join('');
  return new RegExp(`^${pattern}`).test(`${text}\n`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/ +/g, ' +');
}
