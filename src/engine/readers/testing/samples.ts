import type { LogFormat } from '../log.ts';
import { linesOf } from './sources.ts';

/** A small log of every format, as the tools that write them lay them out; contents are made up. */
export const SAMPLES: Readonly<Record<LogFormat, string>> = {
  mooncake: linesOf(
    { timestamp: 0, input_length: 1_100, output_length: 5, hash_ids: [0, 1, 2] },
    { timestamp: 61_500, input_length: 1_600, output_length: 7, hash_ids: [0, 1, 3, 4] },
  ),
  'kv-cache-tester': JSON.stringify({
    id: 'trace_0001',
    models: ['some-model'],
    block_size: 64,
    hash_id_scope: 'local',
    tool_tokens: 12,
    requests: [
      { t: 0, type: 'n', model: 'some-model', in: 130, out: 3, hash_ids: [1, 2], stop: 'tool_use', api_time: 4 },
      { t: 9, type: 'n', model: 'some-model', in: 200, out: 3, hash_ids: [1, 2, 3], stop: 'end_turn', api_time: 1 },
    ],
    totals: { parent_tokens: { input: 330, output: 6 } },
  }),
  'qwen-bailian': linesOf(
    {
      chat_id: 159,
      parent_chat_id: -1,
      timestamp: 61.114,
      input_length: 33,
      output_length: 132,
      type: 'text',
      turn: 1,
      hash_ids: [8, 9, 10],
    },
    {
      chat_id: 160,
      parent_chat_id: 159,
      timestamp: 70,
      input_length: 48,
      output_length: 1,
      type: 'text',
      turn: 2,
      hash_ids: [8, 9, 11],
    },
  ),
  'azure-llm': 'TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n',
  'llm-serving-sim': linesOf({
    input_toks: 4,
    output_toks: 70,
    arrival_time_ns: 46_926_808,
    input_tok_ids: [1, 2, 3, 4],
  }),
  'agent-text': linesOf({ timestamp: 1_760_428_436_442_742, input: 'Fix the bug', output: 'Done', session_id: 'a1' }),
  'claude-code': linesOf(
    { type: 'summary', summary: 'A bug', leafUuid: 'u9' },
    {
      type: 'assistant',
      sessionId: 's',
      requestId: 'r',
      timestamp: '2026-01-01T00:00:00Z',
      message: {
        id: 'm',
        model: 'some-model',
        usage: { input_tokens: 3, output_tokens: 5, cache_read_input_tokens: 7, cache_creation_input_tokens: 0 },
      },
    },
  ),
  codex: linesOf(
    { timestamp: '2026-01-01T00:00:00Z', type: 'session_meta', payload: { id: 's' } },
    { timestamp: '2026-01-01T00:00:01Z', type: 'turn_context', payload: { model: 'some-model' } },
    {
      timestamp: '2026-01-01T00:00:02Z',
      type: 'event_msg',
      payload: {
        type: 'token_count',
        info: { last_token_usage: { input_tokens: 9, cached_input_tokens: 4, output_tokens: 2, total_tokens: 11 } },
      },
    },
  ),
  'anthropic-usage': JSON.stringify({
    data: [
      {
        starting_at: '2026-01-01T00:00:00Z',
        ending_at: '2026-01-02T00:00:00Z',
        results: [
          {
            uncached_input_tokens: 10,
            cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 2 },
            cache_read_input_tokens: 20,
            output_tokens: 5,
            model: 'some-model',
          },
        ],
      },
    ],
    has_more: false,
  }),
  'openai-usage': JSON.stringify({
    object: 'page',
    data: [
      {
        object: 'bucket',
        start_time: 1_730_419_200,
        end_time: 1_730_505_600,
        results: [
          {
            object: 'organization.usage.completions.result',
            input_tokens: 1_000,
            input_cached_tokens: 800,
            output_tokens: 500,
            num_model_requests: 5,
            model: 'some-model',
          },
        ],
      },
    ],
  }),
  'openrouter-activity':
    'generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_cached,model_permaslug,provider_name\n' +
    'gen-1,2026-01-01 00:00:00.000,0.01,100,10,40,some/model,Someone\n',
  'litellm-spend': linesOf({
    request_id: 'r',
    spend: 0.01,
    startTime: '2026-01-01T00:00:00Z',
    endTime: '2026-01-01T00:00:09Z',
    model: 'some-model',
    prompt_tokens: 100,
    completion_tokens: 10,
    total_tokens: 110,
    metadata: {},
  }),
  csv: 'time,model,input_tokens,cache_read_tokens,output_tokens\n2026-01-01T00:00:00Z,some-model,100,40,10\n',
  cube:
    'model,day,gap_from_seconds,requests,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,reusable_tokens,reported_usd\n' +
    'some-model,2026-01-01,60,3,300,200,50,30,220,\n',
};
