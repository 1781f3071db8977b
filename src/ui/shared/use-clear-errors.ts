import { useCallback } from 'react';
import { useServices } from '../app-context.ts';

/** Forgets what was wrong with fields that are about to go or to be moved: their paths start with the prefix. */
export function useClearErrors(): (prefix: string) => void {
  const { store } = useServices();
  return useCallback(
    (prefix) => {
      const { fieldErrors, setFieldError } = store.getState();
      for (const path of Object.keys(fieldErrors)) if (path.startsWith(prefix)) setFieldError({ path, message: null });
    },
    [store],
  );
}
