import { expect, it } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { linkFault } from '../scenario/self-check.ts';
import { memoryLink } from './link-testing.ts';
import { createScenarioStore } from './scenario-store.ts';

it('stays said while scenarios change, and is no step of theirs', () => {
  const link = memoryLink();
  const store = createScenarioStore({ link, book: CORE_BOOK });
  expect(store.getState().linkFault).toBeNull();
  const fault = linkFault({
    encode: () => {
      throw new Error('broken');
    },
  });
  if (fault === null) throw new Error('a broken codec was not noticed');
  store.getState().reportLinkFault(fault);
  store.getState().undo();
  expect(store.getState().linkFault).toBe(fault);

  store.getState().setField({ path: 'workload.people', value: 60 });
  store.getState().undo();
  link.paste('v=1&workload.people=7');
  store.getState().dismissNotices();
  expect(store.getState().linkFault).toMatch(/Do not rely on copied links/);
  expect(store.getState().scenario.workload.people).toBe(7);
});
