import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CATALOG_REVISION } from '../src/catalog/revision.ts';
import { evaluateCluster } from '../src/evaluate/cluster/evaluate-cluster.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { decodeDocument } from '../src/scenario/codec.ts';
import { InputError } from './input-error.ts';
import { runTime, TIME_USAGE } from './time-verb.ts';

const run = (args: readonly string[], stdin = '') => runTime({ args, stdin: Readable.from([stdin]) });
const time = (args: string) => run(args.split(' ').filter(Boolean));
/** Asked of a scenario on standard input. */
const ofScenario = (scenario: object, ...options: readonly string[]) =>
  run(['-', ...options], JSON.stringify(scenario));
const refused = async (args: string): Promise<string> => {
  const error: unknown = await time(args).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`${args} was accepted: ${JSON.stringify(error)}`);
  return error.message;
};

function evaluated(document: object) {
  const evaluation = evaluateCluster(decodeDocument(document).scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.status);
  return evaluation;
}

const LLAMA = '--model Meta-Llama-3.1-8B --gpu h100-sxm --gpus 1 --context 100k';

/** Every scenario leaves some of its warehouse free. */
const FILLED = 'The share of the warehouse that is filled, 0.9: breakEvenSeconds takes all of it to be.';

describe('tokenhouse time', () => {
  it('has exactly the figures other programs rely on', async () => {
    const report = await time(`${LLAMA} --cached 100k --tier dram_ddr5`);
    expect(Object.keys(report).toSorted()).toEqual(
      [
        'recomputeSeconds',
        'recomputeSecondsLow',
        'recomputeSecondsHigh',
        'loadSeconds',
        'ttftSeconds',
        'criticalBytesPerSecond',
        'crossoverTokens',
        'breakEvenSeconds',
        'why',
        'fits',
        'assumptions',
      ].toSorted(),
    );
    // Measured: 6.855 s computed, 0.314 loaded.
    expect(report.recomputeSeconds).toBeCloseTo(6.78, 2);
    expect(report.loadSeconds).toBeCloseTo(0.318, 3);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('takes memory of the node where no tier is given', async () => {
    expect(await time(LLAMA)).toEqual(await time(`${LLAMA} --tier dram_ddr5`));
  });

  it('takes ids and names in any case', async () => {
    const one = await time(LLAMA);
    expect(await time('--model meta-llama/META-LLAMA-3.1-8B --gpu H100-SXM --gpus 1 --context 100000')).toEqual(one);
    expect(
      await run(['--model', 'Meta-Llama-3.1-8B', '--gpu', 'H100 SXM5', '--gpus', '1', '--context', '100000']),
    ).toEqual(one);
  });

  it('takes an MFU, a price, a precision and a format', async () => {
    const given = await time(`${LLAMA} --mfu 0.3 --usd-per-hour 2 --kv fp8 --weights fp8 --cached 50k`);
    expect(given.assumptions).toMatchObject({
      mfuRatio: { low: 0.3, typical: 0.3, high: 0.3 },
      usdPerGpuHour: 2,
      kvDtype: 'fp8',
      weightFormat: 'fp8',
      loadedBytes: 50_000 * 65_536,
    });
    // Half the MFU of twice the peak.
    const usual = await time(LLAMA);
    expect((given.recomputeSeconds ?? 0) / (usual.recomputeSeconds ?? 1)).toBeCloseTo((989 / 1_979) * 2, 2);
  });

  it.each([
    ['', /--model is missing\. Usage: tokenhouse time/],
    ['--model Meta-Llama-3.1-8B', /--gpu is missing/],
    ['--model Meta-Llama-3.1-8B --gpu h100-sxm --gpus 1', /--context is missing/],
    ['--model', /--model/],
    [LLAMA.replace('Meta-Llama-3.1-8B', 'llama-3.1-8'), /No model "llama-3.1-8".*Did you mean .*Meta-Llama-3.1-8B/],
    [LLAMA.replace('h100-sxm', 'h100'), /no accelerator "h100".*Did you mean h100-sxm, h100-pcie, h100-nvl\?/],
    [LLAMA.replace('h100-sxm', 'H100-80GB-HBM3'), /Did you mean .*h100-sxm/],
    [LLAMA.replace('h100-sxm', 'zzz'), /One of: .*h100-sxm/],
    [`${LLAMA} --tier nvme`, /no tier "nvme".*Did you mean .*nvme_gen5/],
    [LLAMA.replace('--gpus 1', '--gpus 0'), /--gpus 0 is not accepted: .* whole number from 1 /],
    [LLAMA.replace('--gpus 1', '--gpus 1.5'), /--gpus 1.5/],
    [LLAMA.replace('100k', '0'), /--context 0 is not accepted: context must be/],
    [`${LLAMA} --cached 200k`, /--cached 200k is not accepted: .* from 0 to 100,000 tokens/],
    [`${LLAMA} --cached -5`, /--cached/],
    [`${LLAMA} --mfu 60`, /--mfu 60 is not accepted: .* from 0.01 to 1/],
    [`${LLAMA} --mfu 0`, /--mfu 0/],
    [`${LLAMA} --mfu high`, /--mfu high/],
    [`${LLAMA} --usd-per-hour free`, /--usd-per-hour free/],
    [`${LLAMA} --kv fp3`, /--kv fp3 is not known. One of: fp32 bf16/],
    [`${LLAMA} --weights int3`, /--weights int3 is not known. One of: bf16 fp8 4-bit/],
    [`${LLAMA} --colour red`, /--colour/],
    [`${LLAMA} --contxt 5`, /Unknown option --contxt\. Did you mean --context\? Usage/],
    [`${LLAMA} h100`, /"h100" is neither a link .* nor a file/],
    ['v=1 v=1', /one too many/],
  ])('"%s" is refused in one line', async (args, message) => {
    const said = await refused(args);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it('takes the cluster of a scenario, and its mean prompt', async () => {
    const cluster = { modelId: 'Meta-Llama-3.1-70B', acceleratorId: 'h100-sxm', gpusPerInstance: 4 };
    const scenario = { asOf: CATALOG_REVISION, cluster };
    const { plan } = evaluated(scenario);
    const report = await ofScenario(scenario);
    expect(report).toEqual({
      ...(await time(
        `--model Meta-Llama-3.1-70B --gpu h100-sxm --gpus 4 --tier nvme_gen5 --context ${Math.round(plan.demand.promptTokens)}`,
      )),
      notTaken: [FILLED],
    });
  });

  it('takes the weights, the day of the prices and the accelerators that compute one prompt', async () => {
    const cluster = { modelId: 'Meta-Llama-3.1-70B', acceleratorId: 'h100-sxm', gpusPerInstance: 4 };
    const { assumptions } = await ofScenario({ asOf: '2026-03-01', cluster: { ...cluster, weightFormat: 'fp8' } });
    expect(assumptions).toMatchObject({ weightFormat: 'fp8', weightFormatSource: 'given', pricesOn: '2026-03-01' });
    const [together, ranks] = await Promise.all(
      ['tensor', 'data'].map((attention) => ofScenario({ cluster: { ...cluster, attention } }, '--context', '50k')),
    );
    // One rank of four computes alone: four times as long, but for the request's own 10 ms.
    expect(((ranks?.recomputeSeconds ?? 0) - 0.01) / ((together?.recomputeSeconds ?? 1) - 0.01)).toBeCloseTo(4, 6);
  });

  it('names what the scenario says and one prompt has no place for', async () => {
    const scenario = {
      kv: { codec: 'transform', codecRatio: 2 },
      cluster: {
        modelId: 'Meta-Llama-3.1-8B',
        acceleratorId: 'h100-sxm',
        warehouseBytesPerSecond: 50e9,
        warehouseUsdPerGbMonth: 0.05,
        licenceUsdPerGbMonth: 0.01,
        fillRatio: 0.8,
        overlapRatio: 0.5,
        warehousePath: 'through-memory',
      },
    };
    const sentences = [
      /^The bandwidth given for the warehouse, 50000000000 B\/s a node/,
      /^The rent given for the warehouse, \$0\.05 a GB-month/,
      /^The licence given for the warehouse, \$0\.01 a GB-month/,
      /^The share of the warehouse that is filled, 0\.8/,
      /^The share of loading that hides behind other work, 0\.5/,
      /^The codec transform/,
      /^The path through the memory of the node/,
    ];
    const { notTaken } = await ofScenario(scenario);
    expect(notTaken).toHaveLength(sentences.length);
    sentences.forEach((sentence, i) => expect(notTaken?.[i]).toMatch(sentence));
    // Another tier has no typed figures, and nothing is left out where nothing is said.
    expect((await ofScenario(scenario, '--tier', 'dram_ddr5')).notTaken).toHaveLength(3);
    expect((await ofScenario({ cluster: { fillRatio: 1 } })).notTaken).toEqual([]);
  });

  it('lets options take the place of the scenario’s settings', async () => {
    const scenario = {
      asOf: CATALOG_REVISION,
      kv: { dtype: 'fp8' },
      cluster: { modelId: 'Meta-Llama-3.1-8B', acceleratorId: 'h100-sxm', mfuRatio: 0.4, usdPerGpuHour: 2 },
    };
    const own = await ofScenario(scenario, '--context', '50k', '--gpus', '1');
    const flags = '--model Meta-Llama-3.1-8B --gpus 1 --context 50k --tier nvme_gen5 --usd-per-hour 2';
    expect(own).toEqual({ ...(await time(`${flags} --gpu h100-sxm --kv fp8 --mfu 0.4`)), notTaken: [FILLED] });
    expect(
      await ofScenario(
        scenario,
        ...'--context 50k --gpus 1 --kv bf16 --gpu h200-sxm --mfu 0.5 --tier dram'.split(' '),
      ).catch(String),
    ).toMatch(/no tier "dram"/);
    expect(
      await ofScenario(
        scenario,
        ...'--context 50k --gpus 1 --kv bf16 --gpu h200-sxm --mfu 0.5 --cached 20k'.split(' '),
      ),
    ).toEqual({ ...(await time(`${flags} --gpu h200-sxm --mfu 0.5 --cached 20k`)), notTaken: [FILLED] });
  });

  it('says why the cluster of a scenario runs nothing', async () => {
    expect(await ofScenario({ cluster: { acceleratorId: 'nope' } }).catch(String)).toMatch(
      /cluster\.acceleratorId: No accelerator "nope"/,
    );
  });

  it('is described as it was asked for', () => {
    expect(TIME_USAGE).toBe('time --model ID --gpu ID --gpus N --context N [--cached N] [--mfu X] [--tier ID]');
  });
});
