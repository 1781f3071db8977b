import {
  HIT_CHANCE_SPREAD,
  LIFE_SPREAD,
  STAND_IN_BYTES_SPREAD,
  STORAGE_RENT_SPREAD,
  TOKENIZER_SPREAD,
  WORKLOAD_SPREADS,
  WRITE_PREMIUM_SPREAD,
  type FactorSpread,
} from '../../catalog/spreads.ts';
import type { Unit } from '../../domain/explain.ts';
import type { Fact, Provenance } from '../../domain/fact.ts';
import type { Spread } from '../../domain/uncertainty/spread.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { SpendEvaluation } from '../spend.ts';
import { bookWithOffer, changeRoles, scaledWhole } from './change.ts';

/** A scenario and the book it is priced with: what is evaluated again. */
export interface Variation {
  readonly scenario: Scenario;
  readonly book: OfferBook;
}

/** Something a figure rests on that may be otherwise. */
export interface UncertainInput {
  readonly id: string;
  readonly label: string;
  /** Of the numbers of the spread. `ratio` on factors reads as "times". */
  readonly unit: Unit | 'times';
  readonly spread: Spread;
  /** Why the range is what it is. */
  readonly provenance: Provenance;
  /** Field of the scenario to change it for good; `null` where it belongs to an offer. */
  readonly field: string | null;
  readonly apply: (variation: Variation, value: number) => Variation;
}

/**
 * Everything the spend of a scenario rests on that is a plan, a fit or an assumption, each with a range and its reason. What the
 * visitor decides (retention, offer, modes) and what a seller publishes (list prices, stated lives) is not uncertain.
 *
 * Ignores that inputs go together, and terms of purchase.
 */
