import type { StorageProblem } from '../state/ports.ts';

/** Browsers say in these words that a page may keep nothing: a private window, or storage that is switched off. */
const BLOCKED: ReadonlySet<string> = new Set([
  'SecurityError',
  'InvalidStateError',
  'UnknownError',
  'NotAllowedError',
  'ReferenceError',
  'TypeError',
]);

/** Why a browser's storage refused, from what it threw. */
export function storageProblem(error: unknown): StorageProblem {
  const { name, message } = error instanceof Error || isNamed(error) ? error : { name: '', message: String(error) };
  if (/quota/i.test(name) || name === 'NS_ERROR_DOM_QUOTA_REACHED') return { reason: 'full', message };
  return { reason: BLOCKED.has(name) ? 'blocked' : 'failed', message };
}

/** A DOMException is no Error everywhere. */
function isNamed(error: unknown): error is { name: string; message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    typeof error.name === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
