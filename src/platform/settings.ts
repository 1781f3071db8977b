import type { SettingsPort } from '../state/ports.ts';

const PREFIX = 'tokenhouse.setting.';

/** Choices about the page in localStorage. What a browser refuses to keep is remembered until the page goes away. */
export function createSettings(storage: () => Storage): SettingsPort {
  const chosen = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    read(name) {
      try {
        return chosen.get(name) ?? storage().getItem(PREFIX + name);
      } catch {
        return null;
      }
    },
    write(name, value) {
      chosen.set(name, value);
      try {
        storage().setItem(PREFIX + name, value);
      } catch {
        // Blocked or full: it is still remembered above.
      }
      listeners.forEach((listener) => listener());
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
