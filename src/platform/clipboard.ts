import type { ClipboardPort } from '../state/ports.ts';

/** Writing may be refused (no permission, no secure context); the caller then shows the text for copying by hand. */
export function createClipboardPort(nav: Navigator): ClipboardPort {
  return {
    async write(text) {
      try {
        await nav.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };
}
