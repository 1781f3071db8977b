import { BASE_SCENARIO } from '../base.ts';
import { BASE_1 } from '../formats/v1.ts';
import type { CarriedRates, OwnOffer, Scenario } from '../schema.ts';

/** Scenarios that are put side by side, also with as many own prices as there may be. */

export const HOUR: Scenario = {
  ...BASE_SCENARIO,
  name: 'An hour',
  warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 3_600 },
};

/** What people call their prices, and what they are based on. */
const MODELS = [
  ['anthropic/claude-opus-5-5', 'Opus 5.5'],
  ['anthropic/claude-sonnet-5', 'Sonnet 5'],
  ['anthropic/claude-haiku-5', 'Haiku 5'],
  ['openai/gpt-6.1-sol', 'GPT-6.1 Sol'],
  ['openai/gpt-6-mini', 'GPT-6 mini'],
  ['google/gemini-3.5-pro', 'Gemini 3.5 Pro'],
  ['google/gemini-3.5-flash', 'Gemini 3.5 Flash'],
  ['deepseek/deepseek-v4', 'DeepSeek V4'],
  ['xai/grok-4.7', 'Grok 4.7'],
  ['mistral/mistral-large-3', 'Mistral Large 3'],
] as const;

/** Prices to the cent, each another: numbers that follow no rule a compressor could find. */
export function ownPrices({ seed, count = 30 }: { seed: number; count?: number }): readonly OwnOffer[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, (_, index): OwnOffer => {
    const [basedOn, name] = MODELS[index % MODELS.length] ?? MODELS[0];
    const input = Number((0.5 + next() * 9).toFixed(2));
    return {
      id: `own/${index + 1}`,
      name: index < MODELS.length ? name : `${name} ${Math.floor(index / MODELS.length) + 1}`,
      basedOn,
      discountRatio: 0,
      rates: {
        input,
        output: Number((input * (3 + next() * 3)).toFixed(2)),
        cacheRead: Number((input * (0.05 + next() * 0.1)).toFixed(3)),
        cacheWrite: Number((input * (1 + next() * 0.5)).toFixed(2)),
      },
    };
  });
}

/** As many roles as there may be, each at a price of its own: the rates of nine offers travel with it. */
export function variant({
  seed,
  name,
  retentionSeconds,
}: {
  seed: number;
  name: string;
  retentionSeconds: number;
}): Scenario {
  const [planner, agents] = BASE_1.workload.roles;
  const roles = Array.from({ length: 8 }, (_, index) => ({
    ...(index === 0 ? planner : agents),
    name: index === 0 ? planner.name : `Sub-agents ${index}`,
    launchedBy: index === 0 ? null : 0,
    offerId: `own/${index + 2}`,
  }));
  const rates = MODELS.slice(0, 9).map(([offerId], index): CarriedRates => ({
    offerId,
    base: {
      input: 1 + index,
      output: 5 * (1 + index),
      cacheRead: 0.1 * (1 + index),
      cacheWrite: { '5m': 1.25 * (1 + index), '1h': 2 * (1 + index) },
    },
    bands: [],
  }));
  return {
    ...BASE_SCENARIO,
    name,
    offerId: 'own/1',
    ownOffers: ownPrices({ seed }),
    carriedRates: rates,
    warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds },
    workload: { ...BASE_SCENARIO.workload, roles },
  };
}
