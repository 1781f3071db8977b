import type { UsageFormat } from '../../../domain/usage/log-formats.ts';
import type { FormatReader, ReaderOptions } from '../format-reader.ts';
import type { CsvColumns } from '../log.ts';
import { anthropicUsage } from './anthropic-usage.ts';
import { ClaudeCodeReader } from './claude-code.ts';
import { CodexReader } from './codex.ts';
import { plainCsv } from './csv.ts';
import { cubeRows } from './cube.ts';
import { liteLlmSpend } from './litellm-spend.ts';
import { openAiUsage } from './openai-usage.ts';
import { openRouterActivity } from './openrouter-activity.ts';
import { RecordReader, type RecordFormat } from './record-reader.ts';
import { UsageFacts } from './usage-facts.ts';

export { USAGE_FORMATS, type UsageFormat } from '../../../domain/usage/log-formats.ts';

export interface UsageReaderOptions extends ReaderOptions {
  /** Of a plain CSV: which columns hold what. Default: guessed from its first line. */
  readonly csvColumns?: CsvColumns | undefined;
}

const RECORD_FORMATS: Readonly<
  Record<Exclude<UsageFormat, 'claude-code' | 'codex' | 'csv'>, (facts: UsageFacts) => RecordFormat>
> = {
  'anthropic-usage': anthropicUsage,
  'openai-usage': openAiUsage,
  'openrouter-activity': openRouterActivity,
  'litellm-spend': liteLlmSpend,
  cube: cubeRows,
};

/**
 * A reader of logs that say what a provider read from its cache and wrote to it, but not which blocks. All of them give a
 * `UsageLog`. In every row total input = input + writes + reads; rows that cannot be are skipped and listed.
 */
export function createUsageReader(format: UsageFormat, options: UsageReaderOptions = {}): FormatReader {
  const { keepDuplicates, csvColumns } = options;
  if (format === 'claude-code') return new ClaudeCodeReader(options);
  if (format === 'codex') return new CodexReader(options);
  const facts = new UsageFacts({ format, keepDuplicates });
  return new RecordReader(format === 'csv' ? plainCsv({ facts, asked: csvColumns }) : RECORD_FORMATS[format](facts));
}
