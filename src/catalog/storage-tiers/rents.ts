import type { Fact } from '../../domain/fact.ts';
import type { FactRange, TierRent } from '../../domain/warehouse/tier.ts';
import { assumed, derived, published } from '../provenance.ts';
import { VDURA_INDEX, type Source } from '../sources.ts';
import { same, span } from './authoring.ts';
import { SERVER_MEMORY } from './sources.ts';

/**
 * What keeping a GB for a month costs, by the time prices were read. Between two readings the older one stands, although
 * prices moved: contract prices of memory rose by 93 to 98 % in 1Q26 alone.
 */

const MEMORY_FACTOR = 'Written off evenly over five years, × 1.3 for what surrounds it. The factor is an assumption.';
const DRIVE_FACTOR =
  'Written off evenly over five years, × 2.5 for server, network, protection, utilisation and power. The factor is an assumption.';
const YEAR_2025 = { pricesOf: '2025', from: '2025-01-01', to: '2026-06-01' };
const MID_2026 = { pricesOf: 'mid-2026', from: '2026-06-01', to: null };
const SECOND_QUARTER_2025 = { pricesOf: '2Q25', from: '2025-04-01', to: '2026-01-01' };
const FIRST_QUARTER_2026 = { pricesOf: '1Q26', from: '2026-01-01', to: null };

/** Derived, but with a factor that nobody published: it must look assumed wherever it is shown. */
function withFactor({ usd, source, note }: { usd: number; source: Source; note: string }): Fact<number> {
  return { ...derived(usd, source, note), kind: 'assumed' };
}

const MEMORY_2025 = assumed(6, 'Server DDR5 per GB before the shortage, as remembered.');
const memory2026 = (usd: number) => published(usd, SERVER_MEMORY, 'Spot, $27 to 37.');

export const DRAM_RENTS: readonly TierRent[] = [
  {
    ...YEAR_2025,
    usdPerGbMonth: same(assumed(0.13, `$6 per GB, as remembered. ${MEMORY_FACTOR}`)),
    purchaseUsdPerGb: same(MEMORY_2025),
  },
  {
    ...MID_2026,
    usdPerGbMonth: same(
      withFactor({ usd: 0.65, source: SERVER_MEMORY, note: `$30 per GB, of 27 to 37 on the spot. ${MEMORY_FACTOR}` }),
    ),
    purchaseUsdPerGb: span({ low: 27, high: 37, as: memory2026 }),
  },
];

/** Devices and pools made of the same memory, whose own price nobody publishes. */
export function asDram(what: string): readonly TierRent[] {
  return DRAM_RENTS.map((rent) => ({
    ...rent,
    usdPerGbMonth: mapRange(rent.usdPerGbMonth, ({ value }) => assumed(value, `${what} ${MEMORY_FACTOR}`)),
    purchaseUsdPerGb: null,
  }));
}

export const DRIVE_RENTS: readonly TierRent[] = [
  {
    ...SECOND_QUARTER_2025,
    usdPerGbMonth: same(withFactor({ usd: 0.0043, source: VDURA_INDEX, note: `$102 per TB. ${DRIVE_FACTOR}` })),
    purchaseUsdPerGb: same(derived(0.102, VDURA_INDEX, '$3,062 for 30 TB.')),
  },
  {
    ...FIRST_QUARTER_2026,
    usdPerGbMonth: same(withFactor({ usd: 0.0152, source: VDURA_INDEX, note: `$365 per TB. ${DRIVE_FACTOR}` })),
    purchaseUsdPerGb: same(derived(0.365, VDURA_INDEX, '$10,950 for 30 TB.')),
  },
];

/** The index does not say which PCIe generation its 30 TB drive has. */
export function asDriveIndex(what: string): readonly TierRent[] {
  return DRIVE_RENTS.map((rent) => ({
    ...rent,
    usdPerGbMonth: mapRange(rent.usdPerGbMonth, ({ value }) => assumed(value, `${what} ${DRIVE_FACTOR}`)),
  }));
}

export const NETWORK_NVME_RENTS: readonly TierRent[] = [
  {
    ...FIRST_QUARTER_2026,
    usdPerGbMonth: {
      low: assumed(0.015, `As drives of the node in 1Q26, licence apart. ${DRIVE_FACTOR}`),
      high: assumed(0.03, 'Twice that: copies for protection, and a network of its own. Licence apart.'),
    },
    purchaseUsdPerGb: null,
  },
];

export const FAST_OBJECT_RENTS: readonly TierRent[] = [
  {
    ...FIRST_QUARTER_2026,
    usdPerGbMonth: {
      low: assumed(0.02, 'A little below S3 Standard.'),
      high: assumed(0.11, 'As S3 Express One Zone; the article names no price.'),
    },
    purchaseUsdPerGb: null,
  },
];

export const HDD_RENTS: readonly TierRent[] = [
  {
    ...FIRST_QUARTER_2026,
    usdPerGbMonth: same(
      assumed(
        0.0006,
        '$22 per TB over five years are $0.00037; this is 1.6 times that. With the 2.5 of drives it would be $0.0009.',
      ),
    ),
    purchaseUsdPerGb: same(derived(0.022, VDURA_INDEX, 'A drive’s $365 per TB ÷ 16.4, its ratio of SSD to disk.')),
  },
];

/** A price without a beginning or an end: it has stood for years, or follows from another. */
export function undatedRent({ pricesOf, usd }: { pricesOf: string; usd: Fact<number> }): readonly TierRent[] {
  return [{ pricesOf, from: null, to: null, usdPerGbMonth: same(usd), purchaseUsdPerGb: null }];
}

function mapRange(range: FactRange<number>, change: (fact: Fact<number>) => Fact<number>): FactRange<number> {
  return { low: change(range.low), high: change(range.high) };
}
