const LLM_D_FILES = 'llm-d blog, offloading to any file system';
const VLLM = 'vLLM blog, KV offloading connector';
const WEKA_TRACES = 'replay of WEKA’s public traces, 710 sessions';
const LIST = 'list price of Claude Opus 5';

/** Numbers in the texts about claims that are quoted or follow from what is quoted: by claim, with where each is from. */
export const QUOTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'vector-8-kb': { '16 times': 'Llama 3.1: 32 to 128 query heads share eight' },
  'grid-41-times': {
    '15 %': 'the share of peak that is set',
    '60 %': 'the share of peak of tuned engines on dense models, in this catalogue',
  },
  'microsecond-latency': {
    '100 µs': 'a read of a flash drive, as drives are specified',
    '25 ms': 'llm-d blog, sharing between peers, and the vLLM blog: 12 to 25 ms',
    '1.2 s': 'llm-d blog, sharing between peers: GLM-5.2',
  },
  'chunks-of-4-kb': { '72 KB': VLLM, '2 MB': VLLM },
  'nothing-in-between': { '61 GB/s': LLM_D_FILES },
  'loading-replaces-computing': { '99 %': 'the share that is cached, as set' },
  'logical-90-to-99': { '96.3 %': WEKA_TRACES },
  'sessions-in-the-seventies': { '91.6 %': WEKA_TRACES },
  'nowhere-durable': { '608 billion': 'DeepSeek, inference system overview' },
  'pings-keep-it-warm': { '1.25 times': `${LIST}: 6.25 ÷ 5` },
  'one-hour-worth-it': { '9 %': `${WEKA_TRACES}, at the ${LIST}: $5,877 against $6,482` },
  'hour-is-infrastructure': { $5: LIST, '$3.75': '10.00 − 6.25', '55 minutes': 'an hour less five minutes' },
  'opus-fast-225': { '1.5 times': 'Anthropic, list of February 2026: output of long prompts' },
  'wse3-price': { $90: '45 × $2 million', '135 million': '45 × $3 million' },
};
