import { expect, test } from 'vitest';
import { jumpOfKey } from './jump-keys.ts';

type Pressed = Parameters<typeof jumpOfKey>[0]['pressed'];

const pressed = (key: string, more: Partial<Pressed> = {}, isTyping = false) =>
  jumpOfKey({
    pressed: {
      key,
      code: `Key${key.toUpperCase()}`,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      ...more,
    },
    isTyping,
  });

test.each([
  ['Ctrl-K', pressed('k', { ctrlKey: true }), 'search'],
  ['⌘K in a field', pressed('k', { metaKey: true }, true), 'search'],
  ['Ctrl-K of a Cyrillic keyboard', pressed('л', { ctrlKey: true, code: 'KeyK' }), 'search'],
  ['Ctrl-Shift-K, which is the browser’s', pressed('K', { ctrlKey: true, shiftKey: true }), null],
  ['Ctrl-⌘-K', pressed('k', { ctrlKey: true, metaKey: true }), null],
  ['K alone', pressed('k'), null],
  ['/', pressed('/', { code: 'Slash' }), 'search'],
  ['/ of a German keyboard', pressed('/', { code: 'Digit7', shiftKey: true }), 'search'],
  ['/ in a field', pressed('/', { code: 'Slash' }, true), null],
  ['Ctrl-/', pressed('/', { code: 'Slash', ctrlKey: true }), null],
  ['Ctrl-⌘-/', pressed('/', { code: 'Slash', ctrlKey: true, metaKey: true }), null],
  ['?', pressed('?', { code: 'Slash', shiftKey: true }), 'keys'],
  ['? in a field', pressed('?', { code: 'Slash', shiftKey: true }, true), null],
])('%s', (_what, target, expected) => {
  expect(target).toBe(expected);
});
