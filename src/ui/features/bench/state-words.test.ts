import { describe, expect, test } from 'vitest';
import {
  CPU_FAILURES,
  GPU_FAILURES,
  PORT_PROBLEM,
  suspectedWords,
  UNKNOWN_WARNING,
  WARNINGS,
  type StateWords,
} from './state-words.ts';

const ALL: readonly (readonly [string, StateWords])[] = [
  ...Object.entries(GPU_FAILURES).map(([code, words]) => [`GPU: ${code}`, words] as const),
  ...Object.entries(CPU_FAILURES).map(([code, words]) => [`CPU: ${code}`, words] as const),
  ...Object.entries(WARNINGS).map(([code, words]) => [`warning: ${code}`, words] as const),
  ['unknown warning', UNKNOWN_WARNING],
  ['suspected, with every reason', suspectedWords(['slow-and-flat', 'below-processor', 'renderer-name'])],
  ['port', PORT_PROBLEM],
];

describe('every state', () => {
  test('is there', () => {
    // Types hold the tables complete; this holds them from growing unseen.
    expect([GPU_FAILURES, CPU_FAILURES, WARNINGS].map((table) => Object.keys(table).length)).toEqual([9, 6, 7]);
  });

  test.each(ALL)('%s says what is the matter and what to do', (_name, { title, sentence, action }) => {
    expect(title).toMatch(/^[A-Z][^.]{3,30}$/);
    for (const text of [sentence, action]) expect(text).toMatch(/^[A-Z].{30,}\.$/s);
    expect(action).not.toBe(sentence);
    // Nothing from a programmer's mouth.
    expect(`${sentence} ${action}`).not.toMatch(/undefined|null|API|exception|promise/i);
  });

  test('none are told alike but the same thing of both parts', () => {
    const sentences = ALL.map(([, { sentence }]) => sentence);
    const twice = sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i);
    expect(twice).toEqual([GPU_FAILURES['wrong-result'].sentence]);
  });

  test('a suspicion gives its reasons and no other', () => {
    const said = (...why: Parameters<typeof suspectedWords>[0]) => suspectedWords(why).sentence;
    const plain = WARNINGS['suspected-software'].sentence;
    const [flat, below, named] = [/as flat over sizes/, /less than 70 % of the processor’s rate/, /WebGL/];
    for (const pattern of [flat, below, named]) expect(plain).not.toMatch(pattern);
    expect(said()).toBe(plain);
    expect(said('slow-and-flat')).toMatch(flat);
    expect(said('below-processor')).not.toMatch(flat);
    expect(said('below-processor', 'renderer-name')).toMatch(/may be software.*70 %.*WebGL/);
  });

  test('software and a browser without WebGPU are answered by the processor, lost devices by a smaller buffer, a visible cache by a larger one', () => {
    expect(WARNINGS['software-adapter'].remedy).toBe('processor');
    expect(WARNINGS['suspected-software'].remedy).toBe('processor');
    expect(GPU_FAILURES['device-lost'].remedy).toBe('smaller');
    expect(WARNINGS['plateau-not-reached'].remedy).toBe('larger');
    expect(GPU_FAILURES['no-webgpu'].remedy).toBe('processor');
    expect(CPU_FAILURES['no-wasm-simd'].remedy).toBe('none');
  });
});
