import type { Claim } from '../../../catalog/claims/index.ts';
import type { ClaimOutcome } from '../../../evaluate/claims/claim-view.ts';

/** What came of testing one claim. */
export type OutcomeState =
  | { readonly status: 'waiting' }
  | { readonly status: 'done'; readonly outcome: ClaimOutcome }
  | { readonly status: 'failed'; readonly message: string };

const WAITING: OutcomeState = { status: 'waiting' };

/** Tests claims one after the other, each when the page has a moment, the wanted ones first. */
export interface ClaimOutcomes {
  readonly read: (id: string) => OutcomeState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** From here on in this order; what is not named comes last. */
  readonly want: (ids: readonly string[]) => void;
  /** At once, for who is about to use it. */
  readonly now: (id: string) => OutcomeState;
}

export function createClaimOutcomes({
  claims,
  test,
  whenIdle,
}: {
  claims: readonly Claim[];
  /** May throw: the claim's card then says so, and no other. */
  test: (claim: Claim) => ClaimOutcome;
  whenIdle: (run: () => void) => void;
}): ClaimOutcomes {
  const states = new Map<string, OutcomeState>();
  const listeners = new Set<() => void>();
  let order: readonly Claim[] = claims;
  let isScheduled = false;

  const settle = (claim: Claim): OutcomeState => {
    const state = outcomeOf({ claim, test });
    states.set(claim.id, state);
    for (const listener of listeners) listener();
    return state;
  };
  const step = (): void => {
    isScheduled = false;
    const next = order.find(({ id }) => !states.has(id));
    if (next === undefined) return;
    settle(next);
    schedule();
  };
  // Nobody who listens, nothing to work for.
  const schedule = (): void => {
    if (isScheduled || listeners.size === 0) return;
    isScheduled = true;
    whenIdle(step);
  };
  return {
    read: (id) => states.get(id) ?? WAITING,
    subscribe(onChange) {
      listeners.add(onChange);
      schedule();
      return () => listeners.delete(onChange);
    },
    want(ids) {
      const wanted = ids.flatMap((id) => claims.find((claim) => claim.id === id) ?? []);
      order = [...wanted, ...claims.filter((claim) => !wanted.includes(claim))];
    },
    now(id) {
      const claim = claims.find((candidate) => candidate.id === id);
      return states.get(id) ?? (claim ? settle(claim) : WAITING);
    },
  };
}

function outcomeOf({ claim, test }: { claim: Claim; test: (claim: Claim) => ClaimOutcome }): OutcomeState {
  try {
    return { status: 'done', outcome: test(claim) };
  } catch (error) {
    return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
