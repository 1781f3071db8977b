import type { Comparison, Difference, HitCurves, MarkPoint, WindowPoint } from '../../../../evaluate/hit-curves.ts';
import { missAmplification } from '../../../../evaluate/hit-rates.ts';
import type { Simulation } from '../../../../state/ports.ts';
import type { SimulationRun } from '../../../../state/simulation.ts';
import {
  formatBytes,
  formatNumber,
  formatPercent,
  formatRoughSeconds,
  formatSeconds,
  formatSignificant,
} from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';

/** The life that the page answers for: the shortest the offer sells, else the warehouse's retention. */
export function mainMark({ marks }: HitCurves): MarkPoint | undefined {
  return marks.find(({ kind }) => kind !== 'warehouse') ?? marks[0];
}

/** 1.91 × · – where an unlimited cache would miss nothing. */
export function amplificationText(given: { physicalRatio: number; logicalRatio: number }): string {
  const times = missAmplification(given);
  return times === null ? '–' : `${formatSignificant(times, 3)} ×`;
}

/** What the curves come to, in closed form. */
export function answerInWords(curves: HitCurves): string {
  const { logicalRatio } = curves;
  const could = `A cache without limits could serve ${formatPercent(logicalRatio)} of all prompt tokens.`;
  const mark = mainMark(curves);
  if (!mark) return could;
  const times = missAmplification({ physicalRatio: mark.ratio, logicalRatio });
  const prefill = times === null ? '' : `, so ${formatSignificant(times, 3)} times as much is prefilled as must be`;
  return `${could} Kept for ${formatSeconds(mark.windowSeconds)} (${KEEPERS[mark.kind]}${mark.assumed ? ', assumed' : ''}) it is ${formatPercent(mark.ratio)}${prefill}.`;
}

const KEEPERS = {
  ttl: 'the offer’s TTL',
  automatic: 'the offer’s automatic cache',
  warehouse: 'the warehouse',
} as const;

/** The tail of a sentence on one cache, where it is several. */
export function routingInWords(replicas: number): string {
  return replicas === 1 ? '' : `, spread over ${formatNumber(replicas, 0)} replicas as the card above says`;
}

/** How far the two ways of computing are apart. */
export function differenceInWords({ windows, capacities }: Comparison['furthest']): string {
  const good = larger(windows.good, capacities.good);
  const rough = [
    windows.rough &&
      `${formatPoints(windows.rough.ratio)} at a window of ${formatRoughSeconds(windows.rough.point.windowSeconds)}`,
    capacities.rough &&
      `${formatPoints(capacities.rough.ratio)} in a cache of ${formatNumber(Number(capacities.rough.point.capacityTokens.toPrecision(2)), 0)} tokens`,
  ].filter((part) => part !== null);
  const sentences = [
    good && `Closed form and simulation are at most ${formatPoints(good.ratio)} apart where the form is good.`,
    rough.length > 0 && `Where it is rough they are up to ${rough.join(' and ')} apart: there trust the dots.`,
  ].filter((sentence) => typeof sentence === 'string');
  return sentences.join(' ');
}

function larger(a: Difference<WindowPoint> | null, b: Difference<WindowPoint> | null): Difference<WindowPoint> | null {
  return a && b ? (Math.abs(a.ratio) >= Math.abs(b.ratio) ? a : b) : (a ?? b);
}

/** Which of the two is on screen, and where the simulation stands. */
export function statusInWords({ run, isHeld }: { run: SimulationRun; isHeld: boolean }): string {
  switch (run.status) {
    case 'idle':
      return isHeld
        ? 'Closed form only: the simulation was cancelled.'
        : 'Closed form. The simulation follows in a moment.';
    case 'running':
      return 'Closed form. Simulating…';
    case 'done':
      return `Closed form (lines), and simulated (dots): ${sampleInWords(run.simulation)}.`;
    case 'failed':
      return `Closed form only. ${run.message}`;
    case 'too-large':
      return `Closed form only: simulating ${formatNumber(run.size.requests, 0)} requests takes about ${formatBytes(run.size.bytes)} of memory, and a page takes at most ${formatBytes(run.mostBytes)}.${
        run.fits ? '' : ' One task alone is too large: lower its agents or turns to simulate it.'
      }`;
  }
}

function sampleInWords({ requests, tasks, spanSeconds, seed }: Simulation): string {
  const span = spanSeconds > 0 ? ` over ${formatRoughSeconds(spanSeconds)}` : '';
  return `${formatNumber(requests, 0)} requests of ${formatNumber(tasks, 0)} ${tasks === 1 ? 'task' : 'tasks'}${span}, seed ${seed}`;
}
