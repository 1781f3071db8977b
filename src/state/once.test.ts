import { expect, test } from 'vitest';
import { once } from './once.ts';

test('makes one, and gives the same promise each time', async () => {
  let made = 0;
  const get = once(() => Promise.resolve(++made));
  expect(get()).toBe(get());
  expect(await get()).toBe(1);
});

test('tries again after a failure', async () => {
  let tries = 0;
  const get = once(() => (++tries === 1 ? Promise.reject(new Error('offline')) : Promise.resolve('there')));
  await expect(get()).rejects.toThrow('offline');
  expect(await get()).toBe('there');
});
