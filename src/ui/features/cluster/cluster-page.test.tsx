import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ClusterEvaluation } from '../../../evaluate/cluster/cluster-view.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import { encodeScenario } from '../../../scenario/codec.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { createScenarioStore } from '../../../state/scenario-store.ts';
import { AppContext, type AppServices } from '../../app-context.ts';
import { clusterOf } from './cluster-evaluation.ts';
import { ClusterFigures } from './headline/ClusterFigures.tsx';
import { ClusterInputs } from './inputs/ClusterInputs.tsx';
import { LadderView } from './ladder/LadderView.tsx';
import { SizingView } from './sizing/SizingView.tsx';
import { NumbersCard } from './time/NumbersCard.tsx';
import { PhasesCard } from './time/PhasesCard.tsx';
import { CopiesCard } from './warehouse/CopiesCard.tsx';
import { CostCard, DrivesCard, NeedFigures } from './warehouse/NeedCards.tsx';

function scenarioWith(cluster: Partial<Scenario['cluster']>): Scenario {
  return { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, ...cluster } };
}

function evaluationOf(scenario: Scenario): ClusterEvaluation {
  const { evaluation } = clusterOf(scenario, WHOLE_BOOK);
  if (!evaluation) throw new Error('The scenario has a fleet');
  return evaluation;
}

/** What a part of the page shows at first, as text: tags away, spaces between. */
function textOf(scenario: Scenario, part: ReactNode): string {
  const hash = encodeScenario(scenario);
  const link = {
    read: () => hash,
    write: () => undefined,
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (text: string) => text,
  };
  const store = createScenarioStore({ link, book: WHOLE_BOOK });
  expect(store.getState().scenario).toEqual(scenario);
  const markup = renderToStaticMarkup(
    // These parts ask for nothing but the store.
    <AppContext value={{ store, link, page: { readCurrency: () => null } } as unknown as AppServices}>
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        {part}
      </MantineProvider>
    </AppContext>,
  );
  return markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ');
}

function headAndLadder(scenario: Scenario): string {
  const evaluation = evaluationOf(scenario);
  return textOf(
    scenario,
    <>
      <ClusterInputs evaluation={evaluation} />
      <ClusterFigures evaluation={evaluation} />
      <LadderView evaluation={evaluation} settled={evaluation} scenario={scenario} />
    </>,
  );
}

