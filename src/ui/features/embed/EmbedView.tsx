import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { OfferBook } from '../../../evaluate/offer-book.ts';
import { evaluateSpend } from '../../../evaluate/spend.ts';
import type { EmbeddedScenario } from '../../../state/embedded-scenario.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { BILL_TITLE, BillTable, billHint } from '../spend/BillTable.tsx';
import { ladderHint, LADDER_TITLE, LadderBars, LadderLegend } from '../spend/LadderBars.tsx';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { SHOWS, type Show } from './embed-address.ts';
import { EmbedFigure, isFigure } from './EmbedFigure.tsx';
import { EmbedFrame, EmbedNotice } from './EmbedFrame.tsx';
import { pricesInWords } from './embed-words.ts';

type Scenario = ScenarioState['scenario'];

// Each brings what no other figure needs: a chart library, machines.
const EmbedRetention = lazy(() => import('./EmbedRetention.tsx').then((m) => ({ default: m.EmbedRetention })));
const EmbedCluster = lazy(() => import('./EmbedCluster.tsx').then((m) => ({ default: m.EmbedCluster })));

/** One figure or chart of a scenario, alone on its page: for a frame in somebody else's. */
export function EmbedView({
  show,
  read,
  book,
  amounts,
  pageHref,
}: {
  /** `null`: the address asks for something that does not exist. */
  readonly show: Show | null;
  readonly read: EmbeddedScenario;
  /** `null`: the offers it needs could not be loaded. */
  readonly book: OfferBook | null;
  /** What amounts are in; empty for dollars. */
  readonly amounts: string;
  /** The whole scenario. */
  readonly pageHref: string;
}) {
  if (show === null)
    return (
      <EmbedNotice
        title="There is no such figure."
        messages={[`The address can show ${SHOWS.map(({ id }) => id).join(', ')}.`]}
        pageHref={pageHref}
      />
    );
  if (read.status === 'unreadable')
    return (
      <EmbedNotice
        title="The link of this figure could not be read in full, so none is shown."
        messages={read.messages}
        pageHref={pageHref}
      />
    );
  if (book === null)
    return (
      <EmbedNotice
        title="The offers of this figure could not be loaded."
        messages={['Load the page again.']}
        pageHref={pageHref}
      />
    );
  return (
    <ErrorBoundary
      fallback={
        <EmbedNotice title="This figure could not be drawn." messages={['Load the page again.']} pageHref={pageHref} />
      }
    >
      <Suspense fallback={<p role="status">Loading the figure…</p>}>
        {show.id === 'cluster' ? (
          <EmbedCluster scenario={read.scenario} book={book} amounts={amounts} pageHref={pageHref} />
        ) : (
          <Spend show={show} scenario={read.scenario} book={book} amounts={amounts} pageHref={pageHref} />
        )}
      </Suspense>
    </ErrorBoundary>
  );
}

function Spend({
  show,
  scenario,
  book,
  amounts,
  pageHref,
}: {
  readonly show: Show;
  readonly scenario: Scenario;
  readonly book: OfferBook;
  readonly amounts: string;
  readonly pageHref: string;
}) {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok')
    return (
      <EmbedNotice
        title="This scenario has no figure."
        messages={evaluation.problems.map(({ message }) => message)}
        pageHref={pageHref}
      />
    );
  const prices = pricesInWords({ evaluation, scenario, amounts });
  const frame = (title: string, hint: string, body: ReactNode) => (
    <EmbedFrame title={title} hint={hint} name={scenario.name} source={prices} pageHref={pageHref}>
      {body}
    </EmbedFrame>
  );
  if (isFigure(show.id)) {
    return (
      <EmbedFigure
        show={show.id}
        evaluation={evaluation}
        people={scenario.workload.people}
        name={scenario.name}
        source={prices}
        pageHref={pageHref}
      />
    );
  }
  if (show.id === 'ladder')
    return frame(
      LADDER_TITLE,
      ladderHint(),
      <>
        <LadderBars ladder={evaluation.ladder} retentionSeconds={evaluation.warehouse.retentionSeconds} />
        <LadderLegend ladder={evaluation.ladder} />
      </>,
    );
  if (show.id === 'bill')
    return frame(
      BILL_TITLE,
      billHint(evaluation),
      <TableScroll label="bill by class">
        <BillTable evaluation={evaluation} />
      </TableScroll>,
    );
  return <EmbedRetention evaluation={evaluation} name={scenario.name} source={prices} pageHref={pageHref} />;
}
