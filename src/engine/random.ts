import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { LognormalComponent } from '../domain/swarm/gap-mixture.ts';
import type { Seconds } from '../domain/units.ts';

/** Numbers that look random and depend on nothing but the seed: equal in Node, in a worker and in a page. */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
}

/** The generator's first number is just below 1 whatever the seed, and the next few are nearly those of the seed before. */
const DISCARDED = 8;

/** Any whole number of 32 bits. Example: two generators of seed 7 give the same numbers for ever. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(scrambled(seed));
  const uniform = (): number => uniformFloat64(generator);
  for (let i = 0; i < DISCARDED; i++) uniform();
  let spare: number | undefined;
  return {
    uniform,
    normal() {
      if (spare !== undefined) {
        const kept = spare;
        spare = undefined;
        return kept;
      }
      // Box and Muller's pair.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    exponential: () => -Math.log(1 - uniform()),
  };
}

/** Spreads neighbouring seeds over all 32 bits, one to one: the finaliser of MurmurHash3. */
function scrambled(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Draws gaps of a mixture; built once per role, because a stream has as many gaps as requests. */
export function gapSampler(gap: readonly LognormalComponent[]): (random: Random) => Seconds {
  const total = gap.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('A mixture of gaps needs a part with a weight above 0');
  return (random) => {
    let left = random.uniform() * total;
    let chosen = gap[0];
    for (const component of gap) {
      if (component.weight === 0) continue;
      chosen = component;
      left -= component.weight;
      if (left < 0) break;
    }
    return chosen ? chosen.medianSeconds * Math.exp(chosen.logSigma * random.normal()) : 0;
  };
}
