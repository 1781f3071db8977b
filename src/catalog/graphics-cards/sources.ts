import type { Fact } from '../../domain/fact.ts';
import { assumed, published } from '../provenance.ts';
import type { Source } from '../sources.ts';

/** Where memory bandwidths of cards come from. A reading turns gigabytes per second of that source into a fact. */

export type Reading = (gbPerS: number, note?: string) => Fact<number>;

const GB = 1e9;
const CHECKED_ON = '2026-11-21';
const SECOND_HAND = 'Second hand: not read at the maker.';

function source(text: string): Source {
  return { text, checkedOn: CHECKED_ON };
}

/** Figures of data sheets have few digits: what is left behind the point is noise of the multiplication. */
function bytesPerSecond(gbPerS: number): number {
  return Math.round(gbPerS * GB);
}

function secondHand(text: string): Reading {
  return (gbPerS, note) =>
    published(bytesPerSecond(gbPerS), source(text), note === undefined ? SECOND_HAND : `${SECOND_HAND} ${note}`);
}

export const WIKIPEDIA = secondHand(
  'Wikipedia, lists of NVIDIA, AMD and Intel graphics processing units, as stored in voidful/gpu-info-api@03a6b34 gpu.json',
);
export const NVIDIA_TABLE = secondHand(
  'CYBIRD-D/How-to-Choose-your-LLM-Model-for-translation@5237907 Nvidia_GPU_Specification.md',
);
/** The list of parts names the data sheet of each. */
export const NVIDIA_DATA_SHEETS = secondHand(
  'NVIDIA’s data sheets of Quadro RTX, RTX A, RTX Ada and RTX PRO cards, as listed in a table of parts of 2026-08-10',
);
export const FPSBENCH = secondHand('fpsbench.com, comparisons of Intel Arc B570 and B580');
/** The table names them as its source. */
export const APPLE_SPECIFICATIONS = secondHand('Apple’s technical specifications, as listed in a table of its chips');
export const M5_PRO_NEWS = secondHand('news.while1.co.il/article/33565624, on Apple’s M5 Pro and M5 Max');
export const M5_NEWS = secondHand('pkpressclub.com, copy of TechRadar on the M5');

export const remembered: Reading = (gbPerS, note) =>
  assumed(
    bytesPerSecond(gbPerS),
    ['As the maker’s data sheet is remembered; it was not read again.', ...(note === undefined ? [] : [note])].join(
      ' ',
    ),
  );
