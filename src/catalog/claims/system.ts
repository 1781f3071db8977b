import { METRUM_HPE, THREE_FS, VLLM_MOONCAKE, WEKA_AGENTS, WEKA_FIRMUS, WEKA_TRACES } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import { citing, DEEPSEEK_V3, INFERENCE_X, LLAMA_70B } from './sources.ts';

/** What systems that keep caches bring, and what they cost. */
export const SYSTEM_CLAIMS: readonly Claim[] = [
  {
    id: 'four-to-six-times-more-tokens',
    article: 'token-demand',
    topic: 'system',
    title: '4 to 6.5 times more tokens from the same machines',
    said: 'Token warehousing squeezes 4 to 6.5 times more tokens out of the same infrastructure.',
    verdict: 'contested',
    because:
      'For this swarm it is nothing: HBM and DRAM already serve what comes back, and decode stays. It comes true with pauses of many minutes, short answers and nothing but HBM before: then we get 4.9 times. WEKA published 4.2, Mooncake measured 3.8, Metrum 2.4; for 6.5 no model, length or load is given.',
    sources: [
      citing(WEKA_AGENTS),
      citing(WEKA_FIRMUS),
      citing(VLLM_MOONCAKE, 'measured'),
      citing(METRUM_HPE, 'measured'),
    ],
    featured: true,
  },
  {
    id: 'no-additional-cost',
    article: 'token-demand',
    topic: 'system',
    title: 'No additional hardware, energy, CapEx or OpEx',
    said: 'Performance scaled past the concurrency wall with no additional hardware, energy, CapEx or OpEx.',
    verdict: 'wrong',
    because:
      'Drives, network cards, their power and the software are bought by somebody. Sized for this swarm they rent for $1,174 a month without a licence, for which no price is published. Where accelerators are saved it can pay many times over.',
    sources: [citing(WEKA_AGENTS), INFERENCE_X],
  },
  {
    id: 'fewer-prefills-free-gpus',
    article: 'no-memory-no-margin',
    topic: 'system',
    title: 'Fewer redundant prefills free accelerators',
    said: 'Reduce redundant prefill and accelerator time is saved in bulk, to decode more or to keep wider weights.',
    verdict: 'right',
    because:
      'Where much was redundant: pauses of many minutes, short answers and only HBM before take 66 nodes without a warehouse and 15 with it, 408 H100s less. The swarm that this site opens with frees none.',
    sources: [citing(VLLM_MOONCAKE, 'measured'), LLAMA_70B],
  },
  {
    id: 'prefill-once-flips-economics',
    article: 'token-demand',
    topic: 'system',
    title: 'Prefill once, decode for ever: economics flip',
    said: 'Prefill once, store it, then decode effectively for ever, and the unit economics flip entirely.',
    verdict: 'contested',
    because:
      'Decode is not saved by it. In this swarm prefill is half of machine time once HBM and DRAM hold caches, so even a cache without limits makes 1.2 times as many tokens.',
    sources: [citing(WEKA_TRACES, 'measured'), citing(VLLM_MOONCAKE, 'measured')],
  },
  {
    id: 'three-fs-rates',
    article: 'memory-wall',
    topic: 'system',
    title: '3FS: 40 GiB/s per client, 6.6 TiB/s on 180 nodes',
    said: 'DeepSeek’s disaggregated cache looks up at more than 40 GiB/s per client node at peak, and reads 6.6 TiB/s over 180 nodes.',
    verdict: 'right',
    because:
      'Both stand in its documentation, and are two tests: 40 GiB/s is the peak of cache clients with a link of 400 Gbit/s, 6.6 TiB/s a stress of large reads by over 500 clients on slower links, beside training. DeepSeek-V3 needs 0.4 GB/s where a rank computes a prompt.',
    sources: [citing(THREE_FS), DEEPSEEK_V3],
  },
  {
    id: 'tokens-per-watt-alone',
    article: 'memory-wall',
    topic: 'system',
    title: 'Tokens per watt and price per token; the rest is noise',
    said: 'Tokens per watt and price per token are the metrics that matter, because power limits data centres.',
    verdict: 'contested',
    because:
      'Power binds where megawatts are capped. In money it is small: an H200 draws 1.73 kW with all that surrounds it, 14 cents an hour at 8 cents a kilowatt-hour, some 6 % of its rent.',
    sources: [INFERENCE_X],
  },
];
