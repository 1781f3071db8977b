import type { Fact } from '../../domain/fact.ts';
import type { ModelWeights, RoutedExperts } from '../../domain/kv-cache/model-geometry.ts';
import { derived, published } from '../provenance.ts';
import type { Source } from '../sources.ts';
import { EXPERT_ROWS, FORMAT_ROWS } from './expert-rows.ts';
import { TABLE_ROWS, type TableRow } from './table-rows.ts';

/**
 * What prefill and decode need to know of a model's weights beside their number. A file of its own, so that pages that only
 * size caches do not load it.
 */

const CHECKED_ON = '2026-11-21';

const CONFIG: Source = {
  text: 'The model’s own config.json (vocab_size, hidden_size, tie_word_embeddings, experts)',
  checkedOn: CHECKED_ON,
};
const KVFIT: Source = { text: 'debaditc/kvfit@bd4ccabf src/kvfit/data/models.json', checkedOn: CHECKED_ON };
const SOURCES = { config: CONFIG, kvfit: KVFIT, 'kvfit-silent': KVFIT, sibling: CONFIG } as const;
const DOUBTS = {
  config: '',
  kvfit: '',
  'kvfit-silent': 'Its config does not say which: the default of the library is taken.',
  sibling: 'Vocabulary and tying as in the configs of its siblings, whose tokenizer it shares.',
} as const;

/** What of the tables the published number of active parameters holds, judged by adding up the layers of its config. */
const COUNTED = {
  all: 'The number of active parameters is taken to hold both.',
  head: 'Its layers and its output head together add up to the number of active parameters: the embedding is not among them.',
  none: 'Its layers alone add up to the number of active parameters: neither is among them.',
} as const;

const NOTHING_KNOWN: ModelWeights = {
  tableParameters: null,
  tableParametersInActive: null,
  experts: null,
  weightFormat: null,
};

/**
 * Embedding and output head, experts and format of a model of the catalogue, by its id.
 *
 *     tables = vocabulary × hidden × (1 where embedding and head are one matrix, else 2)
 *
 * Example: Meta-Llama-3.1-8B has 2 × 128,256 × 4,096 = 1.05 billion parameters in its tables. What is not known is `null`.
 * Ignores tables of other kinds: per-layer embeddings, positions, encoders of images.
 */
export function modelWeightsOf(modelId: string): ModelWeights {
  const row = rowOf({ rows: TABLE_ROWS, modelId });
  const experts = rowOf({ rows: EXPERT_ROWS, modelId });
  const format = rowOf({ rows: FORMAT_ROWS, modelId });
  if (!row && !experts && !format) return NOTHING_KNOWN;
  return {
    tableParameters: row ? tablesOf(row) : null,
    tableParametersInActive: row
      ? countedTablesOf({ row, isMixture: experts !== undefined || row.counted === 'none' })
      : null,
    experts: experts ? published<RoutedExperts>(experts, CONFIG) : null,
    weightFormat: format
      ? published(format, CONFIG, 'What its checkpoint, or that of its siblings, is stored in.')
      : null,
  };
}

function tablesOf({ hidden, vocabulary, isTied, from }: TableRow): Fact<number> {
  const one = vocabulary * hidden;
  const note = isTied ? 'Embedding and head are one matrix.' : 'Embedding and head are two matrices.';
  return derived(isTied ? one : 2 * one, SOURCES[from], `${note} ${DOUBTS[from]}`.trim());
}

/** The total of a dense model holds its tables; what a published active count holds is a judgement, and looks like one. */
function countedTablesOf({ row, isMixture }: { row: TableRow; isMixture: boolean }): Fact<number> {
  const counted = row.counted ?? 'all';
  const tables = tablesOf(row);
  const share = { all: tables.value, head: row.vocabulary * row.hidden, none: 0 }[counted];
  if (!isMixture) return { ...tables, value: share };
  return { ...tables, value: share, kind: 'assumed', note: `${tables.note ?? ''} ${COUNTED[counted]}`.trim() };
}

/** A name that every object has is no model's. */
function rowOf<T>({ rows, modelId }: { rows: Readonly<Record<string, T>>; modelId: string }): T | undefined {
  return Object.hasOwn(rows, modelId) ? rows[modelId] : undefined;
}
