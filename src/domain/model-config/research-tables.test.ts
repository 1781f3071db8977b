import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { elementsOf, type LayerGroup, type SparseIndex } from '../kv-cache/layer-group.ts';
import { readModelConfig, readModelConfigText } from './read-config.ts';

/**
 * Compares the reader with a table of models and with real files, where those lie beside the checkout. They are not
 * part of the project, so elsewhere these tests are skipped.
 */

const TABLES = resolve(import.meta.dirname, '../../../../shared/facts');
const CONFIGS = resolve(import.meta.dirname, '../../../../shared/configs');

interface GroupRow {
  readonly kind: 'kv' | 'mla' | 'v4' | 'state';
  readonly layers: number;
  readonly kv_heads?: number;
  readonly k_dim?: number;
  readonly v_dim?: number;
  readonly window?: number | null;
  readonly chunked?: boolean;
  readonly latent?: number;
  readonly rope?: number;
  readonly ratio?: number;
  readonly index_layers?: number;
  readonly index_dim?: number;
  readonly algo?: string;
  readonly ssm_elems?: number;
  readonly conv_elems?: number;
  readonly ssm_bytes?: number;
  readonly conv_bytes?: number;
  readonly q_heads?: number;
  readonly qk_dim_prefill?: number;
  readonly v_dim_prefill?: number;
}
interface ModelRow {
  readonly hf_id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly groups: readonly GroupRow[];
  readonly max_context: number;
}

const ALGORITHMS: Readonly<Record<string, string>> = {
  'gated-delta-net': 'GatedDeltaNet',
  kda: 'KDA',
  'mamba-1': 'Mamba1',
  'mamba-2': 'Mamba2',
  lightning: 'Lightning',
};

/** "a*3,b" as [a, a, a, b]. */
function expandRuns(runs: string): readonly (string | number)[] {
  return runs.split(',').flatMap((run) => {
    const [word = '', times = '1'] = run.split('*');
    return Array.from({ length: Number(times) }, () => (/^\d+$/.test(word) ? Number(word) : word));
  });
}

/** The table keeps lists short and leaves out what its author did not need. */
function configOf({ fields }: ModelRow): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key.endsWith('_rle')) config[key.slice(0, -4)] = expandRuns(value as string);
    else config[key] = value;
  }
  const summary = fields['block_configs_summary'];
  if (typeof summary === 'string') {
    const [blocks = 0, attending = 0, perHead = 0] = (summary.match(/\d+/g) ?? []).map(Number);
    delete config['block_configs_summary'];
    config['block_configs'] = Array.from({ length: blocks }, (_, index) => ({
      attention:
        index < attending ? { n_heads_in_group: perHead, no_op: false } : { n_heads_in_group: null, no_op: true },
    }));
  }
  const sparse = fields['sparse_attention_config'] as Record<string, number> | undefined;
  if (sparse?.['sparse_layers'] !== undefined) {
    const { sparse_layers: indexed, ...rest } = sparse;
    const first = Number(fields['num_hidden_layers']) - indexed;
    config['sparse_attention_config'] = {
      ...rest,
      sparse_attention_freq: Array.from({ length: first + indexed }, (_, index) => Number(index >= first)),
    };
  }
  return config;
}

function indexRow(index: SparseIndex | undefined): object {
  return { index_layers: index?.layers ?? 0, index_dim: index?.dim ?? 0 };
}