export function uncertainInputs({
  scenario,
  evaluation,
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  return [
    ...workloadInputs(scenario),
    ...storageInputs({ scenario, evaluation }),
    ...writePriceInputs({ scenario, evaluation }),
    ...offerInputs(evaluation),
  ];
}

function workloadInputs({ workload }: Scenario): readonly UncertainInput[] {
  const launches = workload.roles.some(({ fanOut }) => fanOut > 1);
  const has = (field: 'taskPrefixTokens' | 'inputTokensPerTurn' | 'outputTokensPerTurn'): boolean =>
    workload.roles.some((role) => role[field] > 0);
  return [
    {
      ...factorInput({ id: 'tasks', label: 'Tasks per person and day', spread: WORKLOAD_SPREADS.tasks }),
      field: 'workload.tasksPerPersonPerDay',
      apply: ({ scenario, book }, factor) => ({
        scenario: {
          ...scenario,
          workload: {
            ...scenario.workload,
            tasksPerPersonPerDay: scenario.workload.tasksPerPersonPerDay * factor,
          },
        },
        book,
      }),
    },
    roleInput({
      id: 'turns',
      label: 'Turns per agent',
      spread: WORKLOAD_SPREADS.turns,
      change: (role, factor) => ({ turnsPerAgent: scaledWhole({ value: role.turnsPerAgent, factor, least: 1 }) }),
    }),
    ...(launches
      ? [
          roleInput({
            id: 'fan-out',
            label: 'Agents per launch',
            spread: WORKLOAD_SPREADS.fanOut,
            change: ({ fanOut }, factor) =>
              fanOut > 1 ? { fanOut: scaledWhole({ value: fanOut, factor, least: 1 }) } : {},
          }),
        ]
      : []),
    ...(has('inputTokensPerTurn')
      ? [
          roleInput({
            id: 'input',
            label: 'New input per turn',
            spread: WORKLOAD_SPREADS.input,
            change: (role, factor) => ({
              inputTokensPerTurn: scaledWhole({ value: role.inputTokensPerTurn, factor, least: 0 }),
            }),
          }),
        ]
      : []),
    ...(has('outputTokensPerTurn')
      ? [
          roleInput({
            id: 'output',
            label: 'Output per turn',
            spread: WORKLOAD_SPREADS.output,
            change: (role, factor) => ({
              outputTokensPerTurn: scaledWhole({ value: role.outputTokensPerTurn, factor, least: 0 }),
              reasoningTokensPerTurn: scaledWhole({ value: role.reasoningTokensPerTurn, factor, least: 0 }),
            }),
          }),
        ]
      : []),
    ...(has('taskPrefixTokens')
      ? [
          roleInput({
            id: 'prefix',
            label: 'Task prefix',
            spread: WORKLOAD_SPREADS.prefix,
            change: (role, factor) => ({
              taskPrefixTokens: scaledWhole({ value: role.taskPrefixTokens, factor, least: 0 }),
            }),
          }),
        ]
      : []),
    roleInput({
      id: 'gaps',
      label: 'Gaps between turns',
      spread: WORKLOAD_SPREADS.gaps,
      change: ({ gap }, factor) => ({
        gap: gap.map((part) => ({ ...part, medianSeconds: part.medianSeconds * factor })),
      }),
    }),
  ];
}

function storageInputs({
  scenario,
  evaluation,
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  // What the visitor typed is theirs to be sure of.
  if (evaluation.storage.isSet || evaluation.with.status !== 'priced') return [];
  const rent = evaluation.storage.usdPerMTokHour;
  // Applied one after the other they multiply.
  const timesRent: UncertainInput['apply'] = ({ scenario: other, book }, factor) => {
    const usd = (other.warehouse.storageUsdPerMTokHour ?? rent) * factor;
    return { scenario: { ...other, warehouse: { ...other.warehouse, storageUsdPerMTokHour: usd } }, book };
  };
  return [
    {
      ...factorInput({ id: 'rent', label: 'Rent of storage', spread: STORAGE_RENT_SPREAD }),
      field: 'warehouse.storageUsdPerMTokHour',
      apply: timesRent,
    },
    ...(evaluation.geometry.origin === 'stand-in' && scenario.kv.modelId === null
      ? [
          {
            ...factorInput({
              id: 'bytes',
              label: 'Cache per token of a model that is not public',
              spread: STAND_IN_BYTES_SPREAD,
            }),
            field: 'kv.modelId',
            apply: timesRent,
          },
        ]
      : []),
  ];
}

/** Whether a seller who warehouses would ask a premium for writes is nobody's to know: none was taken, its present one may be. */
function writePriceInputs({
  scenario,
  evaluation: { resolved, with: kept },
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  const { input, cacheWrite } = resolved.period.base;
  if (scenario.warehouse.writeUsdPerMTok !== null || kept.status !== 'priced' || input.state !== 'priced') return [];
  const plain = input.perMTok.value;
  const dearest = Math.max(
    plain,
    ...Object.values(cacheWrite).map((price) => (price.state === 'priced' ? price.perMTok.value : 0)),
  );
  if (plain <= 0 || dearest <= plain) return [];
  const { value, ...provenance } = WRITE_PREMIUM_SPREAD;
  return [
    {
      id: 'write',
      label: 'Write price of the warehouse',
      unit: 'usdPerMTok',
      spread: {
        low: plain,
        typical: plain,
        high: plain + (dearest - plain) * value.shareOfPremium,
        scale: 'linear',
        least: plain,
        most: dearest,
      },
      provenance,
      field: 'warehouse.writeUsdPerMTok',
      apply: ({ scenario: other, book }, usdPerMTok) => ({
        scenario: { ...other, warehouse: { ...other.warehouse, writeUsdPerMTok: usdPerMTok } },
        book,
      }),
    },
  ];
}

function offerInputs({ resolved: { offer } }: SpendEvaluation): readonly UncertainInput[] {
  const { tokenizerFactor, cachePolicy } = offer;
  const inputs: UncertainInput[] = [];
  if (tokenizerFactor.kind === 'assumed')
    inputs.push({
      ...factorInput({
        id: 'tokenizer',
        label: "The offer's tokens for one of the workload's",
        spread: TOKENIZER_SPREAD,
      }),
      field: null,
      apply: ({ scenario, book }, factor) => ({
        scenario,
        book: bookWithOffer({
          book,
          id: offer.id,
          change: (other) => ({
            ...other,
            tokenizerFactor: { ...other.tokenizerFactor, value: tokenizerFactor.value * factor },
          }),
        }),
      }),
    });
  if (cachePolicy.ttls.some(({ seconds }) => seconds.kind === 'assumed'))
    inputs.push({
      ...factorInput({ id: 'life', label: 'Life of the cache, which the seller does not state', spread: LIFE_SPREAD }),
      field: null,
      apply: ({ scenario, book }, factor) => ({
        scenario,
        book: bookWithOffer({
          book,
          id: offer.id,
          change: (other) => ({
            ...other,
            cachePolicy: {
              ...other.cachePolicy,
              ttls: other.cachePolicy.ttls.map((ttl) =>
                ttl.seconds.kind === 'assumed'
                  ? { ...ttl, seconds: { ...ttl.seconds, value: ttl.seconds.value * factor } }
                  : ttl,
              ),
            },
          }),
        }),
      }),
    });
  if (cachePolicy.trigger !== 'none' && cachePolicy.hitRatio.kind === 'assumed') {
    const { value, ...provenance } = HIT_CHANCE_SPREAD;
    const typical = cachePolicy.hitRatio.value;
    inputs.push({
      id: 'hit-chance',
      label: 'Chance that a prefix within its life is found',
      unit: 'ratio',
      spread: {
        low: Math.min(value.low, typical),
        typical,
        high: Math.max(value.high, typical),
        scale: 'linear',
        least: 0,
        most: 1,
      },
      provenance,
      field: null,
      apply: ({ scenario, book }, ratio) => ({
        scenario,
        book: bookWithOffer({
          book,
          id: offer.id,
          change: (other) => ({
            ...other,
            cachePolicy: { ...other.cachePolicy, hitRatio: { ...other.cachePolicy.hitRatio, value: ratio } },
          }),
        }),
      }),
    });
  }
  return inputs;
}

function factorInput({
  id,
  label,
  spread: { value, ...provenance },
}: {
  id: string;
  label: string;
  spread: Fact<FactorSpread>;
}): Omit<UncertainInput, 'apply' | 'field'> {
  return {
    id,
    label,
    unit: 'times',
    spread: {
      low: value.lowFactor,
      typical: 1,
      high: value.highFactor,
      scale: 'log',
      // Ten times beyond the range is no longer this workload.
      least: value.lowFactor / 10,
      most: value.highFactor * 10,
    },
    provenance,
  };
}

type RoleOf = Scenario['workload']['roles'][number];

function roleInput({
  id,
  label,
  spread,
  change,
}: {
  id: string;
  label: string;
  spread: Fact<FactorSpread>;
  change: (role: RoleOf, factor: number) => Partial<RoleOf>;
}): UncertainInput {
  return {
    ...factorInput({ id, label, spread }),
    field: null,
    apply: ({ scenario, book }, factor) => ({
      scenario: changeRoles({ scenario, change: (role) => ({ ...role, ...change(role, factor) }) }),
      book,
    }),
  };
}
