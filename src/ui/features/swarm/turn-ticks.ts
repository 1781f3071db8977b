const STEPS = [1, 5, 10, 25, 50] as const;
const MOST_STEPS = 7;

/** Axis positions for turns 1 … last: the first, round numbers, and the last where it stands clear of them. */
export function turnTicks(last: number): number[] {
  let step = 1;
  for (let scale = 1; last / step > MOST_STEPS; scale *= 10) {
    step = STEPS.map((size) => size * scale).find((size) => last / size <= MOST_STEPS) ?? 100 * scale;
  }
  const round = Array.from({ length: Math.floor(last / step) }, (_, i) => (i + 1) * step);
  const ticks = round[0] === 1 ? round : [1, ...round];
  return last - (ticks.at(-1) ?? 0) >= step / 2 ? [...ticks, last] : ticks;
}