describe('the head of the page and its ladder', () => {
  test('say which model stands in, what is compared, and what every tier comes to', () => {
    const text = headAndLadder(BASE_SCENARIO);
    for (const shown of [
      'DeepSeek-V3 stands in for it.',
      'against prefix caching in HBM and the memory of the node',
      'HBM only',
      '+ memory of the node',
      '+ warehouse',
      'Ceiling',
      'free HBM: keeps what returns within',
      'What keeps the machines busy?',
      'Where does it lose here?',
      'Working out what it depends on…',
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain('no total');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('an accelerator without a price asks for one, there and in the strip, and no total is 0', () => {
    const text = headAndLadder(scenarioWith({ acceleratorId: 'gaudi3' }));
    expect(text).toContain('Price not known: enter one. It is left out of totals until then.');
    expect(text).toContain('Not known: an hour of Gaudi 3.');
    expect(text).toContain('No total: an hour of Gaudi 3 not known.');
    expect(text.match(/Accelerator, an hour/g)?.length).toBe(2);
    expect(text).not.toMatch(/\$0 /);
    const priced = headAndLadder(scenarioWith({ acceleratorId: 'gaudi3', usdPerGpuHour: 2 }));
    expect(priced).not.toContain('no total');
    expect(priced).not.toContain('Price not known');
  });

  test('a model that does not fit says how many it needs', () => {
    const text = headAndLadder(scenarioWith({ gpusPerInstance: 1 }));
    expect(text).toMatch(/Needs 8 accelerators: one does not hold the model\. Figures are of 8\./);
  });

  test('a tier slower than computing is shown losing', () => {
    const text = headAndLadder(scenarioWith({ warehouseBytesPerSecond: 50e6 }));
    expect(text).toContain('slower than computing, so nothing is loaded');
    expect(text).toContain('The warehouse gives nothing here');
    expect(text).toMatch(/\$[\d,]+ more \(/);
  });

  test('a tier whose speed nobody knows asks for it, and leaves its rung open', () => {
    const text = headAndLadder(scenarioWith({ warehouseTierId: 's3_standard' }));
    expect(text).toContain('There is no fleet with the warehouse.');
    expect(text).toContain('Warehouse bandwidth per node');
    expect(text).toContain('S3 Standard: how fast it loads is not known');
    expect(text).not.toContain('4–6.5 times more tokens?');
  });

  test('a vendor’s baseline is named where it is set', () => {
    expect(headAndLadder(scenarioWith({ mfuRatio: 0.15 }))).toContain('vendor baseline, 15 %');
  });
});

test('what is not known of an accelerator leaves nothing of another on screen', () => {
  clusterOf(BASE_SCENARIO, WHOLE_BOOK);
  const shown = clusterOf(scenarioWith({ acceleratorId: 'cerebras-wse3' }), WHOLE_BOOK);
  expect(shown.evaluation).toBeNull();
  expect(shown.unknown?.reason).toContain('Cerebras');
  expect(shown.unknown?.field).toBe('cluster.acceleratorId');
});

test('what is impossible keeps the last good fleet, with the field and the reason', () => {
  const good = clusterOf(BASE_SCENARIO, WHOLE_BOOK).evaluation;
  const shown = clusterOf(scenarioWith({ acceleratorId: 'no-such-thing' }), WHOLE_BOOK);
  expect(shown.evaluation).toBe(good);
  expect(shown.problems.map(({ field }) => field)).toEqual(['cluster.acceleratorId']);
});

describe('the other parts', () => {
  const evaluation = evaluationOf(BASE_SCENARIO);

  test('time: four numbers and two phases', () => {
    const text = textOf(
      BASE_SCENARIO,
      <>
        <NumbersCard scenario={BASE_SCENARIO} evaluation={evaluation} />
        <PhasesCard evaluation={evaluation} promised={BASE_SCENARIO.cluster.decodeTokensPerSecond} />
      </>,
    );
    for (const shown of ['critical bandwidth', 'crossover length', 'break-even interval', 'best retention'])
      expect(text).toContain(shown);
    expect(text).toContain('Bound by compute');
    expect(text).toContain('Bound by memory bandwidth');
    expect(text.match(/don’t/g)?.length).toBe(4);
  });

  test('time: without a price τ and T* are not known, and ask for one', () => {
    const scenario = scenarioWith({ acceleratorId: 'gaudi3' });
    const text = textOf(scenario, <NumbersCard scenario={scenario} evaluation={evaluationOf(scenario)} />);
    expect(text.match(/not known/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('τ and T* need a price of the accelerator');
  });

  test('warehouse: need, drives, bill and copies', () => {
    const text = textOf(
      BASE_SCENARIO,
      <>
        <NeedFigures evaluation={evaluation} />
        <DrivesCard evaluation={evaluation} />
        <CostCard evaluation={evaluation} />
        <CopiesCard scenario={BASE_SCENARIO} evaluation={evaluation} />
      </>,
    );
    expect(text).toMatch(/drives? of 3\.840 TB/);
    expect(text).toContain('Together');
    expect(text).toContain('hold 8 copies of every sequence; a warehouse stores one');
  });

  test('warehouse: a bill that lacks a price has no total and names it', () => {
    const lines = [...evaluation.warehouse.lines, { name: 'feeding', usdPerMonth: null }];
    const lacking = { ...evaluation, warehouse: { ...evaluation.warehouse, lines } };
    const text = textOf(BASE_SCENARIO, <CostCard evaluation={lacking} />);
    expect(text).toContain('Known of it');
    expect(text).toContain('There is no total: feeding of this tier is not known.');
    expect(text).not.toContain('Together');
  });

  test('warehouse: without a fleet there is no bill and no drive, and the reason stands there', () => {
    const scenario = scenarioWith({ ttftSeconds: 0.001 });
    const text = textOf(
      scenario,
      <>
        <DrivesCard evaluation={evaluationOf(scenario)} />
        <CostCard evaluation={evaluationOf(scenario)} />
      </>,
    );
    expect(
      text.match(/there is no fleet with the warehouse\. Every request would take longer than 0\.001 s/g)?.length,
    ).toBe(2);
    expect(text).not.toContain('$');
    expect(text).not.toContain('Together');
  });

  test('sizing: one requirement decides in each column, and every assumption has its source or is set here', () => {
    const text = textOf(BASE_SCENARIO, <SizingView evaluation={evaluation} />);
    expect(text.match(/\d decides /g)?.length).toBe(4);
    expect(text).toContain('all work falls into working hours');
    for (const { label } of evaluation.plan.assumptions)
      expect(text).toContain(label.replace(/, USD$/, '').replaceAll("'", '’'));
  });
});
