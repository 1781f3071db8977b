import { createStore } from 'zustand/vanilla';

/** Something that has happened, said for a moment at the foot of the page. */
export interface Toast {
  readonly text: string;
  /** Stays until it is dismissed. */
  readonly isProblem?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** One at a time: what happens next takes its place. */
export const toasts = createStore<{ readonly toast: Toast | null }>()(() => ({ toast: null }));

export function showToast(toast: Toast | null): void {
  toasts.setState({ toast });
}
