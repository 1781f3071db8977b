import { describe, expect, test } from 'vitest';
import type { TraceFile } from '../../../../state/trace-types.ts';
import { filesOfEntries, filesOfFolder, type DroppedEntry } from './files-of-drop.ts';

const file = (name: string): DroppedEntry => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (onFile) => onFile(new File(['x'], name)),
});
const broken = (name: string): DroppedEntry => ({
  ...file(name),
  file: (_onFile, onError) => onError(new Error('gone')),
});

/** Gives its entries in parts, as browsers do, and then none. */
function folder(name: string, entries: readonly DroppedEntry[], part = 100): DroppedEntry {
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      let at = 0;
      return {
        readEntries(onEntries) {
          onEntries(entries.slice(at, at + part));
          at += part;
        },
      };
    },
  };
}

const namesOf = (files: readonly TraceFile[]) => files.map((each) => (each as File).name);

describe('a drop', () => {
  test('of files keeps their order; none of them may be left out', async () => {
    const { files, isCut, unreadable } = await filesOfEntries({ entries: [file('b'), file('a')] });
    expect(namesOf(files)).toEqual(['b', 'a']);
    expect(files.map(({ mayBeOther }) => mayBeOther)).toEqual([undefined, undefined]);
    expect([isCut, unreadable]).toEqual([false, 0]);
  });

  test('of a folder is walked through, part by part, in the order of names', async () => {
    const many = Array.from({ length: 250 }, (_, i) => file(`s${i}.jsonl`));
    const entries = [folder('logs', [...many.toReversed(), folder('more', [file('z')])]), file('a')];
    const { files } = await filesOfEntries({ entries });
    expect(files).toHaveLength(252);
    expect(namesOf(files).slice(0, 2)).toEqual(['z', 's0.jsonl']);
    expect(namesOf(files).slice(-3)).toEqual(['s248.jsonl', 's249.jsonl', 'a']);
    expect([files[0]?.mayBeOther, files.at(-1)?.mayBeOther]).toEqual([true, undefined]);
  });

  test('leaves out what is never a log, and counts what cannot be opened', async () => {
    const entries = [
      folder('home', [folder('node_modules', [file('x')]), folder('.git', [file('y')]), broken('gone'), file('ok')]),
    ];
    const { files, unreadable } = await filesOfEntries({ entries });
    expect([namesOf(files), unreadable]).toEqual([['ok'], 1]);
  });

  test('stops when nobody waits for it', async () => {
    let left = 2;
    const entries = [
      folder(
        'logs',
        Array.from({ length: 10 }, (_, i) => file(`${i}`)),
      ),
    ];
    const { files } = await filesOfEntries({ entries, isWanted: () => left-- > 0 });
    // The folder itself was the first thing asked for.
    expect(files).toHaveLength(1);
  });

  test('takes so many and no more', async () => {
    const entries = [folder('disk', [file('a'), file('b'), file('c')])];
    const taken = async (most: number) => {
      const { files, isCut } = await filesOfEntries({ entries: [...entries], most });
      return [files.length, isCut];
    };
    expect([await taken(2), await taken(3)]).toEqual([
      [2, true],
      [3, false],
    ]);
  });
});

test('a chosen folder comes in the order of paths, each file free to be something else', () => {
  const at = (path: string) => Object.defineProperty(new File(['x'], path), 'webkitRelativePath', { value: path });
  const { files, isCut } = filesOfFolder([at('logs/s10.jsonl'), at('logs/.git/head'), at('logs/s9.jsonl')]);
  expect(namesOf(files)).toEqual(['logs/s9.jsonl', 'logs/s10.jsonl']);
  expect(files.every(({ mayBeOther }) => mayBeOther === true)).toBe(true);
  expect(isCut).toBe(false);
});
