import type { Fact } from '../domain/fact.ts';
import { HOURS_PER_MONTH } from '../domain/units.ts';
import { assumed, derived } from './provenance.ts';
import { VDURA_INDEX } from './sources.ts';

const BYTES_PER_GB = 1e9;
/** $10,950 for 30 TB is $365 per TB; × 2.5 for everything around the drive; ÷ 60 months; ÷ 1,000 GB. */
const NVME_USD_PER_GB_MONTH = 0.0152;

/** What keeping a byte on NVMe costs, drives and all that surrounds them. */
export const NVME_RENT: { readonly usdPerByteHour: Fact<number> } = {
  // Derived from drive prices, but with a factor that nobody published: it must look assumed wherever it is shown.
  usdPerByteHour: {
    ...derived(
      NVME_USD_PER_GB_MONTH / HOURS_PER_MONTH / BYTES_PER_GB,
      VDURA_INDEX,
      '$0.0152 per GB-month at prices of 1Q26: written off evenly over 5 years, × 2.5 for server, network, protection, ' +
        'utilisation and power. The factor 2.5 is an assumption. At prices of 2Q25 it was $0.0043, 3.5 times less.',
    ),
    kind: 'assumed',
  },
};

/** Whose bytes per token stand in where a seller does not publish the geometry of its model. */
export const STAND_IN_MODEL_ID: Fact<string> = assumed(
  'Meta-Llama-3.1-405B',
  'The largest cache per token of the models in this catalogue that reach 128K tokens: 516,096 B in bf16, seven times ' +
    'DeepSeek-V3. Storage rent is rather over- than understated.',
);
