import { describe, expect, test } from 'vitest';
import { MEMORY_KINDS, RENTAL_KINDS, rentalOf, type Accelerator } from '../../domain/accelerator.ts';
import { acceleratorById, ACCELERATORS } from './index.ts';

describe('accelerators', () => {
  test('have lost none, with unique ids and names', () => {
    expect(ACCELERATORS.length).toBeGreaterThanOrEqual(56);
    expect(new Set(ACCELERATORS.map(({ id }) => id)).size).toBe(ACCELERATORS.length);
    expect(new Set(ACCELERATORS.map(({ name }) => name)).size).toBe(ACCELERATORS.length);
    expect(acceleratorById('nobody')).toBeUndefined();
  });

  test('have some of every kind of memory', () => {
    expect(new Set(ACCELERATORS.map(({ memoryKind }) => memoryKind))).toEqual(new Set(MEMORY_KINDS));
  });

  test.each(ACCELERATORS)('$id says how its gigabytes were read', ({ memoryBytes, memoryKind }) => {
    expect(memoryBytes.note).toContain('10⁹ bytes');
    expect(memoryBytes.note?.includes('Shared with the processor')).toBe(memoryKind === 'unified');
    // Between an SRAM chip and the largest unified memory.
    expect(memoryBytes.value).toBeGreaterThanOrEqual(230e6);
    expect(memoryBytes.value).toBeLessThanOrEqual(512e9);
  });

  test.each(ACCELERATORS)('$id reads at least 100 GB/s', ({ memoryBandwidthBytesPerSecond: bandwidth }) => {
    expect(bandwidth?.value).toBeGreaterThanOrEqual(100e9);
  });

  // Half the width, twice the rate: a rate with sparsity passed off as dense would stand out as four times. Those that do
  // stand out, and why: Trainium3 multiplies fp8 four to one, Blackwell Ultra fp4 three to one, GeForce adds fp8 up in fp32
  // at half its rate, and nobody agrees on Rubin.
  const STEEPER = ['trn3 fp8', 'b300-sxm fp4', 'gb300-nvl72 fp4', 'rtx5090 fp4', 'rubin-vr200 fp8'];
  test('narrower arithmetic is at most twice as fast, apart from five that are named', () => {
    const steps = ACCELERATORS.flatMap(({ id, fp16FlopsPerSecond: fp16, fp8FlopsPerSecond: fp8, ...rest }) => [
      { name: `${id} fp8`, wide: fp16?.value, narrow: fp8?.value },
      { name: `${id} fp4`, wide: fp8?.value, narrow: rest.fp4FlopsPerSecond?.value },
    ]).flatMap(({ name, wide, narrow }) => (wide && narrow ? [{ name, ratio: narrow / wide }] : []));
    expect(steps.length).toBeGreaterThan(35);
    expect(steps.filter(({ ratio }) => ratio < 1)).toEqual([]);
    const steep = steps.filter(({ ratio }) => ratio > 2.05);
    expect(steep.map(({ name }) => name).toSorted()).toEqual(STEEPER.toSorted());
  });

  test.each(ACCELERATORS)('$id: what is known of links, watts and prices is within reason', (accelerator) => {
    const { scaleUpBytesPerSecond: scaleUp, hostLinkBytesPerSecond: host, tdpWatts, allInWatts } = accelerator;
    // PCIe 3 to NVLink 6, and Groq's 2.5 TB/s.
    for (const link of [scaleUp, host].filter((fact) => fact !== null)) {
      expect(link.value).toBeGreaterThanOrEqual(16e9);
      expect(link.value).toBeLessThanOrEqual(2.5e12);
    }
    if (scaleUp && host) expect(scaleUp.value).toBeGreaterThanOrEqual(host.value);
    if (tdpWatts) expect(tdpWatts.value >= 20 && tdpWatts.value <= 23_000).toBe(true);
    // With its share of the host, network, cooling and conversion: half again to three times the chip.
    if (allInWatts) {
      const ratio = allInWatts.value / (tdpWatts?.value ?? Number.NaN);
      expect(ratio).toBeGreaterThan(1.4);
      expect(ratio).toBeLessThan(3);
    }
    expect(accelerator.purchaseUsd?.value).not.toBe(0);
    expect(accelerator.introducedIn.value).toBeGreaterThanOrEqual(2017);
  });

  // Copied by hand from the data sheets' figures, so that a slip of the authoring helpers shows.
  test.each([
    ['h100-sxm', 80e9, 3.35e12, 989e12, 1_979e12],
    ['h200-sxm', 141e9, 4.8e12, 989e12, 1_979e12],
    ['b200-sxm', 180e9, 8e12, 2_250e12, 4_500e12],
    ['mi300x', 192e9, 5.3e12, 1_307e12, 2_615e12],
    ['tpu-v7', 192e9, 7.38e12, 2_307e12, 4_614e12],
    ['a100-80-sxm', 80e9, 2.039e12, 312e12, undefined],
    ['groq-lpu1', 230e6, 80e12, 188e12, undefined],
    ['cerebras-wse3', 44e9, 21e15, undefined, undefined],
  ])('%s', (id, memoryBytes, bandwidth, fp16, fp8) => {
    const accelerator = acceleratorById(id);
    expect(accelerator?.memoryBytes.value).toBe(memoryBytes);
    expect(accelerator?.memoryBandwidthBytesPerSecond?.value).toBe(bandwidth);
    expect(accelerator?.fp16FlopsPerSecond?.value).toBe(fp16);
    expect(accelerator?.fp8FlopsPerSecond?.value).toBe(fp8);
  });

  test.each(['groq-lpu1', 'groq-lpu3', 'cerebras-wse3'])('%s computes from on-chip memory alone', (id) => {
    expect(acceleratorById(id)?.memoryKind).toBe('on-chip');
  });

  test.each([
    ['rubin-vr200', 'memoryBytes', 'disagree'],
    ['rubin-vr200', 'fp8FlopsPerSecond', '12,500'],
    ['gb200-nvl72', 'memoryBytes', '192'],
    ['gh200', 'memoryBytes', '96 GB'],
    ['h20', 'memoryBytes', 'not read again'],
    ['m4-max', 'fp16FlopsPerSecond', 'fp32'],
  ] as const)('%s: %s is an assumption, and the note says %s', (id, field, words) => {
    expect(acceleratorById(id)?.[field]).toMatchObject({ kind: 'assumed', note: expect.stringContaining(words) });
  });

  test.each([
    ['a30', 'scaleUpBytesPerSecond', 'PCIe rate'],
    ['a100-80-pcie', 'scaleUpBytesPerSecond', 'PCIe rate'],
    ['h100-pcie', 'scaleUpBytesPerSecond', 'PCIe rate'],
    ['b300-sxm', 'allInWatts', 'B200 repeated'],
    ['gb300-nvl72', 'allInWatts', 'GB200 repeated'],
    ['gaudi2', 'fp8FlopsPerSecond', '865'],
    ['mi455x', 'fp4FlopsPerSecond', 'Not said to be dense'],
  ] as const)('%s: %s keeps its source and is marked: %s', (id, field, words) => {
    const fact = acceleratorById(id)?.[field];
    expect(fact).toMatchObject({ kind: 'assumed', note: expect.stringContaining(words) });
    expect(fact?.source).not.toContain('Assumption');
  });

  test.each([
    ['gb200-nvl72', 'memoryBytes', '199×10⁹'],
    ['gb300-nvl72', 'memoryBytes', '298×10⁹'],
    ['h100-sxm', 'memoryBytes', '79.18 GiB'],
    ['b200-sxm', 'hostLinkBytesPerSecond', 'PCIe 5'],
    ['b60', 'memoryBandwidthBytesPerSecond', '48 %'],
    ['mi455x', 'memoryBytes', 'Announced'],
  ] as const)('%s: the note on %s says %s', (id, field, words) => {
    expect(acceleratorById(id)?.[field]?.note).toContain(words);
  });
});

