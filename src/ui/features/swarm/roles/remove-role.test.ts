import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeRole } from './remove-role.ts';

interface Named {
  readonly name: string;
  readonly launchedBy: number | null;
}

/** Planner → executors → sub-agents, and a reviewer that the planner launches. */
const ROLES: readonly Named[] = [
  { name: 'planner', launchedBy: null },
  { name: 'executors', launchedBy: 0 },
  { name: 'sub-agents', launchedBy: 1 },
  { name: 'reviewer', launchedBy: 0 },
];

/** Role and launcher by name: what must not change where places do. */
function launchers(roles: readonly Named[]): Record<string, string | null> {
  return Object.fromEntries(
    roles.map(({ name, launchedBy }) => [name, launchedBy === null ? null : (roles[launchedBy]?.name ?? 'nobody')]),
  );
}

describe('removeRole', () => {
  test('hands what the removed role launched to its launcher', () => {
    expect(launchers(removeRole({ roles: ROLES, index: 1 }))).toEqual({
      planner: null,
      'sub-agents': 'planner',
      reviewer: 'planner',
    });
  });

  test('hands it to the task where the task launched the removed role', () => {
    expect(launchers(removeRole({ roles: ROLES, index: 0 }))).toEqual({
      executors: null,
      'sub-agents': 'executors',
      reviewer: null,
    });
  });

  test('leaves the rest as it is where the removed role launched nobody', () => {
    expect(removeRole({ roles: ROLES, index: 3 })).toEqual(ROLES.slice(0, 3));
  });

  test('frees a role from a launcher that could never have launched it', () => {
    const roles = [
      { name: 'a', launchedBy: 0 },
      { name: 'b', launchedBy: 0 },
    ];
    expect(removeRole({ roles, index: 0 })).toEqual([{ name: 'b', launchedBy: null }]);
  });

  test('keeps every launcher earlier in the list, and by name the one there was or its next of kin', () => {
    const anyRoles = fc.array(fc.nat(), { minLength: 1, maxLength: 8 }).map((picks) =>
      picks.map((pick, i): Named => ({
        name: `role ${i}`,
        launchedBy: pick % (i + 1) === i ? null : pick % (i + 1),
      })),
    );
    fc.assert(
      fc.property(anyRoles, fc.nat(), (roles, pick) => {
        const index = pick % roles.length;
        const removed = roles[index]?.name;
        const before = launchers(roles);
        const after = removeRole({ roles, index });
        expect(after).toHaveLength(roles.length - 1);
        after.forEach(({ launchedBy }, i) => expect(launchedBy ?? -1).toBeLessThan(i));
        for (const [name, launcher] of Object.entries(launchers(after))) {
          const was = before[name];
          expect(launcher).toBe(was === removed ? before[`${removed}`] : was);
        }
      }),
    );
  });
});
