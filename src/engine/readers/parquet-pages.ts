import type { CompressionCodec, Compressors, DataReader, Encoding } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { readVarInt } from 'hyparquet/src/thrift.js';

/** Pages have a megabyte as a rule; a damaged one may claim any size. */
export const MOST_PAGE_BYTES = 256_000_000;
/** Writers fill up a packed run of up to 63 groups of 8. */
const MOST_PADDING = 504;
const MOST_INDEX_BITS = 32;
const MOST_BLOCK_VALUES = 1_048_576;
const MINIBLOCK_VALUES = 32;

/**
 * Walks the pages of a column before they are decoded, and throws where counts in them cannot be: more values than rows,
 * runs longer than what is left, sections beyond the page's end. The decoder believes these counts, and one damaged byte
 * would let it fill all memory, which ends a program without an error that could be caught.
 * Errors: any, for bytes that are no pages, or not those of a page's check sum. Ignores: values of pages without one, which
 * may be damaged and still be numbers.
 */
export function checkPages({
  bytes,
  codec,
  compressors,
  isOptional,
  rows,
}: {
  /** From the column's first page, its dictionary included, to its last. */
  bytes: ArrayBuffer;
  codec: CompressionCodec;
  compressors: Compressors;
  /** Whether there may be nulls. */
  isOptional: boolean;
  rows: number;
}): void {
  const reader: DataReader = { view: new DataView(bytes), offset: 0 };
  let seen = 0;
  while (seen < rows && reader.offset < bytes.byteLength - 1) {
    const header = parquetHeader(reader);
    const packedBytes = count({ value: header.compressed_page_size, most: bytes.byteLength - reader.offset });
    const plainBytes = count({ value: header.uncompressed_page_size, most: MOST_PAGE_BYTES });
    const packed = new Uint8Array(bytes, reader.offset, packedBytes);
    reader.offset += packedBytes;
    if (header.crc !== undefined && (header.crc | 0) !== (crc32Of(packed) | 0))
      throw new RangeError('Another check sum');
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
    if (header.type === 'DICTIONARY_PAGE') count({ value: dictionary?.num_values, most: rows });
    else if (header.type === 'DATA_PAGE' && first) {
      const values = count({ value: first.num_values, most: rows - seen });
      const page = readerOf(decompressPage(packed, plainBytes, codec, compressors));
      const nulls = isOptional ? values - levelsIn({ page, values }) : 0;
      checkValues({ page, encoding: first.encoding, values: values - nulls });
      seen += values;
    } else if (header.type === 'DATA_PAGE_V2' && second) {
      const values = count({ value: second.num_values, most: rows - seen });
      const nulls = count({ value: second.num_nulls, most: isOptional ? values : 0 });
      const levelBytes = count({ value: second.definition_levels_byte_length, most: packedBytes });
      if (second.num_rows !== values || second.repetition_levels_byte_length !== 0)
        throw new RangeError('No flat page');
      if (isOptional) runsIn({ page: readerOf(packed.subarray(0, levelBytes)), bits: 1, values });
      const rest = packed.subarray(levelBytes);
      const page =
        second.is_compressed === false ? rest : decompressPage(rest, plainBytes - levelBytes, codec, compressors);
      checkValues({ page: readerOf(page), encoding: second.encoding, values: values - nulls });
      seen += values;
    } else throw new RangeError(`A page of type ${header.type}`);
  }
  if (seen !== rows) throw new RangeError(`${seen} of ${rows} values`);
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** As gzip and zip have it. */
function crc32Of(bytes: Uint8Array): number {
  let rest = -1;
  for (const byte of bytes) rest = (rest >>> 8) ^ (CRC_TABLE[(rest ^ byte) & 255] ?? 0);
  return ~rest;
}

function readerOf(page: Uint8Array): DataReader {
  return { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
}

function count({ value, most }: { value: number | undefined; most: number }): number {
  if (value === undefined || !Number.isInteger(value) || value < 0 || value > most)
    throw new RangeError(`A count of ${value}, of ${most} at most`);
  return value;
}

/** Values that are there, by the levels that lead a page; the reader is then behind them. */
function levelsIn({ page, values }: { page: DataReader; values: number }): number {
  const { view } = page;
  const length = count({ value: view.getUint32(page.offset, true), most: view.byteLength - page.offset - 4 });
  const end = page.offset + 4 + length;
  page.offset += 4;
  const there = runsIn({ page, bits: 1, values });
  page.offset = end;
  return there;
}

function checkValues({ page, encoding, values }: { page: DataReader; encoding: Encoding; values: number }): void {
  if (encoding === 'PLAIN' || encoding === 'BYTE_STREAM_SPLIT' || values === 0) return;
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    const bits = count({ value: page.view.getUint8(page.offset++), most: MOST_INDEX_BITS });
    if (bits > 0) runsIn({ page, bits, values });
    return;
  }
  if (encoding !== 'DELTA_BINARY_PACKED' && encoding !== 'DELTA_LENGTH_BYTE_ARRAY')
    throw new RangeError(`The encoding ${encoding}`);
  const blockValues = count({ value: readVarInt(page), most: MOST_BLOCK_VALUES });
  const miniblocks = count({ value: readVarInt(page), most: blockValues / MINIBLOCK_VALUES });
  if (miniblocks === 0 || blockValues % (MINIBLOCK_VALUES * miniblocks) !== 0)
    throw new RangeError(`${miniblocks} parts of a block of ${blockValues}`);
}

/** Walks runs, each of one value over and over or of packed ones. Gives how many are 1 where they have one bit. */
function runsIn({ page, bits, values }: { page: DataReader; bits: number; values: number }): number {
  let seen = 0;
  let ones = 0;
  while (seen < values) {
    const head = readVarInt(page);
    const left = values - seen;
    if (head & 1) {
      const groups = count({ value: head >>> 1, most: Math.ceil((left + MOST_PADDING) / 8) });
      if (bits === 1)
        for (let at = 0; at < Math.min(8 * groups, left); at++)
          ones += (page.view.getUint8(page.offset + (at >> 3)) >> (at & 7)) & 1;
      page.offset += groups * bits;
      seen += 8 * groups;
    } else {
      const length = count({ value: head >>> 1, most: left });
      if (bits === 1) ones += length * (page.view.getUint8(page.offset) & 1);
      page.offset += (bits + 7) >> 3;
      seen += length;
    }
  }
  return ones;
}
