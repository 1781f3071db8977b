import { describe, expect, test } from 'vitest';
import type { BenchQuestion, BenchView } from './bench-view.ts';
import { LLAMA_8B, machine, MEASURED, scenarioOf, view } from './testing.ts';

describe('named machines', () => {
  test('are as many as hold the model, at their data sheets together', () => {
    const of = view({ scenario: scenarioOf({ modelId: 'Meta-Llama-3.1-70B', weightFormat: 'bf16' }) });
    // 141 GB and 32.8 GB of cache: four H100s, as on the page of fits.
    const h100 = machine(of, 'h100-sxm');
    expect(h100.machine).toMatchObject({ units: 4, aggregateBytesPerSecond: 13.4e12, origin: 'data-sheet' });
    expect(h100.machine.provenance?.source).toContain('InferenceX');
    expect(h100.boundByLayers.tokensPerSecond).toBeCloseTo(h100.bound.tokensPerSecond / 4, 9);
    // A wafer holds 44 GB, a chip of Groq's 0.23.
    expect(machine(of, 'cerebras-wse3').machine.units).toBeGreaterThanOrEqual(4);
    expect(machine(of, 'groq-lpu1').machine.units).toBeGreaterThan(700);
    expect(machine(of, 'groq-lpu1').machine.memoryKind).toBe('on-chip');
  });

  test('hold what their units hold: the curve ends there, and one length more takes more of them', () => {
    const of = view({ acceleratorIds: ['groq-lpu1'] });
    const { machine: groq, curve } = machine(of, 'groq-lpu1');
    const most = groq.mostTokens ?? 0;
    expect(most).toBeGreaterThanOrEqual(100_000);
    expect(most).toBeLessThan(131_072);
    expect(curve.at(-1)?.contextTokens).toBe(most);
    const unitsAt = (contextTokens: number) =>
      machine(
        view({ scenario: scenarioOf({ ...LLAMA_8B.kv, contextTokens }), acceleratorIds: ['groq-lpu1'] }),
        'groq-lpu1',
      ).machine.units;
    expect(unitsAt(most)).toBe(groq.units);
    expect(unitsAt(Math.ceil(most * 1.002))).toBeGreaterThan(groq.units);
  });

  test('come after the measured one, which is marked; without a measurement they stand alone', () => {
    const origins = (of: BenchView) => of.machines.map((row) => ('machine' in row ? row.machine.origin : row.reason));
    expect(origins(view())).toEqual(['measured', ...Array<string>(7).fill('data-sheet')]);
    const alone = view({ measured: null });
    expect(origins(alone)).toEqual(Array<string>(7).fill('data-sheet'));
    expect(alone.models).toEqual([]);
    expect(alone.share).toEqual({ status: 'not-measured' });
  });

  test('that are not in the table are named with the reason', () => {
    expect(view({ acceleratorIds: ['nobody'] }).machines.slice(1)).toEqual([
      { id: 'nobody', name: 'nobody', reason: 'It is not in the table of accelerators.' },
    ]);
  });

  test('the measured machine has the name of the confirmed card, and not where software stood in', () => {
    const nameOf = (question: Partial<BenchQuestion>) =>
      machine(view({ ...question, acceleratorIds: [] }), 'measured').machine.name;
    expect(nameOf({})).toBe('Graphics card');
    expect(nameOf({ confirmedCardId: 'geforce-rtx-4090' })).toBe('GeForce RTX 4090');
    expect(nameOf({ confirmedCardId: 'geforce-rtx-4090', measured: { ...MEASURED, part: 'cpu' } })).toBe('Processor');
    expect(nameOf({ measured: { ...MEASURED, origin: 'link' } })).toBe('Graphics card of the link');
    expect(
      nameOf({ confirmedCardId: 'geforce-rtx-4090', measured: { ...MEASURED, warnings: ['software-adapter'] } }),
    ).toContain('Software');
  });
});
