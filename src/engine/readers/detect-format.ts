import { LOG_FORMAT_ROWS, LOG_FORMATS, type LogFormat } from '../../domain/usage/log-formats.ts';
import type { Fields } from './json-fields.ts';
import { valuesAtHead } from './partial-json.ts';

/** What a format is called where a person reads it. */
export function formatInWords(format: LogFormat): string {
  const { name, layout } = LOG_FORMAT_ROWS[format];
  return `${name} (${layout})`;
}

export type DetectedFormat =
  | { readonly state: 'known'; readonly format: LogFormat }
  /** The reason is a whole sentence that lists what is read. */
  | { readonly state: 'unknown'; readonly reason: string };

/** Characters that are enough to tell, where they hold the first line. */
export const HEAD_CHARACTERS = 65_536;
/** Characters that are looked at where the first line is longer: what tells may stand behind a long prompt. */
export const MOST_HEAD_CHARACTERS = 4_000_000;
/** Session logs begin with entries that hold no request; some of these already tell. */
const MOST_VALUES = 200;

export const KNOWN_FORMATS = `What is read: ${LOG_FORMATS.map(formatInWords).join('; ')}.`;

/**
 * Tells a log's format by what its beginning holds, never by a file's name. The beginning may end anywhere; give
 * `HEAD_CHARACTERS`, and more up to the end of the first line where that is longer.
 * Example: `{"timestamp": 0, "input_length": 10, "hash_ids": [1]}` is `mooncake`; with a `chat_id` it is `qwen-bailian`.
 * Ignores: whether the rest of the file keeps to the format; readers say line by line.
 */
export function detectFormat(head: string): DetectedFormat {
  const text = head.slice(0, MOST_HEAD_CHARACTERS);
  const other = otherThanLog(text);
  if (other !== undefined) return unknown(other);
  const values = valuesAtHead({ text, most: MOST_VALUES });
  let isList: LogFormat | undefined;
  for (const value of values) {
    const format = formatOfValue(value);
    if (format === undefined) continue;
    if (!Array.isArray(value) || LISTED.has(format)) return { state: 'known', format };
    isList ??= format;
  }
  if (isList !== undefined)
    return unknown(`is one JSON list where every line is to be an object of its own (${formatInWords(isList)})`);
  if (/^\s*[[{]/.test(text)) return unknown('is JSON of another shape');
  const format = formatOfTable(text);
  return format === undefined ? unknown('is in no known format') : { state: 'known', format };
}

const unknown = (what: string): DetectedFormat => ({ state: 'unknown', reason: `The file ${what}. ${KNOWN_FORMATS}` });

const PACKED: readonly (readonly [magic: string, what: string])[] = [
  ['PK\u0003\u0004', 'is a zip archive: unpack it first'],
  ['(\uFFFD/\uFFFD', 'is packed with zstd: unpack it first'],
  ['7z', 'is a 7z archive: unpack it first'],
  ['BZh', 'is packed with bzip2: unpack it first'],
  ['\uFFFD7zXZ', 'is packed with xz: unpack it first'],
  ['PAR1', 'is a Parquet file that was packed again: unpack it first'],
  ['PARE', 'is an encrypted Parquet file: export it without a key first'],
  ['SQLite format 3', 'is a database: export it as CSV first'],
];

function otherThanLog(text: string): string | undefined {
  const packed = PACKED.find(([magic]) => text.startsWith(magic));
  if (packed) return packed[1];
  const begin = text.trimStart();
  if (begin === '') return 'is empty';
  if (begin.startsWith('<')) return 'is HTML or XML';
  // Text has neither; a few replacement characters may stem from one in another encoding.
  if (text.includes('\u0000') || strangeIn(begin.slice(0, 4_096)) > Math.min(begin.length, 4_096) / 50)
    return 'is not text';
  return undefined;
}

/** Control characters other than spaces, and what is not UTF-8. */
function strangeIn(text: string): number {
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd || (code < 32 && !(code >= 9 && code <= 13))) strange++;
  }
  return strange;
}

/** Formats of which a file may also be one list of rows. */
const LISTED: ReadonlySet<LogFormat> = new Set([
  'anthropic-usage',
  'openai-usage',
  'openrouter-activity',
  'litellm-spend',
]);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const firstOf = (value: unknown): Fields => (Array.isArray(value) && isFields(value[0]) ? value[0] : {});

