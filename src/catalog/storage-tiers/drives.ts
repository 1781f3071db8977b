import type { FactRange, StorageTier } from '../../domain/warehouse/tier.ts';
import { assumed, derived, measured, published } from '../provenance.ts';
import { VDURA_INDEX } from '../sources.ts';
import { NO_LICENCE, ONE_NODE, same, span, tier } from './authoring.ts';
import { DRIVE_FLOOR } from './floors.ts';
import { asDriveIndex, DRIVE_RENTS, HDD_RENTS } from './rents.ts';
import { DGX_B200, MICRON_9650, MLPERF_STORAGE, PEGAFLOW } from './sources.ts';

const TB = 1e12;
const EIGHT_DRIVES = published(8, DGX_B200, 'Drives for data.');
const RANDOM =
  'Rated for random writes: large sequential ones wear up to five times less, so this is the most it costs.';
const BESIDE_RENT =
  'Rent already writes the drive off over five years: wear counts where it is written to death sooner.';

const CAPACITY: FactRange<number> = {
  low: published(3_840, DGX_B200),
  high: assumed(30_720, 'The largest that is common.'),
};
const WRITES_PER_DAY: FactRange<number> = {
  low: assumed(1, 'Drives made for reading, as remembered.'),
  high: assumed(3, 'Drives made for reading and writing, as remembered.'),
};
/** What writing wears off the index's drive: price ÷ (1 a day × 365 days × 5 years). */
export const WEAR_OF_DRIVES = {
  ...derived(
    0.0002,
    VDURA_INDEX,
    `$365 per TB of 1Q26 ÷ 1,825 writes of the whole drive: one a day for five years. ${RANDOM} ${BESIDE_RENT}`,
  ),
  kind: 'assumed',
} as const;

const NVME = {
  kind: 'local-nvme',
  fetchFloorSeconds: DRIVE_FLOOR,
  licenceUsdPerGbMonth: NO_LICENCE,
  wearUsdPerGbWritten: WEAR_OF_DRIVES,
  driveWritesPerDay: WRITES_PER_DAY,
} as const;
const DRIVE = { ...NVME, unit: 'drive', unitDescription: 'per drive', unitsPerNode: EIGHT_DRIVES } as const;

export const NVME_GEN4: StorageTier = tier({
  ...DRIVE,
  id: 'nvme_gen4',
  name: 'Local NVMe PCIe4 x4',
  capacityGb: CAPACITY,
  read: {
    ratedGbPerS: span({ low: 6.5, high: 7, as: (rate) => assumed(rate, 'As data sheets are remembered.') }),
    effectiveGbPerS: same(measured(6.55, PEGAFLOW, 'Sustained, per drive; 6.5 to 6.9 in single runs.')),
  },
  write: { ratedGbPerS: same(assumed(4, 'As data sheets are remembered.')) },
  rents: asDriveIndex('The index does not name a generation: taken as for any drive of 30 TB.'),
  power: {
    of: 'drive',
    ofBytes: null,
    watts: span({ low: 8, high: 20, as: (watts) => assumed(watts, 'Idle to busy, as remembered.') }),
  },
});

export const NVME_GEN5: StorageTier = tier({
  ...DRIVE,
  id: 'nvme_gen5',
  name: 'Local NVMe PCIe5 x4',
  capacityGb: CAPACITY,
  read: {
    ratedGbPerS: same(assumed(14, 'As data sheets are remembered; the drive measured below is rated so.')),
    effectiveGbPerS: same(measured(9.7, MLPERF_STORAGE)),
  },
  write: { ratedGbPerS: same(assumed(10, 'As data sheets are remembered.')) },
  rents: DRIVE_RENTS,
  power: { of: 'drive', ofBytes: null, watts: same(published(25, MICRON_9650)) },
});

export const NVME_GEN6: StorageTier = tier({
  ...DRIVE,
  id: 'nvme_gen6',
  name: 'NVMe PCIe6 x4 (Micron 9650)',
  capacityGb: span({ low: 6_400, high: 30_720, as: (gb) => published(gb, MICRON_9650) }),
  read: { ratedGbPerS: same(published(28, MICRON_9650, 'Of the maker; nobody has published more.')) },
  write: { ratedGbPerS: same(published(14, MICRON_9650)) },
  rents: asDriveIndex('No price of its own is known: taken as for any drive of 30 TB.'),
  wearUsdPerGbWritten: {
    ...derived(0.0002, VDURA_INDEX, `$10,950 ÷ 56,064 TB of the 30.72 TB Pro. ${RANDOM} ${BESIDE_RENT}`),
    kind: 'assumed',
  },
  driveWritesPerDay: { low: published(1, MICRON_9650, 'Pro.'), high: published(3, MICRON_9650, 'Max.') },
  endurance: [
    { drive: 'Pro of 30.72 TB, random writes', bytesWritten: published(56_064 * TB, MICRON_9650) },
    { drive: 'Max of 25.6 TB, random writes', bytesWritten: published(140_160 * TB, MICRON_9650) },
    { drive: 'Largest figure, sequential writes', bytesWritten: published(282_600 * TB, MICRON_9650) },
  ],
  power: { of: 'drive', ofBytes: null, watts: same(published(25, MICRON_9650)) },
});

export const NVME_NODE: StorageTier = tier({
  ...NVME,
  id: 'nvme_node',
  name: 'Local NVMe pool in a GPU node',
  unit: 'node',
  unitDescription: '8 drives',
  unitsPerNode: ONE_NODE,
  capacityGb: {
    low: published(30_720, DGX_B200, '8 × 3.84 TB.'),
    high: assumed(245_760, 'Eight drives of 30.72 TB; the guide lists none so large.'),
  },
  read: {
    ratedGbPerS: {
      low: assumed(56, 'Eight PCIe 4 drives of 7 GB/s.'),
      high: assumed(112, 'Eight PCIe 5 drives of 14 GB/s, of which 9.7 were measured.'),
    },
  },
  write: {
    ratedGbPerS: {
      low: assumed(32, 'Eight PCIe 4 drives of 4 GB/s.'),
      high: assumed(80, 'Eight PCIe 5 drives of 10 GB/s.'),
    },
  },
  rents: asDriveIndex('Drives as the index has them.'),
});

export const HDD: StorageTier = tier({
  id: 'hdd',
  name: 'Nearline HDD tier',
  kind: 'hdd',
  unit: 'account',
  unitDescription: 'as much as is bought',
  rents: HDD_RENTS,
  licenceUsdPerGbMonth: NO_LICENCE,
  notes: ['A price only: neither bandwidth nor floor is known of KV cache on disks.'],
});
