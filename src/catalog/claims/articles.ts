import type { Article } from './claim.ts';

/** The five texts whose claims are tested. None gives its own address or a full date; two have no title, and are named by what they are. */
export const ARTICLES: readonly Article[] = [
  {
    id: 'token-demand',
    title: 'Token Demand Went Exponential. Your Infrastructure Didn’t Get the Memo.',
    publisher: 'WEKA',
    about: 'Why agent swarms ask for more tokens than memory can serve, and what prefilling once would give.',
  },
  {
    id: 'token-warehouse',
    title: 'Launch post of the token warehouse',
    publisher: 'WEKA',
    about: 'The launch of the token warehouse: KV cache kept on NVMe and read back at near-memory speed.',
  },
  {
    id: 'no-memory-no-margin',
    title: 'No Memory, No Margin',
    publisher: 'WEKA, with SemiAnalysis on the Fabricated Knowledge podcast',
    about: 'The gap between the hit rate that a trace would allow and the one that providers deliver.',
  },
  {
    id: 'venturebeat-interview',
    title: 'Interview on the AI inference capacity crisis',
    publisher: 'VentureBeat',
    about:
      'Matt Marshall and Val Bercovici on how falling prices and rising volumes add up, and what swarms of agents do to demand.',
  },
  {
    id: 'memory-wall',
    title: 'The memory wall is the real bottleneck',
    publisher: 'Publisher not known',
    about: 'KV cache sizes by hand, bandwidth against compute, and how chips and software deal with it.',
  },
];
