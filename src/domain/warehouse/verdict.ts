/**
 * A number, or the region in which there is none and why: "never" and "always" are answers, not missing ones.
 *
 * `at-least` and `at-most`: the best lies beyond what was looked at.
 */
export type Verdict =
  | { readonly status: 'value'; readonly value: number }
  | { readonly status: 'at-least' | 'at-most'; readonly value: number; readonly reason: string }
  | { readonly status: 'always' | 'never'; readonly reason: string };

export function valueOf(value: number): Verdict {
  return { status: 'value', value };
}

export function regionOf({ status, reason }: { status: 'always' | 'never'; reason: string }): Verdict {
  return { status, reason };
}
