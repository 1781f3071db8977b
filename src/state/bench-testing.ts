import type { AdapterIdentity, BenchRecord, CpuMeasurement, GpuMeasurement } from '../domain/bandwidth/measurement.ts';

/** Records of measurements for tests: round figures that no machine has. */

export const ADAPTER: AdapterIdentity = {
  vendor: 'nvidia',
  architecture: 'lovelace',
  device: '',
  description: '',
  isFallback: false,
  renderer: 'ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 Direct3D11 vs_5_0 ps_5_0, D3D11)',
};

const spreadAround = (medianBytesPerSecond: number) => ({
  medianBytesPerSecond,
  bestBytesPerSecond: medianBytesPerSecond * 1.02,
  worstBytesPerSecond: medianBytesPerSecond * 0.9,
  lowerQuartileBytesPerSecond: medianBytesPerSecond * 0.98,
  upperQuartileBytesPerSecond: medianBytesPerSecond * 1.01,
  samples: 12,
});

const GRID = { map: 'grid', unroll: 4, workgroupSize: 256, workgroups: 1_024 } as const;
const BLOCK = { map: 'block', unroll: 8, workgroupSize: 256, workgroups: 1_024 } as const;

/** 900 GB/s from 1 GiB, with a cache of 64 MiB before it. */
export function gpuMeasurement(change: Partial<GpuMeasurement> = {}): GpuMeasurement {
  const read = spreadAround(900e9);
  return {
    status: 'measured',
    adapter: ADAPTER,
    bufferBytes: 2 ** 30,
    askedBytes: 2 ** 30,
    bindingBytes: 2 ** 30,
    kernel: BLOCK,
    timer: 'timestamp',
    timerDisagreementRatio: 0.02,
    emptySubmitSeconds: 120e-6,
    read,
    secondary: { write: spreadAround(850e9), copy: spreadAround(800e9) },
    sweep: [16, 32, 64, 128, 256, 512, 1_024].map((mib) => ({
      bufferBytes: mib * 2 ** 20,
      medianBytesPerSecond: mib <= 64 ? 3_000e9 : mib === 128 ? 1_500e9 : mib === 256 ? 950e9 : 900e9,
    })),
    tuned: [
      { shape: GRID, bytesPerSecond: 870e9 },
      { shape: BLOCK, bytesPerSecond: 900e9 },
    ],
    checksum: { expected: 0x1234_5678, found: 0x1234_5678, kernelsChecked: 9 },
    warnings: [],
    samples: [
      {
        kernel: 'read block u8 wg256',
        bufferBytes: 2 ** 30,
        passes: 10,
        bytesMoved: 10 * 2 ** 30,
        wallSeconds: 0.0121,
        deviceSeconds: 0.0119,
        purpose: 'headline',
      },
    ],
    ...change,
  };
}

/** 30 GB/s with two workers. */
export function cpuMeasurement(change: Partial<CpuMeasurement> = {}): CpuMeasurement {
  return {
    status: 'measured',
    workers: 2,
    memory: 'shared',
    bytesPerWorker: 256 * 2 ** 20,
    read: spreadAround(30e9),
    secondary: { write: spreadAround(18e9) },
    byWorkers: [
      { workers: 1, bytesPerSecond: 17e9 },
      { workers: 2, bytesPerSecond: 30e9 },
    ],
    checksum: { expected: 7, found: 7 },
    warnings: [],
    samples: [{ kernel: 'read', workers: 2, bytesPerSecond: 30e9 }],
    ...change,
  };
}

export function benchRecord(change: Partial<BenchRecord> = {}): BenchRecord {
  return {
    schema: 'tokenhouse-bench/1',
    startedAt: '2026-11-21T18:30:00.000Z',
    environment: {
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      isCrossOriginIsolated: true,
      logicalCores: 2,
      deviceMemoryBytes: 8 * 2 ** 30,
    },
    gpu: gpuMeasurement(),
    cpu: cpuMeasurement(),
    ...change,
  };
}

export const SOFTWARE: AdapterIdentity = {
  vendor: 'google',
  architecture: 'swiftshader',
  device: '',
  description: '',
  isFallback: true,
  renderer: null,
};
