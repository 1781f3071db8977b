/** Where values lie on a bar's track, 0 (left) … 1 (right). */
export interface Track {
  readonly from: number;
  readonly to: number;
  readonly at: (value: number) => number;
}

/** A track that holds all of these values. One value alone lies in the middle. */
export function trackOf(values: readonly number[]): Track {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const width = most - least;
  const [from, to] = width > 0 ? [least, most] : [least - 1, most + 1];
  return { from, to, at: (value) => (value - from) / (to - from) };
}

/** Round values within a track, about so many. */
export function ticksOf({
  from,
  to,
  about = 4,
}: Pick<Track, 'from' | 'to'> & { readonly about?: number }): readonly number[] {
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= rough) ?? 10 * power;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step);
}

/** How many of ascending values fall into each of so many equal parts of a track; those beyond its ends are left out. */
export function binsOf({
  values,
  track: { from, to },
  count,
}: {
  values: readonly number[];
  track: Pick<Track, 'from' | 'to'>;
  count: number;
}): readonly number[] {
  const bins = Array.from({ length: count }, () => 0);
  for (const value of values) {
    if (value < from || value > to) continue;
    const bin = Math.min(count - 1, Math.floor(((value - from) / (to - from)) * count));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
