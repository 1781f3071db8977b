import { expect, test } from 'vitest';
import { stepOfKey } from './step-keys.ts';

const pressed = (key: string, more: Partial<Parameters<typeof stepOfKey>[0]> = {}) =>
  stepOfKey({
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  });

test.each([
  ['Ctrl-Z', pressed('z', { ctrlKey: true }), 'undo'],
  ['⌘Z', pressed('z', { metaKey: true }), 'undo'],
  ['Ctrl-Shift-Z', pressed('Z', { ctrlKey: true, shiftKey: true }), 'redo'],
  ['⌘⇧Z', pressed('z', { metaKey: true, shiftKey: true }), 'redo'],
  ['Ctrl-Y', pressed('y', { ctrlKey: true }), 'redo'],
  ['Z alone', pressed('z'), null],
  ['Ctrl-Alt-Z, which types a letter in some layouts', pressed('z', { ctrlKey: true, altKey: true }), null],
  ['Ctrl-⌘-Z', pressed('z', { ctrlKey: true, metaKey: true }), null],
  ['Ctrl-Shift-Y', pressed('y', { ctrlKey: true, shiftKey: true }), null],
  ['Ctrl-A', pressed('a', { ctrlKey: true }), null],
  // The letter counts, not the place: a German keyboard has Z where an English one has Y.
  ['Ctrl-Z of a German keyboard', pressed('z', { ctrlKey: true, code: 'KeyY' }), 'undo'],
  // A Cyrillic keyboard types я there.
  ['Ctrl-Z of a Cyrillic keyboard', pressed('я', { ctrlKey: true, code: 'KeyZ' }), 'undo'],
])('%s', (_what, step, expected) => {
  expect(step).toBe(expected);
});
