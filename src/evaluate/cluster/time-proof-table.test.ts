import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TIME_PROOF_CASES } from '../../catalog/time-proof/index.ts';
import { impliedMfuOf } from './time-proof.ts';

/**
 * Compares the proof of times with the tables it was copied from, where those lie beside the checkout. They are not part of
 * the project, so elsewhere these tests are skipped.
 */

type Numbers = Readonly<Record<string, number>>;
interface Row {
  readonly id: string;
  readonly model: string;
  readonly n_gpu: number;
  readonly context_tokens?: number;
  readonly concurrency?: number | string;
  readonly total_time_s?: readonly number[];
  readonly ttft_s?: Numbers;
  readonly input_tok_s?: Numbers;
  readonly out_tok_s?: readonly number[];
  readonly tput_req_s?: readonly number[];
  readonly gain?: Numbers;
  readonly dram_fits?: Numbers;
  readonly spill_to_ssd?: Numbers;
  readonly [field: string]: unknown;
}

/** What of a row was published; the rest describes it, or was worked out by whoever made the table. */
const FIGURES = [
  'ttft_recompute_s',
  'ttft_load_s',
  'ttft_hbm_hit_s',
  'ttft_gpu_only_s',
  'ttft_mooncake_dram80GB_s',
  'ttft_mooncake_ssd_s',
  'speedup_gpu_hit',
  'speedup_cpu',
  'speedup_storage',
  'implied_load_s_storage',
  'tput_recompute_req_s',
  'tput_load_req_s',
  'crossover_tokens',
];
/** Described by other fields of our cases: models, machines, sources, computations. */
const DESCRIPTIONS = [
  'id',
  'model',
  'precision',
  'gpu',
  'n_gpu',
  'context_tokens',
  'concurrency',
  'hit_fraction',
  'hit_load_pct',
  'hit_gpu_pct',
  'hit_dram_pct',
  'hit_ssd_pct',
  'tier',
  'tier_bw_GBps',
  'kv_bytes_per_token',
  'method',
  'source',
  'split',
  'note',
  'qps',
  'pull_floor_s',
  'model_pred_crossover_tokens',
];
const LISTS = ['total_time_s', 'out_tok_s', 'tput_req_s', 'ttft_s', 'input_tok_s', 'gain', 'dram_fits', 'spill_to_ssd'];

function figuresOf(row: Row): readonly number[] {
  const single = FIGURES.flatMap((field) => {
    const value = row[field];
    return typeof value === 'number' ? [value] : [];
  });
  const changes = [row.dram_fits, row.spill_to_ssd].flatMap((part) =>
    Object.values(part ?? {}).map((value) => value / 100),
  );
  const listed = [row.total_time_s, row.out_tok_s, row.tput_req_s].flatMap((list) => list ?? []);
  const named = [row.ttft_s, row.input_tok_s, row.gain].flatMap((part) => Object.values(part ?? {}));
  return [...single, ...changes, ...listed, ...named];
}

const FACTS = resolve(import.meta.dirname, '../../../../shared/facts');
const hasTables = ['ttft-truths.json', 'hardware.json'].every((name) => existsSync(resolve(FACTS, name)));

(hasTables ? describe : describe.skip)(
  `research tables${hasTables ? '' : ' (skipped: not beside this checkout)'}`,
  () => {
    const read = <T>(name: string): T => JSON.parse(readFileSync(resolve(FACTS, name), 'utf8')) as T;
    const rows = (): readonly Row[] => read<{ points: readonly Row[] }>('ttft-truths.json').points;

    test('have no field that this comparison does not know', () => {
      const known = new Set([...FIGURES, ...DESCRIPTIONS, ...LISTS]);
      const unknown = rows().flatMap((row) => Object.keys(row).filter((field) => !known.has(field)));
      expect(unknown).toEqual([]);
    });

    test('have no point, and no figure of one, that the proof has not', () => {
      const byValue = (a: number, b: number): number => a - b;
      for (const row of rows()) {
        const own = TIME_PROOF_CASES.filter(({ pointId }) => pointId === row.id);
        const published = own.map(({ published: { value } }) => Number(value.toFixed(6))).toSorted(byValue);
        expect({ id: row.id, published }).toEqual({
          id: row.id,
          published: figuresOf(row)
            .map((value) => Number(value.toFixed(6)))
            .toSorted(byValue),
        });
      }
    });

    test('tell of the same models, prompts, machines and numbers at once', () => {
      // The table has 1 for a fleet of 32 and 20 for what was not stated; our doubts say so.
      const OTHERWISE = ['glm-ttft-isolated', 'lmc-gptoss'];
      for (const row of rows()) {
        for (const { pointId, model, promptTokens, concurrency, computation } of TIME_PROOF_CASES) {
          if (pointId !== row.id || OTHERWISE.includes(pointId)) continue;
          expect(model).toContain(row.model.replace(' (753B)', ''));
          if (row.context_tokens !== undefined) expect(promptTokens).toBe(row.context_tokens);
          if (typeof row.concurrency === 'number') expect(concurrency).toBe(row.concurrency);
          // Of sixteen servers of one GPU each, one computes a prompt.
          if (computation && 'machine' in computation && !pointId.startsWith('oss-cpu'))
            expect(computation.machine.devices).toBe(row.n_gpu);
        }
      }
    });

    test('come to the shares of peak that are listed', () => {
      const { measured_efficiency: listed } = read<{ measured_efficiency: { prefill_mfu: Numbers } }>('hardware.json');
      const share = (id: string): number => {
        const proofCase = TIME_PROOF_CASES.find((one) => one.id === id);
        return (proofCase && impliedMfuOf(proofCase)) ?? Number.NaN;
      };
      const pairs = [
        [listed.prefill_mfu.llama8b_1xH100_vllm, share('vllm-l8-40k/computed')],
        [listed.prefill_mfu.llama70b_4xH100_vllm, share('rate-l70-16k/rate')],
        [listed.prefill_mfu.gptoss120b_1xH200, share('p2p-oss-8192/computed')],
        [listed.prefill_mfu.deepseek_v3_8xH800_fp8_production, share('rate-deepseek-day/rate')],
      ];
      // The table's are fits over several lengths, rounded to two digits.
      for (const [own = Number.NaN, ours = Number.NaN] of pairs) expect(Math.abs(own - ours)).toBeLessThan(0.0101);
    });
  },
);
