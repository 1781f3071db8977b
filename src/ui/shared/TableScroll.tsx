import { drawn, EXPORTABLE, useExportable, type Content } from './exportable.tsx';
import table from './table.module.css';

/** A table that may be wider than its card: it scrolls, with the keyboard too. Files get all digits of what is drawn by a function. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: Content }) {
  const { ref, copy } = useExportable<HTMLDivElement>({ label, content: children });
  return (
    <div ref={ref} className={table.scroll} tabIndex={0} role="group" aria-label={`Table: ${label}`} {...EXPORTABLE}>
      {drawn(children)}
      {copy}
    </div>
  );
}
