import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Accelerator, RentalKind } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { ACCELERATORS } from './index.ts';

/** Field by field against the table it was copied from, where that lies beside the checkout; skipped elsewhere. */

const TABLE = resolve(import.meta.dirname, '../../../../shared/facts/hardware.json');

interface Figure {
  readonly value: number;
  readonly src: string;
}
interface Rental {
  readonly low: number;
  readonly high: number;
  readonly date: string;
  readonly kind: string;
}
type Column =
  | 'memory_gb'
  | 'mem_bw_tb_s'
  | 'dense_tflops_fp16'
  | 'dense_tflops_fp8'
  | 'dense_tflops_fp4'
  | 'scaleup_gb_s_uni'
  | 'host_link_gb_s_uni'
  | 'tdp_w'
  | 'all_in_kw'
  | 'purchase_usd';
type Row = Readonly<Record<Column, Figure | null>> & {
  readonly id: string;
  readonly vendor: string;
  readonly year: number;
  readonly cloud_usd_h: readonly Rental[] | null;
};

const COLUMNS: readonly (readonly [Column, keyof Accelerator, number])[] = [
  ['memory_gb', 'memoryBytes', 1e9],
  ['mem_bw_tb_s', 'memoryBandwidthBytesPerSecond', 1e12],
  ['dense_tflops_fp16', 'fp16FlopsPerSecond', 1e12],
  ['dense_tflops_fp8', 'fp8FlopsPerSecond', 1e12],
  ['dense_tflops_fp4', 'fp4FlopsPerSecond', 1e12],
  ['scaleup_gb_s_uni', 'scaleUpBytesPerSecond', 1e9],
  ['host_link_gb_s_uni', 'hostLinkBytesPerSecond', 1e9],
  ['tdp_w', 'tdpWatts', 1],
  ['all_in_kw', 'allInWatts', 1e3],
  ['purchase_usd', 'purchaseUsd', 1],
];

/** Where a later check doubted the table, the catalogue has another value. */
const OTHER_VALUE = ['gb200-nvl72.memoryBytes', 'rubin-vr200.fp16FlopsPerSecond', 'rubin-vr200.fp8FlopsPerSecond'];
/** Where it doubted the table, the value stays and is marked. */
const DOUBTED = [
  'a30.scaleUpBytesPerSecond',
  'a100-80-pcie.scaleUpBytesPerSecond',
  'h100-pcie.scaleUpBytesPerSecond',
  'b300-sxm.allInWatts',
  'gb300-nvl72.allInWatts',
  'gaudi2.fp8FlopsPerSecond',
  'mi455x.fp8FlopsPerSecond',
  'mi455x.fp4FlopsPerSecond',
];

const KINDS: readonly (readonly [RegExp, RentalKind])[] = [
  [/^TCO/, 'ownership'],
  [/^3-yr/, 'three-years'],
  [/^1-yr/, 'one-year'],
  [/assum/, 'stipulated'],
  [/on-demand|list/, 'on-demand'],
];

const hasTable = existsSync(TABLE);
const suite = hasTable ? describe : describe.skip;

suite(`table of accelerators${hasTable ? '' : ' (skipped: not beside this checkout)'}`, () => {
  const rows = hasTable
    ? (JSON.parse(readFileSync(TABLE, 'utf8')) as { accelerators: readonly Row[] }).accelerators
    : [];
  const rowOf = (id: string): Row => {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw new Error(`No row for ${id}`);
    return row;
  };

  test('has the same ids', () => {
    expect(ACCELERATORS.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  test.each(ACCELERATORS)('$id has every listed figure and no other', (accelerator) => {
    const row = rowOf(accelerator.id);
    expect(accelerator.vendor).toBe(row.vendor);
    expect(accelerator.introducedIn.value).toBe(row.year);
    const facts = COLUMNS.map(([column, field, factor]) => ({
      path: `${accelerator.id}.${field}`,
      figure: row[column],
      own: accelerator[field] as Fact<number> | null,
      factor,
    }));
    const replaced = facts.filter(({ path }) => OTHER_VALUE.includes(path));
    expect(replaced.filter(({ own }) => own?.kind !== 'assumed')).toEqual([]);
    const kept = facts.filter(({ path }) => !OTHER_VALUE.includes(path));
    expect(kept.map(({ path, own, factor }) => [path, own ? rounded(own.value / factor) : null])).toEqual(
      kept.map(({ path, figure }) => [path, figure?.value ?? null]),
    );
    // What nobody read again, and what secondary reports disagree on, must look assumed.
    const doubted = kept.filter(({ path, figure }) => figure?.src === 'gk' || DOUBTED.includes(path));
    expect(doubted.filter(({ own }) => own?.kind !== 'assumed')).toEqual([]);
  });

  test('and differs from it nowhere but where a later check said so', () => {
    const differing = ACCELERATORS.flatMap((accelerator) =>
      COLUMNS.flatMap(([column, field, factor]) => {
        const own = accelerator[field] as Fact<number> | null;
        const same = (own ? rounded(own.value / factor) : null) === (rowOf(accelerator.id)[column]?.value ?? null);
        return same ? [] : [`${accelerator.id}.${field}`];
      }),
    );
    expect(differing).toEqual(OTHER_VALUE);
  });

  test.each(ACCELERATORS)('$id has the listed rentals', ({ id, rentals }) => {
    const listed = (rowOf(id).cloud_usd_h ?? []).map(({ low, high, date, kind }) => ({
      kind: KINDS.find(([words]) => words.test(kind))?.[1],
      asOf: date,
      low,
      high,
      assumed: /placeholder|assum|unverified/.test(kind),
    }));
    const own = rentals.map(({ kind, asOf, usdPerHour: { low, high } }) => ({
      kind,
      asOf,
      low: low.value,
      high: high.value,
      assumed: low.kind === 'assumed',
    }));
    expect(own).toEqual(listed);
  });
});

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
