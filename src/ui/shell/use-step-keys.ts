import { useEffectEvent, useLayoutEffect } from 'react';
import { useServices } from '../app-context.ts';
import { endTyping, isTextField, stepOfKey } from './step-keys.ts';

/**
 * Ctrl-Z and its kin for the whole page. While a text field holds an entry that the scenario has not taken, the keys are the
 * field's own.
 */
export function useStepKeys(onStep: (step: 'undo' | 'redo') => void): void {
  const { store } = useServices();
  const take = useEffectEvent(onStep);
  // Before the page is painted: keys may be pressed as soon as there is something to see.
  useLayoutEffect(() => {
    /** The field that was typed into last, and the scenario as it was before that. */
    let typed: { readonly field: EventTarget | null; readonly before: unknown } | null = null;
    const onInput = (event: Event): void => {
      typed = { field: event.target, before: store.getState().scenario };
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const step = stepOfKey(event);
      if (step === null || event.defaultPrevented) return;
      const field = document.activeElement;
      if (!isTextField(field)) {
        event.preventDefault();
        take(step);
        return;
      }
      const isTaken = typed?.field !== field || typed.before !== store.getState().scenario;
      if (!isTaken || field.getAttribute('aria-invalid') === 'true') return;
      event.preventDefault();
      endTyping();
      take(step);
      field.focus();
      typed = null;
    };
    // What was typed was for the scenario that was open.
    const stopWatching = store.subscribe((state, before) => {
      if (state.openings !== before.openings) endTyping();
    });
    // Before the field itself hears of it.
    window.addEventListener('input', onInput, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      stopWatching();
      window.removeEventListener('input', onInput, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [store]);
}
