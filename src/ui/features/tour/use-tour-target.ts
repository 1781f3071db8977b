import { useEffect, useState } from 'react';

/** Where a part of the page lies, from the page's top left corner. */
export interface TargetBox {
  readonly element: HTMLElement;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The marked part of the page, once it is there, and where it lies, whatever moves it. */
export function useTourTarget(part: string): TargetBox | null {
  const [box, setBox] = useState<TargetBox | null>(null);
  useEffect(() => {
    const measure = (): void => {
      const element = document.querySelector<HTMLElement>(`[data-tour="${part}"]`);
      if (!element) {
        setBox(null);
        return;
      }
      const { top, left, width, height } = element.getBoundingClientRect();
      const next = { element, top: top + window.scrollY, left: left + window.scrollX, width, height };
      setBox((before) => (before && isSame(before, next) ? before : next));
    };
    measure();
    // Parts come late and grow; whatever is above them does too.
    const moved = new ResizeObserver(measure);
    moved.observe(document.body);
    const changed = new MutationObserver(measure);
    changed.observe(document.body, { childList: true, subtree: true });
    window.addEventListener('resize', measure);
    return () => {
      moved.disconnect();
      changed.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [part]);
  return box;
}

function isSame(a: TargetBox, b: TargetBox): boolean {
  return (
    a.element === b.element && a.top === b.top && a.left === b.left && a.width === b.width && a.height === b.height
  );
}
