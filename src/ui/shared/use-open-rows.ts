import { useCallback, useState } from 'react';

/** Which rows of a table are open to their details. */
export function useOpenRows(): { readonly open: ReadonlySet<string>; readonly toggle: (id: string) => void } {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string): void => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return { open, toggle };
}
