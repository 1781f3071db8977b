import { expect, test } from 'vitest';
import { BlockIdStreamBuilder } from './prefix-chain.ts';

/** Adds prompts of 100-token blocks, the last of which holds so many tokens; gives what each goes on. */
function continued(prompts: readonly (readonly [ids: string, lastTokens: number])[]): readonly number[] {
  const builder = new BlockIdStreamBuilder({ blockTokens: 100 });
  return prompts.map(([ids, lastTokens], index) =>
    builder.addRequest({
      startSeconds: index,
      inputTokens: 100 * (ids.length - 1) + lastTokens,
      outputTokens: 1,
      blockIds: Array.from(ids, (id) => id.charCodeAt(0)),
    }),
  );
}

test('a prompt goes on the one whose full blocks it begins with', () => {
  // C is partial, so D may stand in its place; X shares the first block only.
  expect(continued([['ABC', 50], ['ABDE', 100], ['AX', 100], ['ABDEF', 100], ['AXY', 100]])).toEqual([-1, 0, -1, 1, 2]); // prettier-ignore
});

test('the same prompt goes on itself, and one that replaced its end on what is left', () => {
  expect(continued([['AB', 100], ['ABC', 100], ['AB', 100], ['ABD', 100]])).toEqual([-1, 0, 0, 0]); // prettier-ignore
});

test('a prompt without a full block is gone on by none', () => {
  expect(continued([['A', 50], ['A', 50], ['AB', 100]])).toEqual([-1, -1, -1]); // prettier-ignore
});

test('none is known once ids are not chained, and none across scopes', () => {
  expect(continued([['AB', 100], ['CB', 100], ['AB', 100]])).toEqual([-1, -1, -1]); // prettier-ignore
  const builder = new BlockIdStreamBuilder({ blockTokens: 100 });
  const request = { startSeconds: 0, inputTokens: 100, outputTokens: 1, blockIds: [1] };
  builder.addRequest(request);
  builder.startScope();
  expect(builder.addRequest(request)).toBe(-1);
});

test('the order of a stream names requests as they were added', () => {
  const builder = new BlockIdStreamBuilder({ blockTokens: 100 });
  for (const startSeconds of [5, 1, 5, 0])
    builder.addRequest({ startSeconds, inputTokens: 0, outputTokens: 0, blockIds: [] });
  const { order, stream } = builder.build();
  expect([...order]).toEqual([3, 1, 0, 2]);
  expect([...stream.startSeconds]).toEqual([0, 1, 5, 5]);
});

test('blocks that are said to be known are not looked up, and give the same stream', () => {
  const added = (knownBlocks: number) => {
    const builder = new BlockIdStreamBuilder({ blockTokens: 100 });
    builder.addRequest({ startSeconds: 0, inputTokens: 300, outputTokens: 0, blockIds: [1, 2, 3] });
    builder.addRequest({ startSeconds: 1, inputTokens: 400, outputTokens: 0, blockIds: [1, 2, 4, 5], knownBlocks });
    return builder.build();
  };
  expect(added(2)).toEqual(added(0));
  expect(added(1)).toEqual(added(0));
});
