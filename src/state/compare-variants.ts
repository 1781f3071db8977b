import { MOST_IN_SET } from '../scenario/codec-set.ts';
import { withoutNegotiatedPrices } from '../scenario/own-offers.ts';
import { replaceAt, type Json } from '../scenario/patch.ts';
import { scenarioSchema, type Scenario } from '../scenario/schema.ts';

/** A scenario that the open one is compared with. */
export interface Variant {
  readonly id: string;
  readonly scenario: Scenario;
  /** Somebody else made it: prices that are not the catalogue's are pointed out when it is opened. */
  readonly isBrought: boolean;
}

/** Beside the open one. */
export const MOST_VARIANTS = MOST_IN_SET - 1;

const NAME_LENGTH = 120;

/** A scenario with one field changed; `null` where the schema refuses it. */
export function withField({
  scenario,
  path,
  value,
}: {
  scenario: Scenario;
  path: string;
  value: Json;
}): Scenario | null {
  // Rates that came with a link hold for the link's day only.
  const from = path === 'asOf' ? { ...scenario, carriedRates: [] } : scenario;
  const parsed = scenarioSchema.safeParse(
    replaceAt({ value: from as unknown as Json, keys: path.split('.'), leaf: value }),
  );
  return parsed.success ? parsed.data : null;
}

/** Why the schema would refuse a field, in its own words; `null` where it takes it. */
export function fieldProblem({
  scenario,
  path,
  value,
}: {
  scenario: Scenario;
  path: string;
  value: Json;
}): string | null {
  const replaced = replaceAt({ value: scenario as unknown as Json, keys: path.split('.'), leaf: value });
  const parsed = scenarioSchema.safeParse(replaced);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'is not accepted');
}

/** A scenario in a variant's place; where that is gone, as one more, as long as there is room. */
export function putInPlace({
  variants,
  id,
  scenario,
}: {
  variants: readonly Variant[];
  id: string;
  scenario: Scenario;
}): readonly Variant[] {
  if (variants.some((variant) => variant.id === id))
    return variants.map((variant) => (variant.id === id ? { ...variant, scenario } : variant));
  return variants.length < MOST_VARIANTS ? [...variants, { id, scenario, isBrought: false }] : variants;
}

export function atListPrices(variant: Variant): Variant {
  return { ...variant, scenario: withoutNegotiatedPrices(variant.scenario) };
}

/**
 * A name for one more scenario.
 *
 * Example: beside "Swarm" and "Swarm 2", another "Swarm" or "Swarm 2" is "Swarm 3".
 */
export function freeName({ name, taken }: { name: string; taken: readonly string[] }): string {
  if (!taken.includes(name)) return name;
  const stem = name.replace(/ \d{1,3}$/, '');
  let number = 2;
  const numbered = (): string => `${stem.slice(0, NAME_LENGTH - String(number).length - 1)} ${number}`;
  while (taken.includes(numbered())) number += 1;
  return numbered();
}