function formatOfValue(value: unknown): LogFormat | undefined {
  const row = Array.isArray(value) ? firstOf(value) : value;
  if (!isFields(row)) return undefined;
  return formatOfTrace(row) ?? formatOfSession(row) ?? formatOfReport(row) ?? formatOfReport(firstOf(row['data']));
}

function formatOfTrace(row: Fields): LogFormat | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => name in row);
  if (Array.isArray(row['requests'])) {
    const first = firstOf(row['requests']);
    if (has('block_size') || 'hash_ids' in first || first['type'] === 'subagent') return 'kv-cache-tester';
  }
  if (has('input_length', 'hash_ids')) return has('chat_id') ? 'qwen-bailian' : 'mooncake';
  if (has('chat_id', 'parent_chat_id', 'input_length')) return 'qwen-bailian';
  if (has('input_toks', 'output_toks') || has('session_id', 'sub_requests')) return 'llm-serving-sim';
  const { timestamp, input } = row;
  if (typeof timestamp === 'number' && typeof input === 'string' && has('session_id')) return 'agent-text';
  return undefined;
}

const CODEX_TYPES: readonly unknown[] = ['session_meta', 'event_msg', 'response_item', 'turn_context', 'compacted'];

function formatOfSession(row: Fields): LogFormat | undefined {
  const { type, payload, message } = row;
  if (isFields(payload) && CODEX_TYPES.includes(type)) return 'codex';
  if (typeof row['sessionId'] === 'string' && typeof type === 'string') return 'claude-code';
  if (type === 'summary' && 'leafUuid' in row) return 'claude-code';
  if (type === 'file-history-snapshot' && 'messageId' in row) return 'claude-code';
  // Exports of single messages leave the session out.
  if (isFields(message) && isFields(message['usage']) && 'timestamp' in row) return 'claude-code';
  return undefined;
}

function formatOfReport(row: Fields): LogFormat | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => name in row);
  if (has('reusable_tokens', 'requests')) return 'cube';
  if (has('spend') && (has('startTime') || has('request_id')) && !has('starting_at')) return 'litellm-spend';
  if (has('uncached_input_tokens') || has('cache_creation_5m_input_tokens')) return 'anthropic-usage';
  if (has('starting_at', 'results') || has('starting_at', 'ending_at')) return 'anthropic-usage';
  if (has('context_tokens_total') || has('n_context_tokens_total')) return 'openai-usage';
  const result = firstOf(row['results']);
  const { object } = result;
  if (typeof object === 'string' && object.startsWith('organization.usage')) return 'openai-usage';
  if (row['object'] === 'bucket' || has('start_time', 'end_time', 'results')) return 'openai-usage';
  if (has('num_model_requests', 'input_tokens')) return 'openai-usage';
  if (has('generation_id') || has('model_permaslug') || has('native_tokens_prompt')) return 'openrouter-activity';
  if (has('byok_usage_inference')) return 'openrouter-activity';
  return undefined;
}

/** By the words of the first line: names of columns. */
function formatOfTable(text: string): LogFormat | undefined {
  const [header = '', row = '', isRowWhole] = text.trimStart().split(/\r?\n/, 3);
  const delimiter = [',', ';', '\t', '|'].find((sign) => header.includes(sign));
  if (delimiter === undefined) return undefined;
  const names = header.split(delimiter).map((name) => name.trim().replaceAll(/^"|"$/g, '').toLowerCase());
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.includes(name));
  if (has('contexttokens', 'generatedtokens')) return 'azure-llm';
  if (has('gap_from_seconds', 'input_tokens', 'cache_read_tokens')) return 'cube';
  if (has('context_tokens_total') || has('n_context_tokens_total')) return 'openai-usage';
  if (has('spend') && (has('starttime') || has('request_id'))) return 'litellm-spend';
  if (has('generation_id') || has('model_permaslug') || has('tokens_prompt', 'created_at'))
    return 'openrouter-activity';
  const isTable = names.every((name) => name.length <= 64) && (isRowWhole === undefined || /\d/.test(row));
  return isTable && names.some((name) => TOKEN_COLUMN.test(name)) ? 'csv' : undefined;
}

const TOKEN_COLUMN = /tok|prompt|^input|context/;
