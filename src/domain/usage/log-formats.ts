interface LogFormatRow {
  /** As its users call it. */
  readonly name: string;
  /** How it is laid out. */
  readonly layout: string;
  /**
   * What its rows say: which blocks a prompt consists of, what a provider read from its cache and wrote to it, or only how long
   * prompts were.
   */
  readonly holds: 'blocks' | 'usage' | 'lengths';
}

/** Every format of log that is read. Its id is what the command line calls it, so it stays. */
const ROWS = {
  mooncake: { name: 'Mooncake trace', layout: 'JSON lines with hash_ids', holds: 'blocks' },
  'kv-cache-tester': { name: 'kv-cache-tester sessions', layout: 'JSON', holds: 'blocks' },
  'qwen-bailian': { name: 'Qwen-Bailian trace', layout: 'JSON lines with chat_id and hash_ids', holds: 'blocks' },
  'azure-llm': { name: 'Azure LLM inference trace', layout: 'CSV', holds: 'lengths' },
  'llm-serving-sim': { name: 'LLMServingSim workload', layout: 'JSON lines', holds: 'blocks' },
  'agent-text': { name: 'agent trace with texts', layout: 'JSON lines', holds: 'blocks' },
  'claude-code': { name: 'Claude Code sessions', layout: 'JSON lines', holds: 'usage' },
  codex: { name: 'Codex sessions', layout: 'JSON lines', holds: 'usage' },
  'anthropic-usage': { name: 'Anthropic usage report', layout: 'JSON', holds: 'usage' },
  'openai-usage': { name: 'OpenAI usage export', layout: 'JSON', holds: 'usage' },
  'openrouter-activity': { name: 'OpenRouter activity', layout: 'CSV or JSON', holds: 'usage' },
  'litellm-spend': { name: 'LiteLLM spend logs', layout: 'JSON or CSV', holds: 'usage' },
  csv: { name: 'CSV with columns of tokens', layout: 'one of them of input tokens', holds: 'usage' },
  cube: { name: 'cube of request counts', layout: 'CSV, JSON lines or Parquet', holds: 'usage' },
} as const satisfies Readonly<Record<string, LogFormatRow>>;

export type LogFormat = keyof typeof ROWS;

/** The formats whose rows say what a provider read from its cache. */
export type UsageFormat = {
  [Format in LogFormat]: (typeof ROWS)[Format]['holds'] extends 'usage' ? Format : never;
}[LogFormat];

export const LOG_FORMAT_ROWS: Readonly<Record<LogFormat, LogFormatRow>> = ROWS;

/** In the order in which lists show them. */
export const LOG_FORMATS = Object.keys(ROWS) as readonly LogFormat[];

export const USAGE_FORMATS: readonly UsageFormat[] = LOG_FORMATS.filter(isUsageFormat);

export function isUsageFormat(format: LogFormat): format is UsageFormat {
  return LOG_FORMAT_ROWS[format].holds === 'usage';
}
