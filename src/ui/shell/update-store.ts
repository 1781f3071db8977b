import { createStore } from 'zustand/vanilla';
import type { UpdatePort } from '../../state/ports.ts';

/** A newer version of the site is there; `null` where none is, or where it was put off. */
export const updates = createStore<{ readonly newer: Pick<UpdatePort, 'takeOver'> | null }>()(() => ({ newer: null }));

export function showUpdate(newer: Pick<UpdatePort, 'takeOver'> | null): void {
  updates.setState({ newer });
}
