import { published } from '../provenance.ts';
import type { PublishedDoubt } from './case.ts';
import {
  LLM_D_GLM,
  LLM_D_GPT_OSS,
  LLM_D_PEERS,
  LLM_D_PEERS_DRAFT,
  LMCACHE_GKE,
  LMCACHE_GPT_OSS,
  WEKA,
} from './sources.ts';

/** Published figures that another contradicts, or that say something else than they seem to. */
export const PUBLISHED_DOUBTS: readonly PublishedDoubt[] = [
  {
    id: 'weka-baseline',
    pointIds: ['weka-41x'],
    title: '“41 times” compares with an engine at 0.15 of its peak',
    says: published('23.97 s against 0.58 s for 105,000 tokens of Llama 3.1 70B on eight H100s', WEKA),
    against:
      'Engines that others measured reach 0.45 to 0.65 on dense models. At 0.45 to 0.60 the same prompt takes 8.1 to 6.1 s and the load is 14 to 10 times as fast.',
  },
  {
    id: 'low-load-loss',
    pointIds: ['oss-cpu-5qps'],
    title: 'A loss of 12.3 % at low load may be none',
    says: published('1,983 against 1,738 output tokens a second at 5 requests a second', LLM_D_GPT_OSS),
    against:
      'The same table has whole answers as fast as before (1.80 s) and first tokens sooner (0.43 against 0.45 s), +3.7 % output at 10 requests a second and −8.5 % at 15. At a fixed rate of requests, output is what was asked for; it cannot fall by an eighth while nothing gets slower. As a penalty of offloading it is an upper bound.',
  },
  {
    id: 'glm-draft',
    pointIds: ['glm-ttft-isolated'],
    title: 'GLM-5.2’s 7.85 s against 2.56 s are no single request',
    says: published(
      'Mean time to first token 7.85 s without and 2.56 s with pulls from peers, “same placement”',
      LLM_D_PEERS_DRAFT,
    ),
    against:
      'They are means of a fleet of 32 GPUs under load, of a draft; the article as it stands has other measurements: 6.6 s for 40,000 tokens computed alone, 13.9 s for 75,000 against a pull of 0.79 s.',
  },
  {
    id: 'glm-pull-floor',
    pointIds: ['glm-p2p-crossover', 'glm-p2p-75k'],
    title: 'A pull that takes at least 1.2 s took 0.79 s',
    says: published('A “measured 1.2–1.3 second pull floor” of GLM-5.2', LLM_D_PEERS),
    against:
      'The same article moves 75,000 tokens of the same model in 790 ms, all of it included. The floor is of another rig or another day; as a property of the path it is doubtful, and the crossover at 8,700 tokens rests on it.',
  },
  {
    id: 'glm-bytes',
    pointIds: ['glm-p2p-crossover', 'glm-restore'],
    title: 'A token of GLM-5.2 takes 93 KB, or 44.9',
    says: published('“About 93 KB per token”, 44.9 KB in the article on serving it', LLM_D_PEERS),
    against: `576 values in 78 layers are 89.9 KB in bf16 and 44.9 in fp8. Both articles serve the fp8 checkpoint; the cache of one of them is bf16, with index keys (${LLM_D_GLM.text}).`,
  },
  {
    id: 'gpt-oss-concurrency',
    pointIds: ['lmc-gptoss'],
    title: 'Twenty documents, but not twenty at once',
    says: published('1.20 s to the first token on average and 15.7 s for all twenty', LMCACHE_GPT_OSS),
    against:
      'Twenty sent together, the last done after 15.7 s, would wait about 8 s on average. One or two were under way at a time. The GPU is not named either: “A100/H100”.',
  },
  {
    id: 'gke-spill',
    pointIds: ['gke-5000'],
    title: 'The gain with spilled caches at 5,000 tokens is without the drives',
    says: published('−6 % time to first token where caches exceed memory and spill to local drives', LMCACHE_GKE),
    against:
      'The table shows the best setup of each row, and of this one it is HBM and memory alone. With drives it rose by 121 % at 10,000 tokens and by 48 % at 50,000.',
  },
];
