import type { StorageTier } from '../../domain/warehouse/tier.ts';
import { assumed, derived, measured, published } from '../provenance.ts';
import { ONE_NODE, same, tier } from './authoring.ts';
import { WEAR_OF_DRIVES } from './drives.ts';
import { always, DRIVE_FLOOR, FAST_OBJECT_FLOOR } from './floors.ts';
import { FAST_OBJECT_RENTS, NETWORK_NVME_RENTS, undatedRent } from './rents.ts';
import { COREWEAVE, LLM_D_FILES, NETAPP_CLAIM, S3_PRICES, THREE_FS, WEKA_CLAIM } from './sources.ts';

const GIB_PER_GB = 2 ** 30 / 1e9;
const TIB_PER_GB = 2 ** 40 / 1e9;
const SELLER_WEAR = assumed(0, 'The seller replaces its drives.');
const IN_THE_PRICE = assumed(0, 'Contained in what the seller charges.');
const WEAR = assumed(WEAR_OF_DRIVES.value, `As drives of the node. ${WEAR_OF_DRIVES.note ?? ''}`);
const NETWORK = {
  kind: 'network-nvme',
  fetchFloorSeconds: DRIVE_FLOOR,
  wearUsdPerGbWritten: WEAR,
  rents: NETWORK_NVME_RENTS,
} as const;
const LICENCE_UNKNOWN = 'Its licence costs extra; no price is published.';

export const NET_NVME_WEKA: StorageTier = tier({
  ...NETWORK,
  id: 'net_nvme_weka',
  name: 'Networked NVMe over RDMA/GDS (WEKA AMG)',
  unit: 'node',
  unitDescription: 'per DGX H100 host',
  unitsPerNode: ONE_NODE,
  read: {
    ratedGbPerS: same(published(300, WEKA_CLAIM, 'The maker’s claim; no method is given.')),
    effectiveGbPerS: {
      low: derived(
        59,
        WEKA_CLAIM,
        'At least: 0.58 s for 105,000 tokens of Llama 3.1 70B, 34.4 GB, everything else in that time included.',
      ),
      high: published(300, WEKA_CLAIM, 'The maker’s claim; no method is given.'),
    },
  },
  notes: [LICENCE_UNKNOWN],
});

export const NET_NVME_GDS: StorageTier = tier({
  ...NETWORK,
  id: 'net_nvme_gds_1gpu',
  name: 'Networked NVMe over GDS to one GPU (NetApp/VAST)',
  unit: 'gpu',
  unitDescription: 'per GPU',
  read: {
    effectiveGbPerS: same(published(35, NETAPP_CLAIM, 'To one H100, by the maker; eight at once are not shown.')),
  },
  readPerGpu: { effectiveGbPerS: same(published(35, NETAPP_CLAIM, 'To one H100, by the maker.')) },
  notes: [LICENCE_UNKNOWN],
});

export const NET_FS_SCALE: StorageTier = tier({
  ...NETWORK,
  id: 'net_fs_scale',
  name: 'Shared POSIX FS (IBM Storage Scale) via CPU bounce',
  kind: 'file',
  unit: 'instance',
  unitDescription: '4xH100',
  read: {
    effectiveGbPerS: {
      low: derived(59, LLM_D_FILES, 'From the throughput at 16K tokens.'),
      high: derived(61, LLM_D_FILES, 'From the speed-up at 128K tokens.'),
    },
  },
  notes: [LICENCE_UNKNOWN, 'Data pass through the processor’s memory and use its bandwidth twice.'],
});

export const DEEPSEEK_3FS: StorageTier = tier({
  ...NETWORK,
  id: '3fs',
  name: 'DeepSeek 3FS',
  kind: 'file',
  unit: 'node',
  unitDescription: 'client with one 400 Gbit/s link',
  unitsPerNode: ONE_NODE,
  read: {
    ratedGbPerS: same(published(50, THREE_FS, 'One link of 400 Gbit/s.')),
    effectiveGbPerS: same(
      published(40 * GIB_PER_GB, THREE_FS, 'A peak of its KV cache clients, 40 GiB/s; the mean is lower.'),
    ),
  },
  sharedReadGbPerS: measured(
    6.6 * TIB_PER_GB,
    THREE_FS,
    '6.6 TiB/s from 180 storage nodes of 2 × 200 Gbit/s and 16 × 14 TiB to more than 500 clients: large blocks, not KV cache.',
  ),
  licenceUsdPerGbMonth: assumed(0, 'Open source.'),
});

export const OBJECT_FAST: StorageTier = tier({
  id: 'object_fast',
  name: 'High-throughput object store (CoreWeave)',
  kind: 'object',
  unit: 'node',
  unitDescription: '8-GPU node',
  unitsPerNode: ONE_NODE,
  read: {
    effectiveGbPerS: {
      low: published(8.5, COREWEAVE, 'By the seller and its customer.'),
      high: published(10, COREWEAVE, 'By the seller and its customer.'),
    },
  },
  fetchFloorSeconds: FAST_OBJECT_FLOOR,
  rents: FAST_OBJECT_RENTS,
  wearUsdPerGbWritten: SELLER_WEAR,
  driveWritesPerDay: 'unlimited',
  licenceUsdPerGbMonth: IN_THE_PRICE,
});

const S3 = {
  kind: 'object',
  unit: 'account',
  unitDescription: 'as much as one stores',
  wearUsdPerGbWritten: SELLER_WEAR,
  driveWritesPerDay: 'unlimited',
  licenceUsdPerGbMonth: IN_THE_PRICE,
} as const;
const NO_BANDWIDTH = 'No bandwidth is promised: it depends on how many connections are opened.';

export const S3_EXPRESS: StorageTier = tier({
  ...S3,
  id: 's3_express',
  name: 'S3 Express One Zone',
  fetchFloorSeconds: always(assumed(0.008, 'The first byte within single-digit milliseconds, as the seller puts it.')),
  rents: undatedRent({ pricesOf: '2026-11', usd: published(0.11, S3_PRICES) }),
  usdPerGbRead: published(0.0006, S3_PRICES),
  usdPerGbWritten: published(0.0032, S3_PRICES),
  notes: [NO_BANDWIDTH],
});

export const S3_STANDARD: StorageTier = tier({
  ...S3,
  id: 's3_standard',
  name: 'S3 Standard',
  fetchFloorSeconds: always(assumed(0.1, 'The first byte after about a tenth of a second, as remembered.')),
  rents: undatedRent({ pricesOf: '2026-11', usd: assumed(0.023, 'First 50 TB in us-east-1, as remembered.') }),
  notes: [NO_BANDWIDTH, 'Requests are charged one by one, whatever their size: that is not counted.'],
});
