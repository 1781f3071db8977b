import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitudes, roles } from '../testing/arbitraries.ts';
import { roleWith } from '../testing/builders.ts';
import { gapsAtWindow } from '../swarm/gap-mixture.ts';
import type { Role } from '../swarm/swarm.ts';
import { siblingsQuietRatio } from './siblings.ts';

function quietAt({ role, windowSeconds }: { role: Role; windowSeconds: number }): number {
  return siblingsQuietRatio({ role, gaps: gapsAtWindow({ gap: role.gap, windowSeconds }), windowSeconds });
}

describe('the chance that all siblings are quiet', () => {
  test('is a probability', () => {
    fc.assert(
      fc.property(roles, magnitudes(0.1, 1e8), (role, windowSeconds) => {
        const quiet = quietAt({ role, windowSeconds });
        expect(quiet).toBeGreaterThanOrEqual(0);
        expect(quiet).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is certain for an agent that has none', () => {
    for (const windowSeconds of [1, 300, 1e6])
      expect(quietAt({ role: roleWith({ agentsPerTask: 1 }), windowSeconds })).toBe(1);
  });

  test('falls with their number', () => {
    fc.assert(
      fc.property(roles, magnitudes(1, 1e6), (role, windowSeconds) => {
        const few = quietAt({ role: { ...role, agentsPerTask: 2 }, windowSeconds });
        const many = quietAt({ role: { ...role, agentsPerTask: 20 }, windowSeconds });
        expect(many).toBeLessThanOrEqual(few);
      }),
    );
  });

  test('is a number at windows of 0 and without end', () => {
    fc.assert(
      fc.property(roles, (role) => {
        for (const windowSeconds of [0, Infinity]) expect(quietAt({ role, windowSeconds })).not.toBeNaN();
      }),
    );
  });
});
