import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ACCELERATORS } from '../../../../catalog/accelerators/index.ts';
import { STORAGE_TIERS } from '../../../../catalog/storage-tiers/index.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base.ts';
import { encodeScenario } from '../../../../scenario/codec.ts';
import type { Scenario } from '../../../../scenario/schema.ts';
import { createScenarioStore } from '../../../../state/scenario-store.ts';
import { AppContext, type AppServices } from '../../../app-context.ts';
import { RunLens } from './RunLens.tsx';

/** What a person reads of the lens as it is first shown. Lists and charts are loaded later and are not in it. */
function readLens(changes: Partial<Scenario['cluster']> = {}): string {
  const hash = encodeScenario({ ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, ...changes } });
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book: WHOLE_BOOK });
  return renderToStaticMarkup(
    // The lens asks for nothing else before it is used.
    <AppContext value={{ store, link, page: { readCurrency: () => null } } as unknown as AppServices}>
      <MantineProvider>
        <RunLens />
      </MantineProvider>
    </AppContext>,
  )
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

const UNPRICED = ACCELERATORS.find(({ name }) => name === 'RTX A6000')?.id ?? '';

describe('the lens', () => {
  // First, because the last good figures are kept.
  test('an accelerator nobody knows is a problem in words, without figures', () => {
    const text = readLens({ acceleratorId: 'no-such-thing' });
    // Whether there were good figures before is remembered, and other tests may have had some.
    expect(text).toMatch(/This scenario has no figures yet\.|The figures below are the last good ones\./);
    expect(text).toContain('no-such-thing');
  });

  test('has both fleets, the reason, the ladder and the bill', () => {
    const text = readLens();
    expect(text).toMatch(/Without warehousing \$[\d,]+ a month · \d+ accelerators/);
    expect(text).toMatch(/With a warehouse .*\$[\d,]+ a month/);
    expect(text).toContain('DeepSeek-V3, which stands in for the offer’s own');
    expect(text).toContain('against prefix caching in HBM and the memory of the node');
    for (const rung of ['HBM only', '+ memory of the node', '+ warehouse', 'Ceiling']) expect(text).toContain(rung);
    expect(text).toMatch(/Accelerators .* Total \$[\d,]+ \$[\d,]+/);
    expect(text).toContain('Not counted: staff, racks and the network between nodes.');
  });

  test('an hour without a price leaves totals open, asks for it, and is never 0', () => {
    const open = readLens({ acceleratorId: UNPRICED });
    expect(open).toContain('no total');
    expect(open).toMatch(/not known: an hour of/);
    expect(open).toContain('There is no total: the price of accelerators is not known');
    expect(open).not.toMatch(/\$0(?![.\d])/);
    const given = readLens({ acceleratorId: UNPRICED, usdPerGpuHour: 0.5 });
    expect(given).not.toContain('no total');
  });

  test('a licence whose price the maker does not say is asked for, and its field stays when it is filled in', () => {
    const tier = STORAGE_TIERS.find(({ id }) => id === 'net_nvme_weka');
    if (!tier || tier.licenceUsdPerGbMonth) throw new Error('A tier with an unknown licence is needed');
    const open = readLens({ warehouseTierId: tier.id });
    expect(open).toContain('There is no total: the price of licence is not known');
    expect(open).toMatch(/enter yours\. Licence/);
    const given = readLens({ warehouseTierId: tier.id, licenceUsdPerGbMonth: 0.02 });
    expect(given).not.toContain('There is no total');
    expect(given.match(/Licence \$\/GB·month/g)).toHaveLength(1);
  });

  test('what nobody knows of an accelerator is said with what to do', () => {
    const text = readLens({ acceleratorId: 'cerebras-wse3' });
    expect(text).toMatch(/There is no fleet to show\. .* is not known\. Choose another accelerator/);
    expect(text).not.toContain('Without warehousing');
  });

  test('too few accelerators an instance are said to be', () => {
    expect(readLens({ gpusPerInstance: 1 })).toContain('1 accelerator an instance does not hold DeepSeek-V3');
  });
});
