/** Loaded together, when the search or the list of keys is first asked for. */
export { JumpDialog } from './JumpDialog.tsx';
export { KeysDialog } from './KeysDialog.tsx';
