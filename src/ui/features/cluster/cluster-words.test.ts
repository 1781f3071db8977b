import { expect, test } from 'vitest';
import {
  assumptionOf,
  formatAssumption,
  formatFactor,
  formatNodes,
  formatVerdict,
  formatWatts,
  isMissingGpuPrice,
  missingName,
} from './cluster-words.ts';
import type { ClusterAssumption } from '../../../evaluate/cluster/cluster-view.ts';
import { fixturePlan } from './testing/fixture-plan.ts';

test('nothing that is missing is written as 0', () => {
  expect(formatWatts(null)).toBe('not known');
  expect(formatAssumption({ field: null, label: 'x', value: null, unit: 'usdPerHour' })).toBe('not known');
});

test('verdicts are numbers or regions', () => {
  const format = (value: number): string => `${value} s`;
  expect(formatVerdict({ verdict: { status: 'value', value: 5 }, format })).toBe('5 s');
  expect(formatVerdict({ verdict: { status: 'at-least', value: 5, reason: '' }, format })).toBe('at least 5 s');
  expect(formatVerdict({ verdict: { status: 'at-most', value: 5, reason: '' }, format })).toBe('at most 5 s');
  expect(formatVerdict({ verdict: { status: 'never', reason: '' }, format })).toBe('never');
});

test('what a bill lacks is named after the machine and the tier', () => {
  const plan = fixturePlan();
  expect(missingName({ name: 'accelerators', plan })).toBe('an hour of H100 SXM5');
  expect(missingName({ name: 'nvme_gen5: rent', plan })).toBe('rent of Local NVMe PCIe5 x4');
  expect(missingName({ name: 'warehouse: licence', plan })).toBe('licence of Local NVMe PCIe5 x4');
  expect(missingName({ name: 'licence', plan })).toBe('licence');
  expect(isMissingGpuPrice({ status: 'unpriced', knownUsdPerMonth: 1, missing: ['nvme_gen5: rent'] })).toBe(false);
  expect(isMissingGpuPrice({ status: 'unpriced', knownUsdPerMonth: 1, missing: ['accelerators'] })).toBe(true);
});

test('ranges stand behind the value, and a fixed one has none', () => {
  const ratio = { field: null, label: 'MFU', unit: 'ratio' as const };
  expect(formatAssumption({ ...ratio, value: 0.6, low: 0.45, high: 0.65 })).toBe('60.0 % (45.0 % to 65.0 %)');
  expect(formatAssumption({ ...ratio, value: 0.6, low: 0.6, high: 0.6 })).toBe('60.0 %');
  expect(formatAssumption({ field: null, label: 'Weights', value: 'bf16', unit: null })).toBe('bf16');
});

test('facts keep their digits, and a ratio above 1 is a factor', () => {
  const text = (value: number, unit: ClusterAssumption['unit']): string =>
    formatAssumption({ field: null, label: '', value, unit });
  expect(text(0.00056, 'seconds')).toBe('560 µs');
  expect(text(0.0002, 'usd')).toBe('$0.0002');
  expect(text(2.5, 'usdPerHour')).toBe('$2.50 an hour');
  expect(text(671e9, 'count')).toBe('671B');
  expect(text(8, 'count')).toBe('8');
  expect(text(1.25, 'ratio')).toBe('1.25 ×');
  expect(text(141e9, 'bytes')).toBe('141 GB');
});

test('small fleets keep their fraction', () => {
  expect([0.0342, 2.71, 126.4, Infinity].map(formatNodes)).toEqual(['0.0342', '2.71', '126', 'no number']);
  expect([0, 0.001].map(formatNodes)).toEqual(['0', '< 0.01']);
  expect([1.0004, 14.23, 412.3, Infinity].map(formatFactor)).toEqual(['1.00 ×', '14.2 ×', '412 ×', 'endlessly many']);
});

test('an assumption is found by its field', () => {
  expect(assumptionOf({ plan: fixturePlan(), field: 'cluster.headroomRatio' })?.value).toBe(0.2);
  expect(assumptionOf({ plan: null, field: 'cluster.headroomRatio' })).toBeUndefined();
});
