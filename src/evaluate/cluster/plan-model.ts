import { CLUSTER_STAND_IN_IDS } from '../../catalog/cluster-stand-in.ts';
import { modelWeightsOf } from '../../catalog/models/weights.ts';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { fact, type Provenance } from '../../domain/fact.ts';
import type { Problem } from '../../domain/field-limits.ts';
import type { ModelGeometry, ModelWeights } from '../../domain/kv-cache/model-geometry.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { offerNamed } from '../resolve-offer.ts';
import { isProblem, resolveGeometry, type ResolvedGeometry } from '../resolve.ts';

/** The model that a cluster runs. */
export interface ClusterModel {
  readonly geometry: ResolvedGeometry;
  readonly model: ModelGeometry;
  readonly weights: ModelWeights;
  readonly isStandIn: boolean;
  readonly provenance: Provenance | null;
}

export type NoModel =
  | { readonly status: 'impossible'; readonly problems: readonly Problem[] }
  | { readonly status: 'unknown'; readonly reason: string; readonly field: string | null };

const LOADING: NoModel = { status: 'unknown', reason: 'The models are still being loaded.', field: null };

/**
 * The cluster's own model, else what the KV-cache page has typed or chosen, else the offer's where it is public, else a
 * stand-in that somebody could run and whose context takes the workload's longest prompt.
 */
export function clusterModel({
  scenario,
  book,
  longestPromptTokens,
}: {
  scenario: Scenario;
  book: OfferBook;
  longestPromptTokens: Tokens;
}): ClusterModel | NoModel {
  const geometry = chosenGeometry({ scenario, book, longestPromptTokens });
  if ('status' in geometry) return geometry;
  const { maxContextTokens } = geometry;
  if (maxContextTokens !== null && longestPromptTokens > maxContextTokens)
    return impossible({
      field: 'cluster.modelId',
      message: `Prompts grow to ${count(longestPromptTokens)} tokens; ${geometry.name} takes at most ${count(maxContextTokens)}. Choose a model with a longer context, compact histories earlier, or lower turns or growth.`,
    });
  const model = geometry.model ?? typedModel(geometry);
  if ('status' in model) return model;
  return {
    geometry,
    model,
    weights: modelWeightsOf(model.id),
    isStandIn: geometry.origin === 'stand-in',
    provenance: geometry.provenance,
  };
}

function chosenGeometry({
  scenario,
  book,
  longestPromptTokens,
}: {
  scenario: Scenario;
  book: OfferBook;
  longestPromptTokens: Tokens;
}): ResolvedGeometry | NoModel {
  const { kv, cluster, offerId } = scenario;
  const chosen = cluster.modelId === null ? kv : { ...kv, custom: null, modelId: cluster.modelId };
  const geometry = resolveGeometry({ kv: chosen, offer: offerNamed(offerId, scenario, book), book });
  if (isProblem(geometry)) {
    if (!book.isWhole) return LOADING;
    return impossible(
      cluster.modelId === null
        ? geometry
        : {
            field: 'cluster.modelId',
            message: `No model "${cluster.modelId}" in the catalogue of ${CATALOG_REVISION}. Choose one of it.`,
          },
    );
  }
  if (geometry.origin !== 'stand-in') return geometry;
  if (!book.isWhole) return LOADING;
  for (const standIn of CLUSTER_STAND_IN_IDS) {
    const model = book.modelById(standIn.value);
    if (!model) throw new Error(`The stand-in ${standIn.value} is missing from the catalogue`);
    if (standIn !== CLUSTER_STAND_IN_IDS.at(-1) && longestPromptTokens > model.maxContextTokens.value) continue;
    const named = resolveGeometry({ kv: { ...kv, custom: null, modelId: model.id }, offer: undefined, book });
    if (isProblem(named)) return impossible(named);
    const { value: _id, ...provenance } = standIn;
    return { ...named, origin: 'stand-in', provenance };
  }
  throw new Error('There is no stand-in');
}

const GIVEN: Provenance = { kind: 'assumed', source: 'Typed on the KV cache page', checkedOn: CATALOG_REVISION };

/** A typed geometry as a model: what it does not say has to be given before anything can be timed. */
function typedModel(geometry: ResolvedGeometry): ModelGeometry | NoModel {
  const { name, groups, maxContextTokens, totalParameters, activeParameters, draftLayers } = geometry;
  if (totalParameters === null || activeParameters === null) {
    const isTotal = totalParameters === null;
    return {
      status: 'unknown',
      reason: `How many parameters ${name} ${isTotal ? 'has' : 'uses for a token'} is not known: give the number on the KV cache page.`,
      field: isTotal ? 'kv.custom.totalParameters' : 'kv.custom.activeParameters',
    };
  }
  return {
    id: '',
    hubId: '',
    name,
    attention: 'typed',
    groups: fact(groups, GIVEN),
    maxContextTokens: fact(maxContextTokens ?? Infinity, GIVEN),
    totalParameters: fact(totalParameters, GIVEN),
    activeParameters: fact(activeParameters, GIVEN),
    draftLayers,
  };
}

function impossible(problem: Problem): NoModel {
  return { status: 'impossible', problems: [problem] };
}

function count(tokens: Tokens): string {
  return Math.round(tokens).toLocaleString('en-US');
}
