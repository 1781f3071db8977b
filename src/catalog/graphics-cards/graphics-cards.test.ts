import { describe, expect, test } from 'vitest';
import { CARD_FORMS, type GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { acceleratorById } from '../accelerators/index.ts';
import { CATALOG_REVISION } from '../revision.ts';
import { wordsOf } from './authoring.ts';
import { ADAPTER_FAMILIES, VENDOR_NAMES } from './families.ts';
import { graphicsCardById, GRAPHICS_CARDS } from './index.ts';

const known = GRAPHICS_CARDS.filter(({ memoryBandwidthBytesPerSecond }) => memoryBandwidthBytesPerSecond !== null);
const gbPerSOf = (card: GraphicsCard | undefined): number =>
  (card?.memoryBandwidthBytesPerSecond?.value ?? Number.NaN) / 1e9;

describe('graphics cards', () => {
  test('are more than a hundred of seven vendors, with unique ids and names', () => {
    expect(GRAPHICS_CARDS.length).toBeGreaterThan(150);
    expect(known.length).toBeGreaterThan(100);
    expect(new Set(GRAPHICS_CARDS.map(({ id }) => id)).size).toBe(GRAPHICS_CARDS.length);
    expect(new Set(GRAPHICS_CARDS.map(({ name }) => name)).size).toBe(GRAPHICS_CARDS.length);
    expect(new Set(GRAPHICS_CARDS.map(({ vendor }) => vendor))).toEqual(
      new Set(['nvidia', 'amd', 'intel', 'apple', 'qualcomm', 'arm', 'img-tec', 'samsung']),
    );
    expect(new Set(GRAPHICS_CARDS.map(({ form }) => form))).toEqual(new Set(CARD_FORMS));
    expect(graphicsCardById('nobody')).toBeUndefined();
  });

  test('have either a bandwidth or a reason; what reads the machine’s memory has no figure of its own', () => {
    const wrong = GRAPHICS_CARDS.filter(
      ({ memoryBandwidthBytesPerSecond: bandwidth, whyUnknown, form, memoryBus }) =>
        (bandwidth === null) !== (whyUnknown !== null) ||
        (form === 'integrated' && bandwidth !== null) ||
        (bandwidth === null && memoryBus !== null),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(GRAPHICS_CARDS.filter(({ form }) => form === 'integrated').length).toBeGreaterThan(20);
  });

  test('read the width of their bus times the rate of a pin', () => {
    const wrong = known.filter((card) => {
      if (!card.memoryBus) return false;
      const computed = (card.memoryBus.bits * card.memoryBus.bitsPerSecondAndPin) / 8 / 1e9;
      // Apple rounds down by up to 2.4 %, everybody else to a GB/s.
      const slack = card.vendor === 'apple' ? 0.024 * computed : 1;
      return Math.abs(computed - gbPerSOf(card)) > slack + 1e-9;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('few have a bandwidth and no bus: laptops of NVIDIA, and one unified machine', () => {
    const noBus = known.filter(({ memoryBus }) => memoryBus === null);
    expect(noBus.filter(({ form }) => form !== 'laptop').map(({ id }) => id)).toEqual(['gb10-dgx-spark']);
    expect(noBus.length).toBe(12);
  });

  // Copied by hand from what the makers print.
  test.each([
    ['geforce-rtx-4090', 1_008],
    ['geforce-rtx-5090', 1_792],
    ['geforce-rtx-3060-12-gb', 360],
    ['geforce-rtx-2080-ti', 616],
    ['rtx-pro-6000-blackwell', 1_792],
    ['radeon-rx-7900-xtx', 960],
    ['radeon-rx-9070-xt', 640],
    ['radeon-rx-6900-xt', 512],
    ['arc-b580', 456],
    ['arc-a770-16-gb', 560],
    ['apple-m1', 68.25],
    ['apple-m4-max-40-gpu-cores', 546],
  ])('%s reads %d GB/s', (id, gbPerS) => {
    expect(gbPerSOf(graphicsCardById(id))).toBeCloseTo(gbPerS, 6);
  });

  test('have a source, a day not after the revision, and a note on what was not read', () => {
    for (const { memoryBandwidthBytesPerSecond: fact } of known) {
      expect(fact?.source.trim()).not.toBe('');
      expect(fact?.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((fact?.checkedOn ?? '') <= CATALOG_REVISION).toBe(true);
      if (fact?.kind === 'assumed') expect((fact.note ?? '').length).toBeGreaterThan(20);
    }
  });

  test('lie between the slowest M1 and the fastest desktop card', () => {
    const figures = known.map(gbPerSOf);
    expect(Math.min(...figures)).toBe(68.25);
    expect(Math.max(...figures)).toBe(1_792);
  });

  test('agree with the same part in the table of accelerators, apart from two whose figure there is older or rounded', () => {
    const shared = GRAPHICS_CARDS.filter(({ acceleratorId }) => acceleratorId !== null);
    expect(shared.length).toBeGreaterThanOrEqual(12);
    const apart = shared.flatMap((card) => {
      const theirs = acceleratorById(card.acceleratorId ?? '')?.memoryBandwidthBytesPerSecond?.value;
      expect(theirs).toBeDefined();
      return Math.abs(gbPerSOf(card) * 1e9 - (theirs ?? 0)) > 0.005 * (theirs ?? 0) ? [card.id] : [];
    });
    expect(apart).toEqual(['apple-m3-ultra', 'apple-m5-max-40-gpu-cores']);
  });

  test('drivers’ words stand in small letters; cards that share them differ in their variant', () => {
    const byWords = new Map<string, readonly GraphicsCard[]>();
    for (const card of GRAPHICS_CARDS) {
      const words = card.rendererWords.join(' ');
      byWords.set(words, [...(byWords.get(words) ?? []), card]);
    }
    for (const [words, cards] of byWords) {
      expect(words).toBe(words.toLowerCase());
      expect(words.length).toBeGreaterThan(0);
      if (cards.length > 1) expect(cards.every(({ name }) => name.endsWith(')'))).toBe(true);
    }
    expect(byWords.get('apple m3 max')?.length).toBe(2);
  });

  test('trade marks are no words', () => {
    expect(wordsOf('Intel(R) Arc(TM) A770 Graphics')).toEqual(['intel', 'arc', 'a770', 'graphics']);
    expect(wordsOf('AMD Radeon™ 780M')).toEqual(['amd', 'radeon', '780m']);
  });
});

describe('families', () => {
  test('are unique, of vendors with a name', () => {
    const names = ADAPTER_FAMILIES.map(({ vendor, architecture }) => `${vendor} ${architecture}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { vendor } of ADAPTER_FAMILIES) expect(VENDOR_NAMES[vendor]).toBeDefined();
    for (const { vendor } of GRAPHICS_CARDS) expect(VENDOR_NAMES[vendor]).toBeDefined();
  });

  test('every architecture of a card made since 2018 by NVIDIA, AMD or Intel has words', () => {
    const named = new Set(ADAPTER_FAMILIES.map(({ vendor, architecture }) => `${vendor} ${architecture}`));
    const missing = GRAPHICS_CARDS.filter(({ vendor }) => ['nvidia', 'amd', 'intel'].includes(vendor)).flatMap(
      ({ vendor, architectures }) => architectures.map((one) => `${vendor} ${one}`).filter((one) => !named.has(one)),
    );
    expect(missing).toEqual([]);
  });
});
