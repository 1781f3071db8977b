import { MOST_OWN_OFFERS } from '../domain/field-limits.ts';
import { denseText, fromDenseText, isDense } from './dense-numbers.ts';
import type { Json } from './patch.ts';
import type { OwnOffer } from './schema.ts';

/**
 * Own prices as short text, column by column, because a set of scenarios holds many of them that differ in a few digits:
 * `2;;openai/gpt-6.1-sol,xai/grok-4.7;Sol,Grok;,0.1;1.5,;9,;,;,` is how many there are, ids, based on, names, discounts, input, output,
 * read and write. Empty is what stands there anyway: `own/1` and so on, no discount, no price of one's own; or, written against
 * another list, what that one has in the same place. `-` is no price, `0` is free.
 */

const COLUMN = ';';
const CELL = ',';
const NONE = '-';
const IN_PLACE = 'in-place';

type Value = string | number | null;

interface Column {
  readonly read: (own: OwnOffer) => Value;
  /** What an empty cell means where there is no other list. */
  readonly standard: (index: number) => Value;
  readonly kind: 'text' | 'number';
}

const rate = (key: keyof OwnOffer['rates']): Column => ({
  read: ({ rates }) => rates[key],
  standard: () => null,
  kind: 'number',
});

const COLUMNS: readonly Column[] = [
  { read: ({ id }) => id, standard: (index) => `own/${index + 1}`, kind: 'text' },
  { read: ({ basedOn }) => basedOn, standard: () => '', kind: 'text' },
  { read: ({ name }) => name, standard: () => '', kind: 'text' },
  { read: ({ discountRatio }) => discountRatio, standard: () => 0, kind: 'number' },
  rate('input'),
  rate('output'),
  rate('cacheRead'),
  rate('cacheWrite'),
];

/** Own prices as text, against those of another scenario where one is given. */
export function ownText({ own, against = [] }: { own: readonly OwnOffer[]; against?: readonly OwnOffer[] }): string {
  const columns = COLUMNS.map((column) => {
    const cells = own.map((offer, index) => {
      const value = column.read(offer);
      return value === inPlaceOf({ column, index, against }) ? IN_PLACE : { value };
    });
    if (cells.every((cell) => cell === IN_PLACE)) return '';
    const plain = cells.map((cell) => (cell === IN_PLACE ? '' : cellText(cell.value))).join(CELL);
    const dense =
      column.kind === 'number'
        ? denseText(cells.map((cell) => (cell === IN_PLACE ? cell : (cell.value as number | null))))
        : undefined;
    return dense !== undefined && dense.length < plain.length ? dense : plain;
  });
  return [String(own.length), ...columns].join(COLUMN);
}

function inPlaceOf({ column, index, against }: { column: Column; index: number; against: readonly OwnOffer[] }): Value {
  const other = against[index];
  return other ? column.read(other) : column.standard(index);
}

function cellText(value: Value): string {
  if (value === null || value === '') return NONE;
  return typeof value === 'number' ? String(value) : escaped(value);
}

/** What stands between parts, and what would be taken for an empty text. */
const RESERVED = /[%;,]|^-$/g;

function escaped(text: string): string {
  return text.replaceAll(RESERVED, (symbol) => `%${symbol.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function unescaped(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/**
 * What `ownText` wrote, as a document for the schema to look at; `undefined` where it is something else.
 *
 * `against`: the list it was written against, as it was read.
 */
export function fromOwnText({ text, against = [] }: { text: string; against?: readonly OwnOffer[] }): Json | undefined {
  const [size = '', ...columns] = text.split(COLUMN);
  const count = Number(size);
  if (!/^\d{1,2}$/.test(size) || columns.length !== COLUMNS.length || count > MOST_OWN_OFFERS) return undefined;
  const read = COLUMNS.map((column, at) => columnOf({ column, text: columns[at] ?? '', count, against }));
  if (read.some((column) => column === undefined)) return undefined;
  return Array.from({ length: count }, (_, index): Json => {
    const [id = '', basedOn = '', name = '', discountRatio = 0, input, output, cacheRead, cacheWrite] = read.map(
      (column) => column?.[index] ?? null,
    );
    return {
      id,
      name,
      basedOn,
      discountRatio,
      rates: {
        input: input ?? null,
        output: output ?? null,
        cacheRead: cacheRead ?? null,
        cacheWrite: cacheWrite ?? null,
      },
    };
  });
}

function columnOf({
  column,
  text,
  count,
  against,
}: {
  column: Column;
  text: string;
  count: number;
  against: readonly OwnOffer[];
}): readonly Value[] | undefined {
  const cells = cellsOf({ kind: column.kind, text, count });
  if (cells?.length !== count) return undefined;
  return cells.map((cell, index) => (cell === IN_PLACE ? inPlaceOf({ column, index, against }) : cell.value));
}

type Cell = typeof IN_PLACE | { readonly value: Value };

/** `undefined` where a cell is none. */
function cellsOf({
  kind,
  text,
  count,
}: {
  kind: Column['kind'];
  text: string;
  count: number;
}): readonly Cell[] | undefined {
  if (text === '') return Array.from({ length: count }, () => IN_PLACE);
  if (kind === 'number' && isDense(text))
    return fromDenseText({ text, count })?.map((cell) => (cell === IN_PLACE ? cell : { value: cell }));
  const cells = text.split(CELL).map((cell): Cell | undefined => {
    if (cell === '') return IN_PLACE;
    if (cell === NONE) return { value: kind === 'text' ? '' : null };
    if (kind === 'text') return { value: unescaped(cell) };
    const value = Number(cell);
    return cell.trim() === '' || !Number.isFinite(value) ? undefined : { value };
  });
  return cells.some((cell) => cell === undefined) ? undefined : (cells as Cell[]);
}
