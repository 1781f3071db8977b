import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { withMarks } from '../format/exact.ts';

/** What is drawn, or how: drawn anew, figures show all their digits. */
export type Content = ReactNode | (() => ReactNode);

/** A table of the page that can be had as a file. */
export interface Exportable {
  readonly label: string;
  /** Draws it out of sight with its figures marked (`format/exact`), and hands that over while it stands. */
  readonly read: <T>(take: (area: HTMLElement) => T) => T;
}

const exportables = new WeakMap<Element, Exportable>();

/** Marks an element that has something to export. A card that holds one shows its export button. */
export const EXPORTABLE = { 'data-exportable': '' } as const;

/** Everything in a part of the page that can be exported, from top to bottom. What a chart shows as a table is there once. */
export function exportablesIn(part: Element): readonly Exportable[] {
  return [...part.querySelectorAll('[data-exportable]')]
    .filter((element) => !element.parentElement?.closest('[data-exportable]:not([data-picture])'))
    .flatMap((element) => exportables.get(element) ?? []);
}

export function drawn(content: Content): ReactNode {
  return typeof content === 'function' ? content() : content;
}

/** Makes an element's content exportable. The copy to read from is drawn for as long as it is read, and never seen. */
export function useExportable<E extends HTMLElement>({
  label,
  content,
}: {
  label: string;
  content: Content;
}): { readonly ref: RefObject<E | null>; readonly copy: ReactNode } {
  const ref = useRef<E>(null);
  const area = useRef<HTMLDivElement>(null);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    exportables.set(ref.current, {
      label,
      read(take) {
        // What waits to be drawn is not for files.
        flushSync(() => undefined);
        withMarks(() => flushSync(() => setRead(true)));
        try {
          if (!area.current) throw new Error(`Nothing was drawn of "${label}"`);
          return take(area.current);
        } finally {
          flushSync(() => setRead(false));
        }
      },
    });
  }, [label]);
  return {
    ref,
    copy: isRead && (
      <div ref={area} hidden>
        {drawn(content)}
      </div>
    ),
  };
}
