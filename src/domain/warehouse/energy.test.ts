import { describe, expect, test } from 'vitest';
import { electricityUsdPerMonth, fleetEnergy } from './energy.ts';

describe('energy', () => {
  test('0.53 J a token for prefill of Llama 3.1 70B on eight H100s, all in', () => {
    const energy = fleetEnergy({
      machineWatts: 8 * 1_730,
      tokensPerSecond: 26_200,
      electricity: { pueRatio: 1, gramsPerKwh: 400 },
    });
    expect(energy.joulesPerToken).toBeCloseTo(0.528, 3);
    expect((energy.joulesPerToken ?? 0) * 100_000).toBeCloseTo(52_800, -2);
    expect(energy.kwhPerMonth).toBeCloseTo(13.84 * 730, 6);
    expect(energy.carbonKgPerMonth).toBeCloseTo(13.84 * 730 * 0.4, 6);
  });

  test('10 kW at 1.25 and $0.08: $730 a month', () => {
    const electricity = { usdPerKwh: 0.08, pueRatio: 1.25, gramsPerKwh: null };
    expect(electricityUsdPerMonth({ watts: 10_000, electricity })).toBeCloseTo(730, 9);
    expect(electricityUsdPerMonth({ watts: null, electricity })).toBeNull();
  });

  test('accelerators that are paid half the hours draw half the energy; what else runs, all of it', () => {
    const electricity = { usdPerKwh: 0.08, pueRatio: 1.25, gramsPerKwh: 400 };
    const partTime = { watts: 8_000, hoursPerMonth: 365 };
    // (8 kW × 365 h + 2 kW × 730 h) × 1.25 = 5,475 kWh.
    expect(electricityUsdPerMonth({ watts: 10_000, electricity, partTime })).toBeCloseTo(438, 9);
    const energy = fleetEnergy({ machineWatts: 10_000, tokensPerSecond: 750, electricity, partTime });
    expect(energy.watts).toBe(12_500);
    expect(energy.kwhPerMonth).toBeCloseTo(5_475, 9);
    expect(energy.carbonKgPerMonth).toBeCloseTo(2_190, 9);
    // 7,500 W on average.
    expect(energy.joulesPerToken).toBeCloseTo(10, 9);
    expect(energy.tokensPerJoule).toBeCloseTo(0.1, 9);
  });

  test('what is not known stays unknown', () => {
    expect(
      fleetEnergy({ machineWatts: null, tokensPerSecond: 1, electricity: { pueRatio: 1, gramsPerKwh: 1 } }),
    ).toEqual({
      watts: null,
      kwhPerMonth: null,
      tokensPerJoule: null,
      joulesPerToken: null,
      carbonKgPerMonth: null,
    });
  });
});
