import type { InputDifference } from '../../../evaluate/compare/input-differences.ts';
import { formatBytes, formatNumber, formatSeconds, formatSignificant } from '../../format/number.ts';
import { parseNumber } from '../../format/parse-number.ts';

/** Inputs of a scenario as a table shows them, and what somebody types in their place. */

export type InputValue = InputDifference['values'][number];

type Kind = 'seconds' | 'bytes' | 'bytesPerSecond' | 'share' | 'number';

const SECONDS = { s: 1, sec: 1, min: 60, h: 3_600, d: 86_400 } as const;
const BYTES = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 } as const;

function kindOf({ path, unit }: Pick<InputDifference, 'path' | 'unit'>): Kind {
  if (unit === 's') return 'seconds';
  if (unit === 'B') return 'bytes';
  if (unit === 'B/s') return 'bytesPerSecond';
  // Some ratios are factors; those have × for a unit.
  return unit === '' && path.endsWith('Ratio') ? 'share' : 'number';
}

/** What stands behind the name of an input: of those whose values carry no unit of their own. */
export function headUnit(difference: Pick<InputDifference, 'path' | 'unit'>): string {
  return kindOf(difference) === 'number' ? difference.unit.replace(/^USD\b/, '$') : '';
}

/**
 * A number with its unit, as short as it says exactly this number.
 *
 * Example: 86,400 s is 1 d, and 86,401 s stays 86,401 s.
 */
export function numberText({ value, ...input }: Pick<InputDifference, 'path' | 'unit'> & { value: number }): string {
  const kind = kindOf(input);
  const short = shortText({ kind, value });
  if (short !== null && parseInput({ text: short, ...input }) === value) return short;
  // A month of 30.4166… days is nobody’s entry, and its last digits say nothing.
  const plain = Number.isInteger(value) ? formatNumber(value, 0) : formatSignificant(value, 9);
  if (kind === 'number' || kind === 'share') return plain;
  return `${plain} ${input.unit}`;
}

function shortText({ kind, value }: { kind: Kind; value: number }): string | null {
  switch (kind) {
    case 'seconds':
      return formatSeconds(value);
    case 'bytes':
      return formatBytes(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'share':
      return `${formatNumber(value * 100, 6)} %`;
    case 'number':
      return null;
  }
}

/** What somebody types for a number, with a unit or without: `1 h`, `90 min`, `25 GB/s`, `15 %`, `32k`. `undefined` for anything else. */
export function parseInput({
  text,
  ...input
}: Pick<InputDifference, 'path' | 'unit'> & { text: string }): number | undefined {
  const kind = kindOf(input);
  const plain = parseNumber(text);
  // A bare number is in the unit of the document; of bytes and seconds a prefix alone would be a guess.
  if (plain !== undefined && (kind === 'number' || kind === 'share' || /^[\s\d.,_+−e-]+$/i.test(text))) return plain;
  const [, number = '', unit = ''] = /^\s*(.*?[\d.])\s*([a-z%][a-z/]*)\s*$/i.exec(text) ?? [];
  const value = parseNumber(number);
  const factor = factorOf({ kind, unit });
  return value === undefined || factor === undefined ? undefined : Number((value * factor).toPrecision(15));
}

function factorOf({ kind, unit }: { kind: Kind; unit: string }): number | undefined {
  if (kind === 'share') return unit === '%' ? 0.01 : undefined;
  if (kind === 'seconds') return named({ units: SECONDS, unit });
  if (kind === 'bytes') return named({ units: BYTES, unit });
  if (kind === 'bytesPerSecond') return named({ units: BYTES, unit: unit.replace(/\/s$/i, '') });
  return undefined;
}

function named({ units, unit }: { units: Readonly<Record<string, number>>; unit: string }): number | undefined {
  return Object.entries(units).find(([name]) => name.toLowerCase() === unit.toLowerCase())?.[1];
}

/** What `null` means, by the last words of a path. */
const NOTHING: readonly (readonly [ending: string, means: string])[] = [
  ['cache.capacityTokens', 'no limit'],
  ['warehouse.writeUsdPerMTok', 'as input'],
  ['warehouse.readUsdPerMTok', 'as the offer'],
  ['warehouse.storageUsdPerMTokHour', 'as the disks'],
  ['kv.modelId', 'as the offer'],
  ['kv.engine', 'none: unrounded'],
  ['cluster.modelId', 'as the KV cache'],
  ['cluster.gpusPerInstance', 'fewest'],
  ['cluster.warehouseBytes', 'as large as needed'],
  ['cluster.ttftSeconds', 'no promise'],
  ['cluster.peakToMeanRatio', 'by working hours'],
  ['cluster.usdPerKwh', 'in the rent'],
  ['.offerId', 'as the scenario'],
  ['.launchedBy', 'a task'],
];

const NONE: ReadonlySet<string> = new Set(['custom', 'seats', 'provisioned', 'measured', 'compaction']);

function nullText(path: string): string {
  const found = NOTHING.find(([ending]) => path.endsWith(ending));
  if (found) return found[1];
  const last = path.split('.').at(-1) ?? '';
  if (NONE.has(last)) return 'none';
  return path.startsWith('ownOffers') ? 'as the list' : 'as known';
}

const WORDS: Readonly<Record<string, string>> = {
  simultaneous: 'at once',
  staggered: 'staggered',
  'hbm-and-dram': 'memory of accelerators and nodes',
  hbm: 'memory of accelerators alone',
  'when-faster': 'when faster',
};

/** Any input of a scenario in words. `nameOf`: an offer by its id. */
export function inputText({
  difference,
  value,
  nameOf,
}: {
  difference: Pick<InputDifference, 'path' | 'unit'>;
  value: InputValue;
  nameOf: (offerId: string) => string | undefined;
}): string {
  const { path } = difference;
  if (value === undefined) return 'not there';
  if (value === null) return nullText(path);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return path.endsWith('launchedBy') ? `role ${value + 1}` : numberText({ ...difference, value });
  if (typeof value === 'string') {
    if (/(?:^|\.)(?:offerId|basedOn)$/.test(path)) return nameOf(value) ?? value;
    return value === '' ? 'empty' : (WORDS[value] ?? value);
  }
  return Array.isArray(value) ? listText(value) : 'its own';
}

function listText(list: readonly unknown[]): string {
  if (list.length === 0) return 'none';
  const names = list.map((each) =>
    typeof each === 'string'
      ? each
      : typeof each === 'object' && each !== null && 'name' in each && typeof each.name === 'string'
        ? each.name
        : null,
  );
  if (names.some((name) => name === null) || names.length > 4) return `${list.length} entries`;
  return names.join(', ');
}

/** Whether a number can be typed in a row: fields that count something, in every scenario that has them. */
export function isNumeric({ path, values }: Pick<InputDifference, 'path' | 'values'>): boolean {
  return (
    !path.endsWith('launchedBy') &&
    values.some((value) => typeof value === 'number') &&
    values.every((value) => typeof value === 'number' || value === null || value === undefined)
  );
}
