import { useMemo, useState } from 'react';
import type { TierMark, WindowMark } from '../../evaluate/window-marks.ts';
import { windowMarkName } from '../format/window-mark.ts';
import { MARGIN } from './chart-theme.ts';
import { placeMarks, type PlacedMark } from './mark-levels.ts';
import { marksHeightPx } from './VerticalMark.tsx';

/** Until the chart has been measured. */
const NARROW_PX = 340;

interface DrawnMarks<M> {
  /** Marks within the domain, each with the place of its label. */
  readonly drawn: readonly { readonly mark: M; readonly name: string; readonly placed: PlacedMark | undefined }[];
  /** The chart's margin, with room for the labels. */
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** For the chart to say how wide it is. */
  readonly onResize: (widthPx: number) => void;
}

/** Places the names of windows over a log axis of seconds so that none covers another, at whatever width. */
export function useWindowMarks<M extends WindowMark | TierMark>({
  marks,
  domain: [fromSeconds, toSeconds],
  axesPx,
}: {
  marks: readonly M[];
  domain: readonly [number, number];
  axesPx: number;
}): DrawnMarks<M> {
  const [widthPx, onResize] = useState(NARROW_PX);
  return useMemo(() => {
    const inside = marks.filter(({ windowSeconds }) => windowSeconds >= fromSeconds && windowSeconds <= toSeconds);
    const placed = placeMarks({
      marks: inside.map((mark) => ({
        position: Math.log(mark.windowSeconds / fromSeconds) / Math.log(toSeconds / fromSeconds),
        label: windowMarkName(mark),
      })),
      plotPx: widthPx - axesPx - MARGIN.right,
    });
    return {
      drawn: inside.map((mark, i) => ({ mark, name: windowMarkName(mark), placed: placed[i] })),
      margin: { ...MARGIN, top: marksHeightPx(placed) },
      onResize,
    };
  }, [marks, fromSeconds, toSeconds, axesPx, widthPx]);
}
