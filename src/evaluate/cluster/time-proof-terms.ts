import { prefillMfuOf } from '../../catalog/prefill-efficiency.ts';
import type { ProofMachine, TimeComputation, Waiting } from '../../catalog/time-proof/case.ts';
import type { Term } from '../../domain/explain.ts';
import { REQUEST_FLOOR_SECONDS } from '../../domain/serving/measured-errors.ts';
import type { Tokens } from '../../domain/units.ts';
import { fleetTerms } from './time-proof-fleet-terms.ts';
import { DEFAULTS, proofServer, tierBytesPerSecond, type ProofServer } from './time-proof-server.ts';
import { bandwidthTerm, bytesTerm, countTerm, pathTerms, type Told } from './time-proof-told.ts';

/** How a figure of the proof is computed with the defaults, and the numbers that go in. */
export function timeTerms(computation: TimeComputation): Told {
  switch (computation.kind) {
    case 'ttft':
    case 'finish':
    case 'rate':
      return promptTerms(computation);
    case 'load':
      return loadTerms(computation);
    case 'speed-up': {
      const { machine, promptTokens, hbmFactor, tierId, asks } = computation;
      const server = proofServer({ machine, reckoning: DEFAULTS });
      return {
        formula: `${asks === 'factor' ? 't ÷ (t ÷ h + bytes ÷ β)' : 't ÷ h + bytes ÷ β'}, where t = t₀ + FLOPs ÷ (G × F × η)`,
        terms: [
          ...computeTerms({ machine, server, flops: server.flops({ contextTokens: promptTokens, cachedTokens: 0 }) }),
          countTerm({ symbol: 'h', meaning: 'computing ÷ what HBM holds, as published', value: hbmFactor }),
          bytesTerm(server.bytes(promptTokens)),
          ...(tierId === null ? [] : [bandwidthTerm(tierBytesPerSecond({ machine, tierId }))]),
        ],
      };
    }
    case 'gain': {
      const { machine, promptTokens, floorSeconds, bytesPerSecond } = computation;
      const server = proofServer({ machine, reckoning: DEFAULTS });
      return {
        formula: '(ℓ + bytes ÷ β) ÷ (t₀ + FLOPs ÷ (G × F × η)) − 1',
        terms: [
          ...computeTerms({ machine, server, flops: server.flops({ contextTokens: promptTokens, cachedTokens: 0 }) }),
          bytesTerm(server.bytes(promptTokens)),
          ...pathTerms({ floorSeconds, bytesPerSecond }),
        ],
      };
    }
    case 'claim': {
      const { machine, promptTokens, mfuRatio, loadSeconds, asks } = computation;
      const server = proofServer({ machine, reckoning: DEFAULTS });
      const flops = server.flops({ contextTokens: promptTokens, cachedTokens: 0 });
      const terms = computeTerms({ machine, server, flops }).filter(({ symbol }) => symbol !== 'η');
      return {
        formula: asks === 'seconds' ? 't₀ + FLOPs ÷ (G × F × η)' : '(t₀ + FLOPs ÷ (G × F × η)) ÷ l',
        terms: [
          ...terms,
          { symbol: 'η', meaning: 'share of peak, middle of what is asked', value: mfuRatio.typical, unit: 'ratio' },
          ...(asks === 'factor'
            ? [{ symbol: 'l', meaning: 'the published load', value: loadSeconds, unit: 'seconds' } as const]
            : []),
        ],
      };
    }
    default:
      return fleetTerms(computation);
  }
}

function promptTerms(computation: Extract<TimeComputation, { kind: 'ttft' | 'finish' | 'rate' }>): Told {
  const { machine, prompts } = computation;
  const server = proofServer({ machine, reckoning: DEFAULTS });
  const flops = prompts.reduce(
    (sum, { promptTokens, cachedTokens }) => sum + server.flops({ contextTokens: promptTokens, cachedTokens }),
    0,
  );
  const cached = prompts.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0);
  const loads =
    cached > 0 && server.path
      ? [
          bytesTerm(prompts.reduce((sum, prompt) => sum + server.bytes(prompt.cachedTokens), 0)),
          ...pathTerms(server.path),
        ]
      : [];
  const time = `${loads.length > 0 ? 'ℓ + bytes ÷ β + ' : 't₀ + '}FLOPs ÷ (G × F × η)`;
  const waiting = computation.kind === 'ttft' ? computation.waiting : null;
  return {
    formula: formulaOf({ computation, time, waiting }),
    terms: [
      ...computeTerms({ machine, server, flops }),
      ...loads,
      ...(waiting ? [countTerm({ symbol: 'n', meaning: WAITING_WORDS[waiting.kind], value: waiting.requests })] : []),
      ...(prompts.length > 1
        ? [countTerm({ symbol: 'm', meaning: 'prompts, all together', value: prompts.length })]
        : []),
    ],
  };
}

const WAITING_WORDS: Readonly<Record<Waiting['kind'], string>> = {
  'in-flight': 'requests at any time',
  'all-at-once': 'requests sent together',
};

function formulaOf({
  computation,
  time,
  waiting,
}: {
  computation: Extract<TimeComputation, { kind: 'ttft' | 'finish' | 'rate' }>;
  time: string;
  waiting: Waiting | null;
}): string {
  if (computation.kind === 'rate')
    return `${computation.per === 'token' ? 'tokens' : 'requests'} ÷ (${time}), no floors`;
  const each = computation.kind === 'ttft' && computation.prompts.length > 1 ? `(${time}) ÷ m` : time;
  if (!waiting) return each;
  return waiting.kind === 'in-flight' ? `n × (${each})` : `(n + 1) ÷ 2 × (${each})`;
}

function loadTerms({ machine, promptTokens }: { machine: ProofMachine; promptTokens: Tokens }): Told {
  const server = proofServer({ machine, reckoning: DEFAULTS });
  return {
    formula: 'ℓ + bytes ÷ β',
    terms: [bytesTerm(server.bytes(promptTokens)), ...(server.path ? pathTerms(server.path) : [])],
  };
}

function computeTerms({
  machine,
  server: { plan, machine: prefill },
  flops,
}: {
  machine: ProofMachine;
  server: ProofServer;
  flops: number;
}): readonly Term[] {
  const kind = plan.isMixture ? 'mixtureOfExperts' : 'dense';
  const { value: _value, ...provenance } = prefillMfuOf({ kind, acceleratorId: machine.acceleratorId });
  const { value: _floor, ...floorProvenance } = REQUEST_FLOOR_SECONDS;
  return [
    { symbol: 'FLOPs', meaning: 'work of the prompt', value: flops, unit: 'flops' },
    countTerm({ symbol: 'G', meaning: `accelerators on one prompt: ${machine.name}`, value: prefill.devices }),
    {
      symbol: 'F',
      meaning: `dense ${plan.computePrecision} peak of one`,
      value: prefill.peakFlopsPerSecond,
      unit: 'flopsPerSecond',
    },
    {
      symbol: 'η',
      meaning: 'share of peak (MFU), default',
      value: prefill.mfuRatio.typical,
      unit: 'ratio',
      provenance,
    },
    {
      symbol: 't₀',
      meaning: 'floor of a request',
      value: prefill.floorSeconds,
      unit: 'seconds',
      provenance: floorProvenance,
    },
  ];
}
