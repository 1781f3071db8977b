import type { StorageTier } from '../../domain/warehouse/tier.ts';
import { HDD, NVME_GEN4, NVME_GEN5, NVME_GEN6, NVME_NODE } from './drives.ts';
import { CPU_RESTORE_GLM, CXL, DRAM, HBM, LPDDR_C2C, REMOTE_DRAM } from './memory.ts';
import {
  DEEPSEEK_3FS,
  NET_FS_SCALE,
  NET_NVME_GDS,
  NET_NVME_WEKA,
  OBJECT_FAST,
  S3_EXPRESS,
  S3_STANDARD,
} from './shared.ts';

/** Where KV cache can lie, from the nearest to the farthest. Pages load it when they need it. */
export const STORAGE_TIERS: readonly StorageTier[] = [
  HBM,
  DRAM,
  LPDDR_C2C,
  CXL,
  REMOTE_DRAM,
  NVME_GEN4,
  NVME_GEN5,
  NVME_GEN6,
  NVME_NODE,
  NET_NVME_WEKA,
  NET_NVME_GDS,
  NET_FS_SCALE,
  DEEPSEEK_3FS,
  CPU_RESTORE_GLM,
  OBJECT_FAST,
  S3_EXPRESS,
  S3_STANDARD,
  HDD,
];

export function storageTierById(id: string): StorageTier | undefined {
  return STORAGE_TIERS.find((tier) => tier.id === id);
}
