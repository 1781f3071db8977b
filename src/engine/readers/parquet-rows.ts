import { decompress as unpackZstd } from 'fzstd';
import { gunzipSync } from 'fflate';
import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  snappyUncompress,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  type RowGroup,
} from 'hyparquet';
import { checkPages, MOST_PAGE_BYTES } from './parquet-pages.ts';
import { CUBE_COLUMNS, NEEDED_CUBE_COLUMNS } from './usage/cube.ts';

/** Why a Parquet file is not read. */
export class ParquetRefusal extends Error {
  /** Whether it is whole, but no cube. */
  readonly isOther: boolean;

  constructor({ reason, isOther }: { reason: string; isOther: boolean }) {
    super(reason);
    this.isOther = isOther;
  }
}

/** A cube of 400 models over ten years has 16 million rows at most; one of this many is no cube, or a very small file. */
export const MOST_PARQUET_ROWS = 5_000_000;
const MOST_NAMED_COLUMNS = 30;
/** Rows given at a time. */
const STEP_ROWS = 2_000;

/**
 * The rows of a cube that is a Parquet file, as JSON lines, in pieces. Columns are found by their names, capitals or not;
 * others are not looked at. Counts beyond what a number can hold, and what is no number, are given as texts, which a reader
 * of cubes refuses row by row.
 * Errors: a `ParquetRefusal` for a damaged file, for one that lacks columns of a cube or has lists in them, and for packing
 * other than snappy, gzip and zstd. Example: a file of 3 rows gives one text of 3 lines.
 */
export async function* parquetLines(file: AsyncBuffer): AsyncGenerator<string, void> {
  const metadata = await decoded(() => parquetMetadataAsync(file, { geoparquet: false }));
  const columns = await decoded(() => cubeColumnsIn(metadata));
  let from = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = from + Number(group.num_rows);
    const found = await decoded(async () => {
      await checkGroup({ file, metadata, group, columns });
      return parquetReadObjects({
        file,
        metadata,
        columns: [...columns.keys()],
        compressors: COMPRESSORS,
        geoparquet: false,
        rowStart: from,
        rowEnd,
      });
    });
    if (found.length !== rowEnd - from) throw damaged();
    for (let begin = 0; begin < found.length; begin += STEP_ROWS)
      yield found
        .slice(begin, begin + STEP_ROWS)
        .map((row) => lineOf({ row, columns }))
        .join('');
    from = rowEnd;
  }
}

/** Only what needs no WebAssembly: the page's security policy allows none. */
const COMPRESSORS: Compressors = {
  SNAPPY: (packed, bytes) => {
    const page = pageOf(bytes);
    snappyUncompress(packed, page);
    return page;
  },
  GZIP: (packed, bytes) => gunzipSync(packed, { out: pageOf(bytes) }),
  ZSTD: (packed, bytes) => unpackZstd(packed, pageOf(bytes)),
};

function pageOf(bytes: number): Uint8Array {
  if (!(bytes >= 0 && bytes <= MOST_PAGE_BYTES)) throw damaged();
  return new Uint8Array(bytes);
}

/** Throws where a group's columns are not as the file's list of contents says, or cannot be decoded safely. */
async function checkGroup({
  file,
  metadata,
  group,
  columns,
}: {
  file: AsyncBuffer;
  metadata: FileMetaData;
  group: RowGroup;
  columns: ReadonlyMap<string, string>;
}): Promise<void> {
  for (const { element } of parquetSchema(metadata).children) {
    if (!columns.has(element.name)) continue;
    const chunks = group.columns.filter((chunk) => chunk.meta_data?.path_in_schema[0] === element.name);
    const chunk = chunks[0]?.meta_data;
    if (!chunk || chunks.length > 1 || chunk.path_in_schema.length > 1 || chunk.type !== element.type) throw damaged();
    const begin = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    const bytes = Number(chunk.total_compressed_size);
    if (!(begin >= 0 && bytes >= 0 && begin + bytes <= file.byteLength)) throw damaged();
    checkPages({
      bytes: await file.slice(begin, begin + bytes),
      codec: chunk.codec,
      compressors: COMPRESSORS,
      isOptional: element.repetition_type === 'OPTIONAL',
      rows: Number(group.num_rows),
    });
  }
}

/** Names of the file's columns that are a cube's, and which. */
function cubeColumnsIn(metadata: FileMetaData): ReadonlyMap<string, string> {
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== Number(metadata.num_rows) || metadata.row_groups.some((group) => Number(group.num_rows) < 0))
    throw damaged();
  const { children } = parquetSchema(metadata);
  const columns = new Map<string, string>();
  for (const { element, children: parts } of children) {
    const name = CUBE_COLUMNS.find((column) => column === element.name.toLowerCase());
    if (name === undefined) continue;
    if (parts.length > 0 || element.repetition_type === 'REPEATED') throw other(`whose column ${name} holds lists`);
    if ([...columns.values()].includes(name)) throw other(`that has the column ${name} twice`);
    columns.set(element.name, name);
  }
  const found = [...columns.values()];
  const absent = NEEDED_CUBE_COLUMNS.filter((name) => !found.includes(name));
  if (absent.length > 0) throw other(absenceIn({ children, absent }));
  if (rows > MOST_PARQUET_ROWS) throw refused(`of ${rows} rows; a cube may have ${MOST_PARQUET_ROWS}`);
  const chunks = metadata.row_groups.flatMap((group) => group.columns.map((chunk) => chunk.meta_data));
  for (const chunk of chunks.filter((chunk) => columns.has(chunk?.path_in_schema[0] ?? ''))) {
    const codec = chunk?.codec;
    if (codec !== 'UNCOMPRESSED' && (codec === undefined || !(codec in COMPRESSORS)))
      throw refused(`packed with ${codec ?? 'something unknown'}: export it with snappy, gzip, zstd or unpacked`);
    if (chunk?.encodings.includes('DELTA_BYTE_ARRAY'))
      throw refused('in the encoding DELTA_BYTE_ARRAY: export it with another, or as CSV');
  }
  return columns;
}

function absenceIn({
  children,
  absent,
}: {
  children: readonly { readonly element: { readonly name: string } }[];
  absent: readonly string[];
}): string {
  const names = children.map(({ element }) => element.name);
  const more = names.length - MOST_NAMED_COLUMNS;
  const listed = names.slice(0, MOST_NAMED_COLUMNS).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `without the columns ${absent.join(', ')} of a cube; it has ${names.length === 0 ? 'none' : listed}`;
}

function lineOf({
  row,
  columns,
}: {
  row: Readonly<Record<string, unknown>>;
  columns: ReadonlyMap<string, string>;
}): string {
  const line: Record<string, unknown> = {};
  for (const [own, name] of columns) line[name] = plain(row[own]);
  return `${JSON.stringify(line)}\n`;
}

/** A value as JSON can say it without changing it. */
function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no time' : value.toISOString();
  return `a value of type ${typeof value}`;
}

function damaged(): ParquetRefusal {
  return refused('that is damaged or ends early');
}

function other(what: string): ParquetRefusal {
  return new ParquetRefusal({ reason: `is a Parquet file ${what}`, isOther: true });
}

function refused(what: string): ParquetRefusal {
  return new ParquetRefusal({ reason: `is a Parquet file ${what}`, isOther: false });
}

/** Decoders throw errors of any kind on bytes that are none of theirs. */
async function decoded<T>(decode: () => T | Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    throw error instanceof ParquetRefusal ? error : damaged();
  }
}
