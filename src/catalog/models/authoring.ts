import type { Fact, FactKind } from '../../domain/fact.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { attentionInWords } from '../../domain/model-config/attention-words.ts';
import type { Tokens } from '../../domain/units.ts';
import { assumed, published } from '../provenance.ts';
import type { Source } from '../sources.ts';

/** Sources of models, and the one way to write a row. Shapes of layers are in `shapes.ts`. */

const CHECKED_ON = '2026-11-20';

function source(text: string): Source {
  return { text, checkedOn: CHECKED_ON };
}

// Where layers and contexts come from.

/** What vouches for a model's layers and for its longest context, given its hub id; the note is said with both. */
type Evidence = (hubId: string) => { readonly layers: Source; readonly context: Source; readonly note?: string };

/** The model's own config.json, of which aiconfigurator keeps a copy under the hub id with `--` for `/`. */
function storedConfig(revision: string): Evidence {
  return (hubId) => {
    const file = `model_configs/${hubId.replace('/', '--')}_config.json`;
    const copy = source(`ai-dynamo/aiconfigurator${revision}${file}`);
    return { layers: copy, context: copy };
  };
}

const CONFIG = storedConfig('@095f58a51c4ca8e61b66ec108d86f223f8d559ce aic-core/src/aiconfigurator_core/');

/** A copy that is no longer there, but was in an earlier revision or on a branch. */
export const EARLIER_CONFIG = storedConfig(' (earlier revision or branch) ');

/** Only a quantised upload of the model is stored. */
export function quantisedConfig(hubId: string): Evidence {
  const note = 'Read from NVIDIA’s quantised upload; quantisation does not change the shape.';
  return () => ({ ...CONFIG(hubId), note });
}

/** Sources other than a config: the context was read there or in vLLM's recipes. */
export function told(text: string, note?: string): Evidence {
  const evidence = { layers: source(text), context: source(`${text}, or vllm-project/recipes`) };
  return () => (note === undefined ? evidence : { ...evidence, note });
}

const KVFIT_FILE = 'debaditc/kvfit@bd4ccabf src/kvfit/data/models.json';
const SECOND_HAND = 'Read from a third party’s registry, not from the model’s own config.';
export const KVFIT = told(KVFIT_FILE, SECOND_HAND);
export const LMCACHE = told('LMCache/LMCache@3fd3000f docs/source/_static/modelconfig.json', SECOND_HAND);

/** What is not sure about layers. Where a part of them is not published, the whole looks as that part does. */
interface Doubt {
  readonly kind?: FactKind;
  readonly note: string;
}
export const STATE_TYPE_ASSUMED: Doubt = {
  kind: 'assumed',
  note: 'The shape was read there, the type of the recurrent state was not: fp32 is assumed, and bf16 would halve it.',
};

// Where parameter counts come from.

const VLLM_RECIPES = source('vllm-project/recipes');
const MODEL_NAME = source('The model’s own name');
const MODEL_CARD = source('The model’s card on the Hugging Face hub');
const KVFIT_COUNT = source(KVFIT_FILE);

export function kvfit(parameters: number, note?: string): Fact<number> {
  return published(parameters, KVFIT_COUNT, note);
}

/** Without a path, where we only know that vLLM's recipes say so somewhere. */
export function recipe(parameters: number, { path, note }: { path?: string; note?: string } = {}): Fact<number> {
  return published(
    parameters,
    path === undefined ? VLLM_RECIPES : source(`vllm-project/recipes@8959cf64 models/${path}.yaml`),
    note,
  );
}

export function named(parameters: number): Fact<number> {
  return published(parameters, MODEL_NAME, 'Rounded, as names are.');
}

export function onCard(parameters: number): Fact<number> {
  return published(parameters, MODEL_CARD);
}

export function remembered(parameters: number): Fact<number> {
  return assumed(parameters, 'The vendor’s own figure as it is remembered: its page was not read again.');
}

export function stated(parameters: number, text: string): Fact<number> {
  return published(parameters, source(text));
}

// The row.

export interface ModelRow {
  /** The usual name, and the id. */
  readonly name: string;
  readonly hubId: string;
  readonly layers: readonly LayerGroup[];
  /** Vouches for the layers and, where that is a bare number, the context. The stored config unless said otherwise. */
  readonly from?: Evidence;
  readonly doubt?: Doubt;
  readonly context: Tokens | Fact<Tokens>;
  /** What another source says of the context. */
  readonly contextNote?: string;
  /** A bare number stands in the model's own page of vLLM's recipes. */
  readonly total: number | Fact<number>;
  /** Absent: the model is dense and uses all of them for every token. */
  readonly active?: number | Fact<number>;
  readonly draftLayers?: number;
  /** Where the layers alone do not tell. */
  readonly attention?: string;
}

export function model({
  name,
  hubId,
  layers,
  from = CONFIG,
  doubt,
  context,
  contextNote,
  total,
  active = total,
  draftLayers = 0,
  attention = attentionInWords(layers),
}: ModelRow): ModelGeometry {
  const evidence = from(hubId);
  const counted = (parameters: number | Fact<number>) =>
    typeof parameters === 'number' ? recipe(parameters, { path: hubId }) : parameters;
  return {
    id: name,
    hubId,
    name,
    attention,
    groups: { ...published(layers, evidence.layers, evidence.note), ...doubt },
    maxContextTokens:
      typeof context === 'number' ? published(context, evidence.context, contextNote ?? evidence.note) : context,
    totalParameters: counted(total),
    activeParameters: counted(active),
    draftLayers,
  };
}
