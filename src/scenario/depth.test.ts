import { describe, expect, it } from 'vitest';
import { decodeDocument, decodeScenario } from './codec.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import { isTooDeep } from './depth.ts';
import { pack } from './packing.ts';

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('isTooDeep', () => {
  it('counts levels of lists and objects, and not how much there is in them', () => {
    expect(isTooDeep(JSON.parse(nested(64)))).toBe(false);
    expect(isTooDeep(JSON.parse(nested(65)))).toBe(true);
    expect(isTooDeep({ wide: Array.from({ length: 10_000 }, () => ({ deep: [1] })) })).toBe(false);
    expect(isTooDeep(null)).toBe(false);
    expect(isTooDeep('[[[')).toBe(false);
  });
});

describe('a link made of brackets', () => {
  it.each([100, 15_000, 400_000])('%d deep is refused and breaks nothing', (levels) => {
    const { dictionary } = CURRENT_FORMAT;
    const packed = pack({ text: `{"workload":${nested(levels)}}`, ...(dictionary && { dictionary }) });
    for (const head of ['v=1', 'v=1.abcd']) {
      const { notices } = decodeScenario(`${head}&z=${packed}`);
      expect(notices.map(({ message }) => message)).toContain('workload could not be read.');
    }
  });

  it('is refused in a file, too', () => {
    const { notices } = decodeDocument(JSON.parse(`{"workload":${nested(15_000)}}`));
    expect(notices[0]?.message).toMatch(/nested/);
  });
});
