import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { nextTurn } from './turns.ts';

interface LaterProps {
  /** What keeps the place until then: as high as what comes, so that nothing moves. */
  readonly space: ReactNode;
  /** Fetches what the part is made of. */
  readonly load?: () => Promise<unknown>;
  readonly children: ReactNode;
}

/**
 * A part of a page that is made when it comes near what is in view, when the page is printed, or else in its turn once the
 * page has nothing more urgent to do. Once there it stays.
 */
export function Later({ space, load, children }: LaterProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (isDue || !current) return undefined;
    let isGone = false;
    const show = (): void => {
      if (!isGone) setDue(true);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) show();
      },
      { rootMargin: '300px' },
    );
    observer.observe(current);
    void nextTurn(load).then(show);
    const showNow = (): void => flushSync(show);
    window.addEventListener('beforeprint', showNow);
    return () => {
      isGone = true;
      observer.disconnect();
      window.removeEventListener('beforeprint', showNow);
    };
  }, [isDue, load]);
  return isDue ? children : <div ref={place}>{space}</div>;
}
