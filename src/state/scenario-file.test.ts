import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { readScenarioFile, scenarioFile } from './scenario-file.ts';
import { hashOf } from './scenario-store.ts';

const scenario = { ...BASE_SCENARIO, name: 'Größer / <b>', workload: { ...BASE_SCENARIO.workload, people: 77 } };

describe('a scenario as a file', () => {
  test('opens again with the rates it was written with', () => {
    const { text, fileName } = scenarioFile({ scenario, book: CORE_BOOK });
    expect(fileName).toBe('tokenhouse-gro-ßer-b.json'.replace('gro-ßer', 'gro-ßer'.normalize()));
    const opened = readScenarioFile(text);
    if (opened.kind !== 'scenario') throw new Error(opened.kind);
    expect(opened.decoded.notices).toEqual([]);
    expect(opened.decoded.scenario).toMatchObject({ name: scenario.name, workload: { people: 77 } });
    expect(opened.decoded.scenario.carriedRates).toMatchObject([{ offerId: scenario.offerId }]);
    expect(hashOf(opened.decoded.scenario, CORE_BOOK)).toBe(hashOf(scenario, CORE_BOOK));
  });

  test('a nameless one has a file name too', () => {
    expect(scenarioFile({ scenario: { ...scenario, name: '///' }, book: CORE_BOOK }).fileName).toBe(
      'tokenhouse-scenario.json',
    );
  });

  test('a part of a scenario opens on the defaults', () => {
    const opened = readScenarioFile('{"workload": {"people": 12}}');
    expect(opened).toMatchObject({
      kind: 'scenario',
      decoded: { scenario: { workload: { people: 12 } }, notices: [] },
    });
  });

  test('a text with a link opens like the link', () => {
    const opened = readScenarioFile(`\n https://example.org/?page=spend#${hashOf(scenario, CORE_BOOK)} \n`);
    expect(opened).toMatchObject({ kind: 'scenario', decoded: { scenario: { workload: { people: 77 } } } });
  });

  test('a library is told apart', () => {
    expect(readScenarioFile('{"tokenhouse": "library", "version": 9}')).toEqual({ kind: 'library' });
  });

  test.each([
    ['text', 'hello', /neither JSON nor a link/],
    ['JSON of something else', '{"hello": 1}', /not a Tokenhouse scenario/],
    ['a list', '[1, 2]', /one JSON object/],
    ['a model', '{"model_type": "llama", "num_hidden_layers": 32}', /config\.json of a model.*KV cache page/],
    ['empty', '', /neither JSON nor a link/],
    ['too large', ' '.repeat(10_000_001), /larger than/],
    ['a scenario with nothing that can be read', '{"workload": {"people": -5}}', /must be a whole number/],
  ])('refuses %s with the reason', (_what, text, message) => {
    expect(readScenarioFile(text)).toEqual({ kind: 'refused', message: expect.stringMatching(message) });
  });

  test('never throws', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(readScenarioFile(`{"workload": ${deep}}`).kind).toBe('refused');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ v: 1, workload: value })),
        ),
        (text) => {
          expect(['scenario', 'library', 'refused']).toContain(readScenarioFile(text).kind);
        },
      ),
      { numRuns: 500 },
    );
  });
});
