import type { ReactNode } from 'react';
import table from './table.module.css';

/** A table that may be wider than its card: it scrolls, with the keyboard too. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={`Table: ${label}`}>
      {children}
    </div>
  );
}
