import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../testing/arbitraries.ts';
import { drivesInPlaces } from './storage.ts';

describe('drives in the places of a fleet', () => {
  const small = { capacityBytes: 3.84e12, readBytesPerSecond: 9.7e9, writeBytesPerSecond: 10e9, writesPerDay: 1 };
  const placed = (
    asked: { capacityBytes: number; writeBytesPerSecond?: number },
    fleet: { places?: number; fewest?: number } = {},
  ) =>
    drivesInPlaces({
      need: { readBytesPerSecond: 0, writeBytesPerSecond: 0, ...asked },
      drive: small,
      largestBytes: 30.72e12,
      places: 16,
      fewest: 16,
      peakToMeanRatio: 1,
      ...fleet,
    });

  test('bandwidth fills them with small drives; 63.8 TB take one large drive among fifteen small', () => {
    expect(placed({ capacityBytes: 1 })).toMatchObject({ drives: 16, capacityBytes: 61.44e12, binding: 'read' });
    expect(placed({ capacityBytes: 61.44e12 }).capacityBytes).toBe(61.44e12);
    expect(placed({ capacityBytes: 63.8e12 })).toMatchObject({
      drives: 16,
      capacityBytes: 88.32e12,
      binding: 'capacity',
      isShort: false,
    });
  });

  test('where bandwidth leaves places free, small drives fill them before large ones come', () => {
    expect(placed({ capacityBytes: 20e12 }, { fewest: 4 })).toMatchObject({ drives: 6, capacityBytes: 6 * 3.84e12 });
    // 63.8 TB: one large, and nine small for the 33.1 TB that are left.
    expect(placed({ capacityBytes: 63.8e12 }, { fewest: 4 }).lots).toEqual([
      { capacityBytes: 3.84e12, drives: 9 },
      { capacityBytes: 30.72e12, drives: 1 },
    ]);
    expect(placed({ capacityBytes: 63.8e12 }, { places: Infinity, fewest: 0 }).drives).toBe(17);
  });

  test('wear asks for room too, and DWPD is of all drives', () => {
    // 86.4 TB a day at one write a day: one large drive, as for 63.8 TB.
    const worn = placed({ capacityBytes: 1e12, writeBytesPerSecond: 1e9 });
    expect(worn).toMatchObject({ capacityBytes: 88.32e12, binding: 'endurance' });
    expect(worn.driveWritesPerDay).toBeCloseTo(86.4 / 88.32, 12);
  });

  test('beyond the largest drive in every place it is short, and says so', () => {
    expect(placed({ capacityBytes: 491.52e12 })).toMatchObject({ capacityBytes: 491.52e12, isShort: false });
    expect(placed({ capacityBytes: 500e12 })).toMatchObject({ capacityBytes: 491.52e12, isShort: true });
  });

  test('always enough, never a drive more than needed, against trying all numbers', () => {
    fc.assert(
      fc.property(between(0.1, 600), fc.integer({ min: 1, max: 20 }), between(0, 1), (terabytes, places, share) => {
        const fewest = Math.floor(places * share);
        const { capacityBytes, drives, isShort } = placed({ capacityBytes: terabytes * 1e12 }, { places, fewest });
        const fitting: number[] = [];
        for (let large = 0; large <= places; large++)
          for (let few = Math.max(0, fewest - large); large + few <= places; few++) {
            const paid = large * 30.72e12 + few * 3.84e12;
            if (paid >= terabytes * 1e12) fitting.push(paid);
          }
        expect(isShort).toBe(fitting.length === 0);
        expect(drives).toBeLessThanOrEqual(places);
        if (!isShort) expect(capacityBytes / Math.min(...fitting)).toBeCloseTo(1, 9);
      }),
    );
  });
});