describe('parts that compute from on-chip memory', () => {
  const devicesFor = ({ id, bytes }: { id: string; bytes: number }) =>
    Math.ceil(bytes / (acceleratorById(id)?.memoryBytes.value ?? Number.NaN));

  test('hold no more than their SRAM: how many a model needs', () => {
    // A trillion parameters of one byte; its note says 23.
    expect(devicesFor({ id: 'cerebras-wse3', bytes: 1e12 })).toBe(23);
    expect(acceleratorById('cerebras-wse3')?.memoryBytes.note).toContain('take 23');
    // 70 billion: 305 of the first LPU, and 140 of the third, of which 256 make a rack.
    expect(devicesFor({ id: 'groq-lpu1', bytes: 70e9 })).toBe(305);
    expect(acceleratorById('groq-lpu1')?.memoryBytes.note).toContain('take 305');
    expect(devicesFor({ id: 'groq-lpu3', bytes: 70e9 })).toBe(140);
  });

  test('WSE-3 has no dense rate, because only one with sparsity is published', () => {
    const wafer = acceleratorById('cerebras-wse3');
    expect([wafer?.fp16FlopsPerSecond, wafer?.fp8FlopsPerSecond, wafer?.fp4FlopsPerSecond]).toEqual([null, null, null]);
    expect(wafer?.notes.join(' ')).toContain('with sparsity');
  });
});

