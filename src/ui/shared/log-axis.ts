/** Domain and tick positions of a log axis. */
export interface LogAxis {
  readonly domain: [number, number];
  readonly ticks: number[];
}

const FEW_DECADES = 2.5;

/**
 * Ticks at 1, 2, 5 × powers of ten where there are few of these, else at the powers alone. With `round` the domain
 * reaches to the powers around it. Both ends must be above 0.
 */
export function logAxis({ min, max, round = false }: { min: number; max: number; round?: boolean }): LogAxis {
  const low = Math.floor(Math.log10(min));
  const high = Math.max(low + 1, Math.ceil(Math.log10(max)));
  const domain: [number, number] = round ? [10 ** low, 10 ** high] : [min, max];
  const steps = Math.log10(domain[1] / domain[0]) < FEW_DECADES ? [1, 2, 5] : [1];
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => steps.map((step) => step * 10 ** (low + i))).flat();
  return { domain, ticks: ticks.filter((tick) => tick >= domain[0] && tick <= domain[1]) };
}
