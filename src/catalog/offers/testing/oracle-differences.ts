/** The requests that offers are compared at. */
export type ShapeName = 'fresh' | 'reads' | 'writes' | 'output' | 'above the band';

/** What an offer and npm @pydantic/genai-prices 0.1.8 each say of a request, in USD. `null`: no bill. */
export interface OracleDifference {
  readonly reason: string;
  readonly bills: Readonly<Partial<Record<ShapeName, readonly [ours: number | null, theirs: number]>>>;
}

/** Where the two differ, at every instant alike, and why that is agreed. `oracle.test.ts` fails where one differs no more. */
export const ORACLE_DIFFERENCES: Readonly<Record<string, OracleDifference>> = {
  'anthropic/claude-sonnet-4-5': {
    reason:
      'The library keeps the surcharge above 200,000 tokens and says in a comment that it is history: the beta was retired ' +
      'on 2026-04-30.',
    bills: { 'above the band': [0.831003, 1.654506] },
  },
  'moonshotai/kimi-k3': {
    reason:
      'The library has no price of writes, so it bills an hour’s write as input; Moonshot charges twice the input.',
    bills: { writes: [0.1725, 0.1425] },
  },
  'zai/glm-5.3-flash': {
    reason: 'The library has the launch promotion at half price and says in a comment that it ended on 2026-09-09.',
    bills: {
      fresh: [0.0015, 0.00075],
      reads: [0.0059, 0.00295],
      writes: [0.0055, 0.00275],
      output: [0.03015, 0.015075],
      'above the band': [0.04130015, 0.020650075],
    },
  },
  'cohere/command-a': {
    reason: 'No cache is sold, so there is no bill of reads or writes; the library bills both as input.',
    bills: { reads: [null, 0.26], writes: [null, 0.0925] },
  },
  'baseten/zai-org/GLM-5.3': {
    reason: 'What a write costs is unknown here, so there is no bill; the library bills it as input.',
    bills: { writes: [null, 0.0512] },
  },
};