/** A group in the table's words; groups that keep nothing are not in the table. */
function rowOf(group: LayerGroup): object[] {
  const { kind, layers } = group;
  switch (kind) {
    case 'none':
    case 'cross':
      return [];
    case 'state':
      return [
        {
          kind: 'state',
          layers,
          algo: ALGORITHMS[group.algorithm],
          ssm_elems: elementsOf(group.recurrent),
          conv_elems: group.convolution.reduce((sum, part) => sum + elementsOf(part), 0),
          ssm_bytes: group.recurrentBytesPerElement,
          conv_bytes: group.convolutionBytesPerElement,
        },
      ];
    default: {
      const query = {
        q_heads: group.query?.heads,
        qk_dim_prefill: group.query?.qkDim,
        v_dim_prefill: group.query?.vDim,
      };
      if (kind === 'mla') {
        return [{ kind, layers, latent: group.latentDim, rope: group.ropeDim, ...indexRow(group.index), ...query }];
      }
      if (kind === 'compressed') {
        const { ratio, entryDim: latent, ropeDim: rope, windowTokens: window } = group;
        const index_dim = group.index?.dim ?? 0;
        return [{ kind: 'v4', layers, ratio, latent, rope, window, index_dim, ...query }];
      }
      const window = kind === 'sliding' ? group.windowTokens : kind === 'chunked' ? group.chunkTokens : null;
      const { kvHeads: kv_heads, kDim: k_dim, vDim: v_dim } = group;
      const index = indexRow(kind === 'full' ? group.index : undefined);
      return [{ kind: 'kv', layers, kv_heads, k_dim, v_dim, window, chunked: kind === 'chunked', ...index, ...query }];
    }
  }
}

function expectedRow(row: GroupRow): object {
  const query = { q_heads: row.q_heads, qk_dim_prefill: row.qk_dim_prefill, v_dim_prefill: row.v_dim_prefill };
  const index = { index_layers: row.index_layers ?? 0, index_dim: row.index_dim ?? 0 };
  const { kind, layers } = row;
  switch (kind) {
    case 'state':
      return {
        kind,
        layers,
        algo: row.algo,
        ssm_elems: row.ssm_elems,
        conv_elems: row.conv_elems,
        ssm_bytes: row.ssm_bytes,
        conv_bytes: row.conv_bytes,
      };
    case 'mla':
      return { kind, layers, latent: row.latent, rope: row.rope, ...index, ...query };
    case 'v4': {
      const { ratio, latent, rope, window } = row;
      return { kind, layers, ratio, latent, rope, window, index_dim: row.index_dim ?? 0, ...query };
    }
    case 'kv': {
      const { kv_heads, k_dim, v_dim, window = null, chunked = false } = row;
      return { kind, layers, kv_heads, k_dim, v_dim, window, chunked, ...index, ...query };
    }
  }
}

const hasTables = existsSync(resolve(TABLES, 'models.json')) && existsSync(CONFIGS);
const suite = hasTables ? describe : describe.skip;
const rows = hasTables ? (JSON.parse(readFileSync(resolve(TABLES, 'models.json'), 'utf8')) as readonly ModelRow[]) : [];
const files = hasTables ? readdirSync(CONFIGS).filter((name) => name.endsWith('.json')) : [];

suite(`tables of models and files${hasTables ? '' : ' (skipped: not beside this checkout)'}`, () => {
  test.each(rows)('$hf_id has the listed groups', (row) => {
    const verdict = readModelConfig(configOf(row));
    if (verdict.status === 'refused') throw new Error(verdict.reason);
    expect(verdict.geometry.groups.flatMap(rowOf)).toEqual(row.groups.map(expectedRow));
  });

  test.each(files)('%s is read', (name) => {
    const verdict = readModelConfigText(readFileSync(resolve(CONFIGS, name), 'utf8'));
    if (verdict.status === 'refused') throw new Error(verdict.reason);
    // Its file alone leaves the dtype of its states open.
    expect(verdict).toMatchObject({ status: name.includes('Nemotron-H-56B') ? 'approximate' : 'exact' });
    const row = rows.find(({ hf_id }) => bare(hf_id.split('/')[1]) === bare(name.split('--')[1]));
    if (!row) throw new Error('No model of that name.');
    expect(verdict.geometry.groups.flatMap(rowOf)).toEqual(row.groups.map(expectedRow));
  });
});

/** A name without its publisher's marks: the same model is uploaded in several precisions. */
function bare(name = ''): string {
  return name
    .toLowerCase()
    .replace(/\.json$/, '')
    .replace(/^nvidia-/, '')
    .replace(/-(fp8|nvfp4|bf16)$/, '');
}
