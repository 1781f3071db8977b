/** A label above a chart, over a vertical mark. */
export interface MarkToPlace {
  /** Where on the axis, 0 (left) … 1 (right). */
  readonly position: number;
  readonly label: string;
}

export interface PlacedMark {
  /** Line of text above the plot, 0 next to it. */
  readonly level: number;
  /** Which end of the text stands at the mark. */
  readonly anchor: 'start' | 'end';
}

const PX_PER_CHARACTER = 6.6;
const CLEARANCE_PX = 6;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Puts every label on the lowest line where it covers no other label, nor the leader that joins a higher label to its
 * mark. Labels run to the right of their mark where they fit, else to the left.
 */
export function placeMarks({
  marks,
  plotPx,
}: {
  marks: readonly MarkToPlace[];
  plotPx: number;
}): readonly PlacedMark[] {
  const sized = marks.map(({ position, label }, index) => {
    const x = position * plotPx;
    const width = label.length * PX_PER_CHARACTER;
    const anchor: PlacedMark['anchor'] = x + width <= plotPx ? 'start' : 'end';
    const text: Span =
      anchor === 'start' ? { from: x, to: x + width + CLEARANCE_PX } : { from: x - width - CLEARANCE_PX, to: x };
    return { index, x, anchor, text };
  });
  // A label must stand above the marks it passes over: those to its right when it runs to the right, else to its left.
  const rightwards = sized.filter(({ anchor }) => anchor === 'start').sort((a, b) => b.x - a.x);
  const leftwards = sized.filter(({ anchor }) => anchor === 'end').sort((a, b) => a.x - b.x);
  const taken: Span[][] = [];
  const at = (level: number): Span[] => (taken[level] ??= []);
  const placed: PlacedMark[] = [];
  for (const { index, x, anchor, text } of [...rightwards, ...leftwards]) {
    let level = 0;
    while (at(level).some(({ from, to }) => text.to > from && text.from < to)) level++;
    at(level).push(text);
    for (let below = 0; below < level; below++) at(below).push({ from: x - 1, to: x + 1 });
    placed[index] = { level, anchor };
  }
  return placed;
}
