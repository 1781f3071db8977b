import type { SpendLine } from '../../domain/spend/lines.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import { REST_AT_BEST, UNPINGED, type PolicyName } from './policies.ts';
import type { PolicyCost, SettingCosts } from './setting-costs.ts';
import { AS_PLANNED } from './settings.ts';

/** A way in which the period may have been billed, with what it would have cost. */
export interface Candidate {
  /** Setting and policy; stable from one invoice to the next. */
  readonly id: string;
  readonly label: string;
  /** Apart from the caching policy, what differs from the scenario; `null`: nothing. */
  readonly change: string | null;
  /** 0 for the best policy as planned; a policy of another kind is one, another price date, mode or term one more. */
  readonly changes: number;
  readonly usd: Usd;
  readonly hitRatio: Ratio;
  readonly lines: readonly SpendLine[];
}

/** A candidate that has no price, with the reason. */
export interface Unpriced {
  readonly label: string;
  readonly reason: string;
}

export type Fit = 'within-1-percent' | 'within-5-percent' | 'does-not-explain';

/** A candidate held against an invoice. */
export interface Explanation extends Candidate {
  /** Invoice less candidate: what it leaves unexplained; below 0 where it explains too much. */
  readonly leftUsd: Usd;
  /** Of the invoice. */
  readonly leftRatio: Ratio;
  readonly fit: Fit;
}

const CLOSE: Ratio = 0.01;
const NEAR: Ratio = 0.05;
/** An invoice cannot tell apart what differs by less: the expectation of a month is not that exact. */
const ALIKE: Ratio = 0.001;
const SAME: Ratio = 1e-9;

/** All candidates of all settings. One that comes out as the same policy does as planned explains nothing new. */
export function candidatesOf(settings: readonly SettingCosts[]): {
  readonly candidates: readonly Candidate[];
  readonly unpriced: readonly Unpriced[];
} {
  const candidates: Candidate[] = [];
  const unpriced: Unpriced[] = [];
  const planned = new Map<string, Usd>();
  const storedUsd = new Map<string, Usd>();
  for (const costs of settings) {
    const { id, change } = costs.setting;
    if (costs.status === 'unavailable') {
      unpriced.push({ label: capital(change ?? 'as planned'), reason: costs.reason });
      continue;
    }
    for (const { names, policy } of byText(costs.policies)) {
      const label = labelOf({ names, policy, change });
      if (policy.status === 'unavailable') {
        // What has no price as planned is said once.
        if (id === AS_PLANNED) unpriced.push({ label, reason: policy.reason });
        continue;
      }
      if (id === AS_PLANNED) for (const key of [policy.key, ...names]) planned.set(key, policy.usd);
      else if (isSame({ usd: policy.usd, other: planned.get(policy.key), toRatio: SAME })) continue;
      // Objects kept for a quarter of an hour or a week often cost alike, and then the shortest says it.
      const stored = `${id}/${policy.key.slice(0, policy.key.lastIndexOf(' '))}`;
      if (policy.key.includes('stored ')) {
        if (isSame({ usd: policy.usd, other: storedUsd.get(stored), toRatio: ALIKE })) continue;
        storedUsd.set(stored, policy.usd);
      }
      const { usd, hitRatio, lines } = policy;
      const changes = (names.includes('best-policy') ? 0 : 1) + (id === AS_PLANNED ? 0 : 1);
      candidates.push({ id: `${id}/${policy.key}`, label, change, changes, usd, hitRatio, lines });
    }
  }
  return { candidates, unpriced };
}

interface NamedCost {
  /** Every name the policy has: the best one may also be the provider’s default. */
  readonly names: readonly PolicyName[];
  readonly policy: PolicyCost;
}

/** Policies that say the same are one, the first of them. */
function byText(policies: readonly PolicyCost[]): readonly NamedCost[] {
  const found = new Map<string, { names: PolicyName[]; policy: PolicyCost }>();
  for (const policy of policies) {
    const key = policy.status === 'priced' ? policy.text : `unpriced ${policy.key}`;
    const name: PolicyName = policy.status === 'priced' ? policy.name : 'uniform';
    const known = found.get(key);
    if (known) known.names.push(name);
    else found.set(key, { names: [name], policy });
  }
  return [...found.values()];
}

function labelOf({ names, policy, change }: NamedCost & { change: string | null }): string {
  const said = names.flatMap((name) => WORDS[name] ?? []);
  const isUnpinged = policy.status === 'priced' && policy.key.includes(UNPINGED);
  const text = isUnpinged ? policy.text.replace(END_OF_POLICY, ', no pings$&') : policy.text;
  const policyText = said.length === 0 ? capital(text) : `${capital(said.join(' and '))}: ${text}`;
  return `${policyText}${change === null ? '' : `; ${change}`}`;
}

/** The policy is said before what the roles at other offers do. */
const END_OF_POLICY = new RegExp(`(${REST_AT_BEST})?$`);

const WORDS: Readonly<Record<PolicyName, string | null>> = {
  'best-policy': 'best policy sold',
  'provider-default': 'provider default',
  'no-cache': null,
  uniform: null,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isSame({ usd, other, toRatio }: { usd: Usd; other: Usd | undefined; toRatio: Ratio }): boolean {
  return other !== undefined && Math.abs(usd - other) <= toRatio * Math.abs(other);
}

/**
 * Candidates with what each leaves of an invoice, best first: by how much is left, to a tenth of a percent of the
 * invoice; among those that leave as much, the one that changes least.
 *
 *     left = invoice − expected        within 1 % or 5 %: |left| ÷ invoice
 *
 * Example: an invoice of $1,000 against candidates of $996 and $930: $4 left, 0.4 %, explained; $70 left, 7 %, not.
 */
export function explain({
  candidates,
  totalUsd,
}: {
  candidates: readonly Candidate[];
  totalUsd: Usd;
}): readonly Explanation[] {
  return candidates
    .map((candidate): Explanation => {
      const leftUsd = totalUsd - candidate.usd;
      const leftRatio = leftUsd / totalUsd;
      const size = Math.abs(leftRatio);
      const fit = size <= CLOSE ? 'within-1-percent' : size <= NEAR ? 'within-5-percent' : 'does-not-explain';
      return { ...candidate, leftUsd, leftRatio, fit };
    })
    .toSorted(
      (a, b) =>
        stepsOf(a) - stepsOf(b) || a.changes - b.changes || Math.abs(a.leftUsd) - Math.abs(b.leftUsd) || byId(a, b),
    );
}

function stepsOf({ leftRatio }: Explanation): number {
  return Math.round(Math.abs(leftRatio) / ALIKE);
}

function byId(a: Explanation, b: Explanation): number {
  return a.id.localeCompare(b.id, 'en');
}
