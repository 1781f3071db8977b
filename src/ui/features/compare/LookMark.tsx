import type { Look } from './columns.ts';

/** A piece of a scenario's line, as charts draw it. */
export function LookMark({ look: { color, dashes } }: { readonly look: Look }) {
  return (
    <svg width="22" height="10" aria-hidden="true">
      <line x1="0" x2="22" y1="5" y2="5" stroke={color} strokeWidth="2.5" strokeDasharray={dashes} />
    </svg>
  );
}
