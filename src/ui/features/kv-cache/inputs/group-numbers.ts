import type { GEOMETRY_LIMITS } from '../../../../domain/field-limits.ts';
import type { OptionalPart, ScenarioGeometry } from '../../../../evaluate/kv/typed-geometry.ts';

type Group = ScenarioGeometry['groups'][number];
type Limit = keyof typeof GEOMETRY_LIMITS;

/** One number of a group that can be typed. */
export interface GroupNumber {
  /** Its name within the group, or within the part. */
  readonly key: string;
  readonly value: number;
  readonly limits: Limit;
  readonly label?: string;
}

/** In the order in which they are shown. A group has those of its kind. */
const OF_GROUP = [
  'layers',
  'kvHeads',
  'kDim',
  'vDim',
  'latentDim',
  'ratio',
  'entryDim',
  'ropeDim',
  'windowTokens',
  'chunkTokens',
  'encoderTokens',
] as const satisfies readonly Limit[];

/** The numbers that a group holds itself. */
export function numbersOf(group: Group): readonly GroupNumber[] {
  const numbers = new Map<string, unknown>(Object.entries(group));
  return OF_GROUP.flatMap((key) => {
    const value = numbers.get(key);
    return typeof value === 'number' ? [{ key, value, limits: key }] : [];
  });
}

const OF_PARTS = {
  query: [
    { key: 'heads', limits: 'queryHeads' },
    { key: 'qkDim', limits: 'qkDim' },
    { key: 'vDim', limits: 'queryVDim' },
  ],
  index: [
    { key: 'layers', limits: 'indexLayers', label: 'Layers with a key' },
    { key: 'dim', limits: 'indexDim' },
    { key: 'heads', limits: 'indexHeads' },
    { key: 'topK', limits: 'indexTopK' },
  ],
} as const satisfies Record<OptionalPart, readonly Omit<GroupNumber, 'value'>[]>;

/** The numbers of an optional part; those that the part may leave out only where it does not. */
export function partNumbersOf({ group, part }: { group: Group; part: OptionalPart }): readonly GroupNumber[] {
  const values = new Map<string, unknown>(
    Object.entries((group as { readonly [P in OptionalPart]?: object })[part] ?? {}),
  );
  return OF_PARTS[part].flatMap((number) => {
    const value = values.get(number.key);
    return typeof value === 'number' ? [{ ...number, value }] : [];
  });
}
