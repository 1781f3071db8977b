import { expect, test } from 'vitest';
import { createSettings } from './settings.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  } as Storage;
}

test('what is written is read again, also by the next page of the same browser, and told', () => {
  const storage = memory();
  const settings = createSettings(() => storage);
  let told = 0;
  const stop = settings.subscribe(() => told++);
  expect(settings.read('introduction')).toBeNull();
  settings.write('introduction', 'seen');
  expect(settings.read('introduction')).toBe('seen');
  expect(createSettings(() => storage).read('introduction')).toBe('seen');
  expect(createSettings(() => storage).read('another')).toBeNull();
  stop();
  settings.write('introduction', 'again');
  expect(told).toBe(1);
});

test('a storage that refuses, or cannot even be named, keeps it for this page and breaks nothing', () => {
  const refusals: readonly (() => Storage)[] = [
    () => {
      throw new DOMException('no', 'SecurityError');
    },
    () =>
      ({
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      }) as unknown as Storage,
  ];
  for (const refusal of refusals) {
    const settings = createSettings(refusal);
    expect(settings.read('introduction')).toBeNull();
    settings.write('introduction', 'seen');
    expect(settings.read('introduction')).toBe('seen');
    expect(createSettings(refusal).read('introduction')).toBeNull();
  }
});