describe('rentals', () => {
  const rented = ACCELERATORS.filter(({ rentals }) => rentals.length > 0);
  const rentalsOf = (id: string): Accelerator['rentals'] => acceleratorById(id)?.rentals ?? [];

  test('are known of 13 at least; the others have none rather than 0', () => {
    expect(rented.length).toBeGreaterThanOrEqual(13);
    expect(rented.length).toBeLessThan(ACCELERATORS.length);
  });

  test.each(rented)('$id: dated, of a known kind, between half a dollar and ten', ({ rentals }) => {
    for (const { kind, asOf, usdPerHour } of rentals) {
      expect(RENTAL_KINDS).toContain(kind);
      expect(asOf).toMatch(/^20\d\d(-(0[1-9]|1[0-2]))?$/);
      expect(usdPerHour.low.value).toBeGreaterThan(0.5);
      expect(usdPerHour.high.value).toBeGreaterThanOrEqual(usdPerHour.low.value);
      expect(usdPerHour.high.value).toBeLessThan(10);
      if (kind === 'ownership') expect(usdPerHour.low.note).toContain('nobody offers it');
    }
  });

  test('that their source does not trust are marked', () => {
    const doubted = rented.flatMap(({ id, rentals }) =>
      rentals.filter(({ usdPerHour }) => usdPerHour.low.kind === 'assumed').map(({ kind }) => `${id} ${kind}`),
    );
    expect(doubted.toSorted()).toEqual([
      'b300-sxm ownership',
      'b300-sxm three-years',
      'gb300-nvl72 ownership',
      'gb300-nvl72 three-years',
      'h200-sxm stipulated',
      'h800 stipulated',
      'mi350x on-demand',
    ]);
  });

  test('rentalOf takes the first kind there is, and of one day the narrowest', () => {
    const h100 = rentalsOf('h100-sxm');
    expect(rentalOf({ rentals: h100, kinds: ['on-demand', 'ownership'] })?.usdPerHour.low.value).toBe(2.95);
    expect(rentalOf({ rentals: h100, kinds: ['three-years', 'one-year'] })?.usdPerHour.high.value).toBe(2.35);
    expect(rentalOf({ rentals: rentalsOf('b200-sxm'), kinds: ['on-demand', 'one-year'] })).toBeUndefined();
    expect(rentalOf({ rentals: rentalsOf('l4'), kinds: RENTAL_KINDS })).toBeUndefined();
  });

  test('rentalOf takes the newest of a kind', () => {
    const [older] = rentalsOf('h100-sxm').filter(({ kind }) => kind === 'one-year');
    if (!older) throw new Error('No rental for a year');
    const newer = { ...older, asOf: '2026-09' };
    expect(rentalOf({ rentals: [older, newer], kinds: ['one-year'] })).toBe(newer);
    expect(rentalOf({ rentals: [newer, older], kinds: ['one-year'] })).toBe(newer);
  });
});
