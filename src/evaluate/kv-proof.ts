import type { KvProofCase, ProofUnit, WrongFigure } from '../catalog/kv-proof/case.ts';
import { KV_PROOF_CASES, WRONG_FIGURES } from '../catalog/kv-proof/index.ts';
import type { Term } from '../domain/explain.ts';
import type { Fact } from '../domain/fact.ts';
import { compute } from './kv-proof-compute.ts';
import { catalogueGroups, type GroupsOf } from './kv-proof-geometry.ts';

/**
 * `pass`: ours is within the tolerance. `published-looks-wrong`: it is not, the publisher contradicts itself, and ours is
 * what its other figure says. `fail`: anything else, including a suspicion that turns out unfounded.
 */
export type ProofStatus = 'pass' | 'fail' | 'published-looks-wrong';

/** One published figure beside ours. */
export interface ProofResult {
  readonly proofCase: KvProofCase;
  /** Computed by the core, in the unit of the case. */
  readonly ours: number;
  /** ours ÷ published − 1. */
  readonly differenceRatio: number;
  readonly status: ProofStatus;
  /** Why a published figure is taken to be wrong; `null` otherwise. */
  readonly reason: string | null;
  /** How ours was computed, in symbols that stand in `terms`, and what went in. */
  readonly formula: string;
  readonly terms: readonly Term[];
}

/** A wrong figure in public use beside the right one. */
export interface WrongFigureResult {
  readonly id: string;
  readonly tool: string;
  readonly model: string;
  readonly settings: string | null;
  /** In `unit`; a rule in words where the tool has one that cannot come out right. */
  readonly shows: Fact<number> | Fact<string>;
  readonly unit: ProofUnit | null;
  /** Computed by the core, in `unit`; `null` beside a rule. */
  readonly correct: number | null;
  /** shows ÷ correct; `null` beside a rule. */
  readonly factor: number | null;
  readonly why: string;
  /** As in a `ProofResult`; `null` and none beside a rule. */
  readonly formula: string | null;
  readonly terms: readonly Term[];
}

/** Bytes, tokens or pieces in one of a publisher's units. */
const UNIT_SIZES: Readonly<Record<ProofUnit, number>> = {
  B: 1,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  GB: 1e9,
  'B/token': 1,
  'KiB/token': 2 ** 10,
  'B/token/layer': 1,
  'B/element': 1,
  elements: 1,
  tokens: 1,
  blocks: 1,
  ratio: 1,
  '%': 0.01,
};

/**
 * Every published size of the catalogue computed by the core and compared, in the order of the catalogue. Nothing is
 * looked up: change a layer of a model and its cases fail.
 *
 * Example: aiconfigurator's test says 81,920 B per token for Llama 3.1 70B on a rank of 4; so does the core: `pass`, 0.
 * `groupsOf` stands in for the catalogue's models, for a test that wants to see a proof fail.
 */
export function proveKv({ groupsOf = catalogueGroups }: { groupsOf?: GroupsOf } = {}): readonly ProofResult[] {
  return KV_PROOF_CASES.map((proofCase) => prove({ proofCase, groupsOf }));
}

/** Wrong figures in public use, each with what the core computes in its place and the factor between the two. */
export function wrongPublicFigures({
  groupsOf = catalogueGroups,
}: { groupsOf?: GroupsOf } = {}): readonly WrongFigureResult[] {
  return WRONG_FIGURES.map((figure) => correctFigure({ figure, groupsOf }));
}

function prove({ proofCase, groupsOf }: { proofCase: KvProofCase; groupsOf: GroupsOf }): ProofResult {
  const { computation, unit, published } = proofCase;
  const { value, formula, terms } = compute({ computation, groupsOf });
  const ours = value / UNIT_SIZES[unit];
  const status = statusOf({ proofCase, ours });
  return {
    proofCase,
    ours,
    differenceRatio: differenceRatio({ ours, published: published.value }),
    status,
    reason: status === 'published-looks-wrong' && proofCase.precisionClass === 'suspect' ? proofCase.reason : null,
    formula,
    terms,
  };
}

function statusOf({ proofCase, ours }: { proofCase: KvProofCase; ours: number }): ProofStatus {
  const agrees = ({ value }: Fact<number>): boolean =>
    Math.abs(differenceRatio({ ours, published: value })) <= proofCase.toleranceRatio;
  if (proofCase.precisionClass !== 'suspect') return agrees(proofCase.published) ? 'pass' : 'fail';
  return !agrees(proofCase.published) && agrees(proofCase.contradictedBy) ? 'published-looks-wrong' : 'fail';
}

function differenceRatio({ ours, published }: { ours: number; published: number }): number {
  return (ours - published) / published;
}

function correctFigure({ figure, groupsOf }: { figure: WrongFigure; groupsOf: GroupsOf }): WrongFigureResult {
  const { id, tool, model, why } = figure;
  const common = { id, tool, model, why };
  if (figure.kind === 'rule')
    return {
      ...common,
      settings: null,
      shows: figure.shows,
      unit: null,
      correct: null,
      factor: null,
      formula: null,
      terms: [],
    };
  const { shows, unit, settings = null } = figure;
  const { value, formula, terms } = compute({ computation: figure.correct, groupsOf });
  const correct = value / UNIT_SIZES[unit];
  return { ...common, settings, shows, unit, correct, factor: shows.value / correct, formula, terms };
}
