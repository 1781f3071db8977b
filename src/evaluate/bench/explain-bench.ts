import type { DecodeBound } from '../../domain/bandwidth/decode-bound.ts';
import type { Explanation, Term } from '../../domain/explain.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { BoundMachine } from './bench-view.ts';
import type { ModelReads } from './model-reads.ts';

/** The bound of one machine, with where each number comes from. From a measured bandwidth it bounds nothing, and is not called so. */
export function explainBound({
  bound,
  machine,
  reads,
  dtype,
}: {
  bound: DecodeBound;
  machine: BoundMachine;
  reads: ModelReads;
  dtype: KvDtype;
}): Explanation {
  const { geometry } = reads;
  const active = geometry.model?.activeParameters;
  const several = machine.units > 1;
  const isMeasured = machine.origin === 'measured';
  return {
    title: isMeasured ? 'What one sequence gains, about' : 'What one sequence gains at most',
    value: bound.tokensPerSecond,
    unit: 'tokensPerSecond',
    formula: several ? 'units × read ÷ (parameters × width + cache)' : 'read ÷ (parameters × width + cache)',
    terms: [
      ...(several ? [unitsTerm(machine)] : []),
      {
        symbol: 'read',
        meaning: isMeasured ? 'what was read, measured' : `what one ${machine.name} can read, by its data sheet`,
        value: machine.bytesPerSecond,
        unit: 'bytesPerSecond',
        ...(machine.provenance ? { provenance: machine.provenance } : {}),
      },
      {
        symbol: 'parameters',
        meaning: `what a token reads of ${geometry.name}: the active ones, with the output head and without the embedding`,
        value: reads.readParameters,
        unit: 'count',
        ...(active ? { provenance: active } : {}),
      },
      {
        symbol: 'width',
        meaning: `bytes of a parameter in ${reads.weightFormat}`,
        value: reads.bytesPerParameter,
        unit: 'bytesPerElement',
      },
      {
        symbol: 'cache',
        meaning: `bytes of KV cache read at ${bound.contextTokens.toLocaleString('en-US')} tokens in ${dtype}`,
        value: bound.kvBytes,
        unit: 'bytes',
        ...(geometry.provenance ? { provenance: geometry.provenance } : {}),
      },
    ],
    notCounted: [
      'everything but reading: arithmetic, launches, sampling, and that no kernel reads at full speed',
      'other sequences at the same time, which share the weights and gain more together',
      'speculative decoding, which gains more than one token a time',
      ...(several ? ['links between the units, and copies of the cache on several of them'] : []),
      ...(isMeasured
        ? [
            'how far the measured bandwidth is from the memory’s own',
            'whether the machine’s memory holds the model at all',
          ]
        : []),
    ],
  };
}

function unitsTerm({ units, name }: BoundMachine): Term {
  return {
    symbol: 'units',
    meaning: `${name} that hold the weights and one sequence, all reading at once`,
    value: units,
    unit: 'count',
  };
}
