import { isUsageFormat, type LogFormat, type UsageFormat } from '../../domain/usage/log-formats.ts';
import { AgentTextReader } from './agent-text-reader.ts';
import { AzureReader } from './azure-reader.ts';
import type { FormatReader } from './format-reader.ts';
import { BailianReader, MooncakeReader } from './hash-id-readers.ts';
import { KvCacheTesterReader } from './kv-cache-tester-reader.ts';
import { LlmServingSimReader } from './llm-serving-sim-reader.ts';
import { createUsageReader, type UsageReaderOptions } from './usage/index.ts';

const READERS: Readonly<Record<Exclude<LogFormat, UsageFormat>, new (options: UsageReaderOptions) => FormatReader>> = {
  mooncake: MooncakeReader,
  'kv-cache-tester': KvCacheTesterReader,
  'qwen-bailian': BailianReader,
  'azure-llm': AzureReader,
  'llm-serving-sim': LlmServingSimReader,
  'agent-text': AgentTextReader,
};

/** A reader of any format. */
export function createReader({
  format,
  ...options
}: UsageReaderOptions & { readonly format: LogFormat }): FormatReader {
  if (isUsageFormat(format)) return createUsageReader(format, options);
  return new READERS[format](options);
}
