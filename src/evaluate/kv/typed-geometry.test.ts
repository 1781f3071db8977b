import { CORE_BOOK } from '../testing/core-book.ts';
import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { MOST_LAYER_GROUPS } from '../../domain/field-limits.ts';
import { LAYER_KINDS, type StateGroup } from '../../domain/kv-cache/layer-group.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { isProblem, resolveGeometry, type ResolvedGeometry } from '../resolve.ts';
import {
  addConvolution,
  addGroup,
  removeConvolution,
  removeGroup,
  typedGeometryFrom,
  withGroup,
  withKind,
  withoutPart,
  withPart,
  type ScenarioGeometry,
} from './typed-geometry.ts';

function resolved(modelId: string): ResolvedGeometry {
  const geometry = resolveGeometry({ kv: { ...BASE_SCENARIO.kv, modelId }, offer: undefined, book: CORE_BOOK });
  if (isProblem(geometry)) throw new Error(geometry.message);
  return geometry;
}

function problemsOf(custom: ScenarioGeometry): readonly string[] {
  const parsed = scenarioSchema.safeParse({ ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, custom } });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const EMPTY = typedGeometryFrom({ geometry: null, custom: null });

describe('typedGeometryFrom', () => {
  test.each(MODELS)('$id: starts from its own layers, and the scenario accepts them', ({ id, groups }) => {
    const typed = typedGeometryFrom({ geometry: resolved(id), custom: null });
    expect(typed.groups).toEqual(groups.value);
    expect(typed.verdict).toBe('typed');
    expect(problemsOf(typed)).toEqual([]);
  });

  test('takes an imported geometry over with a note, and its own notes after it', () => {
    const imported: ScenarioGeometry = { ...EMPTY, name: 'a/b', verdict: 'approximate', notes: ['x is not modelled.'] };
    const typed = typedGeometryFrom({ geometry: null, custom: imported });
    expect(typed).toMatchObject({ name: 'a/b', verdict: 'typed', groups: imported.groups });
    expect(typed.notes).toHaveLength(2);
    expect(typed.notes[0]).toContain('a/b');
    expect(typed.notes[0]).toContain('approximate');
    expect(typed.notes[1]).toBe('x is not modelled.');
  });

  test('keeps notes within bounds', () => {
    const notes = Array.from({ length: 12 }, () => 'n'.repeat(300));
    const long: ScenarioGeometry = { ...EMPTY, name: 'x'.repeat(120), verdict: 'exact', notes };
    expect(problemsOf(typedGeometryFrom({ geometry: null, custom: long }))).toEqual([]);
  });

  test('leaves what is typed as it is', () => {
    expect(typedGeometryFrom({ geometry: resolved('Qwen3-32B'), custom: EMPTY })).toBe(EMPTY);
  });
});

describe('withKind', () => {
  test.each(LAYER_KINDS)('%s: any kind turns into it, keeps its layers and is accepted', (kind) => {
    for (const from of LAYER_KINDS) {
      const start = withKind({ geometry: EMPTY, index: 0, kind: from });
      const turned = withKind({ geometry: start, index: 0, kind });
      expect(turned.groups[0]).toMatchObject({ kind, layers: 80 });
      expect(problemsOf(turned)).toEqual([]);
    }
  });

  test('keeps what means the same in both kinds', () => {
    const group = withPart({
      group: { kind: 'full', layers: 10, kvHeads: 4, kDim: 192, vDim: 96 },
      part: 'query',
    });
    const sliding = withKind({ geometry: { ...EMPTY, groups: [group] }, index: 0, kind: 'sliding' });
    expect(sliding.groups[0]).toMatchObject({ kvHeads: 4, kDim: 192, vDim: 96, query: { heads: 32, qkDim: 192 } });
  });

  test('drops an index key where the kind has none', () => {
    const group = withPart({ group: { kind: 'full', layers: 10, kvHeads: 4, kDim: 128, vDim: 128 }, part: 'index' });
    const sliding = withKind({ geometry: { ...EMPTY, groups: [group] }, index: 0, kind: 'sliding' });
    expect(sliding.groups[0]).not.toHaveProperty('index');
  });
});

describe('groups', () => {
  test('are added as a copy of the last until there is no room, and removed until one is left', () => {
    let geometry = EMPTY;
    for (let i = 0; i < MOST_LAYER_GROUPS + 3; i++) geometry = addGroup(geometry);
    expect(geometry.groups).toHaveLength(MOST_LAYER_GROUPS);
    expect(problemsOf(geometry)).toEqual([]);
    for (let i = 0; i < MOST_LAYER_GROUPS + 3; i++) geometry = removeGroup({ geometry, index: 0 });
    expect(geometry.groups).toHaveLength(1);
  });

  test('are replaced in place', () => {
    const two = addGroup(EMPTY);
    const changed = withGroup({ geometry: two, index: 1, group: { kind: 'none', layers: 3, reason: 'shares-kv' } });
    expect(changed.groups.map(({ kind }) => kind)).toEqual(['full', 'none']);
  });
});

describe('optional parts', () => {
  test.each(LAYER_KINDS)('%s: what can be added is accepted, and removing it gives the group back', (kind) => {
    const group = withKind({ geometry: EMPTY, index: 0, kind }).groups[0];
    if (!group) throw new Error('no group');
    for (const part of ['query', 'index'] as const) {
      const more = withPart({ group, part });
      expect(problemsOf({ ...EMPTY, groups: [more] })).toEqual([]);
      expect(withoutPart({ group: more, part })).toEqual(group);
    }
  });

  test('a state takes up to four convolution inputs, or none', () => {
    let group = withKind({ geometry: EMPTY, index: 0, kind: 'state' }).groups[0] as StateGroup;
    for (let i = 0; i < 6; i++) group = addConvolution(group);
    expect(group.convolution).toHaveLength(4);
    for (let i = 0; i < 4; i++) group = removeConvolution({ group, part: 0 });
    expect(group.convolution).toEqual([]);
    expect(problemsOf({ ...EMPTY, groups: [group as ScenarioGeometry['groups'][number]] })).toEqual([]);
  });
});
