import type { BenchWarning, CpuFailure, GpuFailure, SoftwareSuspicion } from '../../../domain/bandwidth/measurement.ts';

/** What a run can come to beside a plain figure: each with what it means and what to do about it. */

/** What a button beside the words may do. */
export type Remedy = 'again' | 'smaller' | 'larger' | 'processor' | 'none';

export interface StateWords {
  /** In a few words, to find it by. */
  readonly title: string;
  /** What is the matter. */
  readonly sentence: string;
  /** What the visitor can do. */
  readonly action: string;
  readonly remedy: Remedy;
}

export const GPU_FAILURES: Readonly<Record<GpuFailure, StateWords>> = {
  'no-webgpu': {
    title: 'No WebGPU',
    sentence: 'This browser has no WebGPU, and a page reaches the memory of a graphics card by nothing else.',
    action:
      'Open this page in a current Chrome or Edge, in Safari 26, or in Firefox on Windows or macOS. On Linux, Chrome has it with recent Intel and NVIDIA drivers only.',
    remedy: 'processor',
  },
  'insecure-page': {
    title: 'Page without encryption',
    sentence: 'Browsers give WebGPU only to pages that came encrypted or from this machine, and this one did not.',
    action: 'Open the same page with https:// in front, or on this machine at http://localhost.',
    remedy: 'processor',
  },
  'no-adapter': {
    title: 'No graphics adapter',
    sentence: 'The browser knows WebGPU but hands out no adapter: its driver is blocked, or acceleration is off.',
    action:
      'Switch graphics acceleration on in the browser’s settings, bring the driver up to date and restart the browser. chrome://gpu says what is blocked.',
    remedy: 'again',
  },
  'no-device': {
    title: 'No device',
    sentence: 'There is an adapter, but it gave no device to work with.',
    action: 'Close other pages and programs that use the graphics card, reload this page and measure again.',
    remedy: 'again',
  },
  'out-of-memory': {
    title: 'Out of memory',
    sentence: 'The array was halved again and again, and there was no memory for even the smallest.',
    action: 'Close other pages and programs that hold graphics memory, then measure again.',
    remedy: 'again',
  },
  'wrong-result': {
    title: 'Wrong result',
    sentence: 'What was read did not add up to what had been written, so no figure of it would mean anything.',
    action:
      'Bring browser and driver up to date and measure again. If it stays wrong, the raw record below names the kernel, for whoever makes the driver.',
    remedy: 'again',
  },
  'device-lost': {
    title: 'Device lost',
    sentence:
      'The graphics device went away during the run: its driver was reset, the machine slept, or the browser’s graphics process ended.',
    action:
      'Measure again with a smaller array. Should it happen twice, restart the browser: many give no adapter after the second time.',
    remedy: 'smaller',
  },
  cancelled: {
    title: 'Cancelled',
    sentence: 'The run was cancelled before the graphics card had a figure.',
    action: 'Start it again whenever it suits; what was sampled until then is in the raw record.',
    remedy: 'again',
  },
  crashed: {
    title: 'Broke down',
    sentence: 'The part of the page that measures the graphics card broke down.',
    action: 'Measure again with a smaller array; should it break down again, reload the page.',
    remedy: 'smaller',
  },
};

export const CPU_FAILURES: Readonly<Record<CpuFailure, StateWords>> = {
  'no-wasm-simd': {
    title: 'No vector instructions',
    sentence: 'This browser has no WebAssembly with vector instructions, and nothing slower keeps up with memory.',
    action: 'Bring the browser up to date: all have had them since 2023.',
    remedy: 'none',
  },
  'no-workers': {
    title: 'No workers',
    sentence: 'This browser lets the page start no workers, and one thread alone does not fill a memory.',
    action: 'Allow workers for this site, or open the page in a window without extensions that forbid them.',
    remedy: 'again',
  },
  'out-of-memory': {
    title: 'Out of memory',
    sentence: 'The arrays were halved again and again, and there was no memory for even the smallest.',
    action: 'Close other pages and programs, then measure again.',
    remedy: 'again',
  },
  'wrong-result': {
    title: 'Wrong result',
    sentence: 'What was read did not add up to what had been written, so no figure of it would mean anything.',
    action: 'Bring the browser up to date and measure again. If it stays wrong, have the machine’s memory tested.',
    remedy: 'again',
  },
  cancelled: {
    title: 'Cancelled',
    sentence: 'The run was cancelled before the processor had a figure.',
    action: 'Start it again whenever it suits.',
    remedy: 'again',
  },
  crashed: {
    title: 'Broke down',
    sentence: 'A worker that measures the processor broke down, as happens where a browser runs out of memory.',
    action: 'Measure again with a smaller array; should it break down again, reload the page.',
    remedy: 'smaller',
  },
};

export const WARNINGS: Readonly<Record<BenchWarning, StateWords>> = {
  'software-adapter': {
    title: 'Software adapter',
    sentence:
      'What answered is no graphics card but software on the processor. Its arithmetic is slower than any memory, so its rate says nothing of memory and is not shown as one.',
    action:
      'Go by the processor’s figure, or switch graphics acceleration on in the browser’s settings and measure again.',
    remedy: 'processor',
  },
  'suspected-software': {
    title: 'Perhaps software',
    sentence:
      'What answered may be software on the processor that stands in for a graphics card, though the adapter does not say so.',
    action: 'Trust the processor’s figure more. If there is a graphics card, switch acceleration on and measure again.',
    remedy: 'processor',
  },
  noisy: {
    title: 'Noisy',
    sentence: 'The middle half of the samples spreads over more than 10 % of their median: something else was at work.',
    action: 'Close what else is running, plug a laptop in, and measure again.',
    remedy: 'again',
  },
  'plateau-not-reached': {
    title: 'Plateau not reached',
    sentence: 'The rate still falls at the largest sizes, so a cache may hold part of them; memory itself is slower.',
    action: 'Measure with a larger array, if there is memory for it. Until then read the figure as too high.',
    remedy: 'larger',
  },
  'timers-disagree': {
    title: 'Timers disagree',
    sentence:
      'The device’s clock and the page’s are more than 15 % apart. The page’s was used, which is never too short.',
    action: 'The clock makes the figure rather too low than too high. Compare it with another browser’s.',
    remedy: 'none',
  },
  'hidden-tab': {
    title: 'Page was hidden',
    sentence: 'The page was in the background for part of the run, and browsers slow down what is not in sight.',
    action: 'Keep the page in front and measure again.',
    remedy: 'again',
  },
  'small-limits': {
    title: 'Small array',
    sentence:
      'Less than 256 MiB was read, of which caches may hold much: the browser gives no more, as on most phones, or no more was asked for.',
    action:
      'Measure with a larger array where the browser gives one. Until then read the figure as an upper bound of what memory does.',
    remedy: 'larger',
  },
};

const SUSPICIONS: Readonly<Record<SoftwareSuspicion, string>> = {
  'slow-and-flat': 'Its rate is as low and as flat over sizes as that of such software.',
  'below-processor':
    'It reads at less than 70 % of the processor’s rate, and a card that shares the processor’s memory reads it at about the same.',
  'renderer-name': 'The browser’s other name for what draws, that of WebGL, is one of such software.',
};

/** The doubt that it is software, with what it rests on; a link does not carry that. */
export function suspectedWords(suspicions: readonly SoftwareSuspicion[]): StateWords {
  const words = WARNINGS['suspected-software'];
  return { ...words, sentence: [words.sentence, ...suspicions.map((each) => SUSPICIONS[each])].join(' ') };
}

/** A doubt that a link brought and that this version has no words for. */
export const UNKNOWN_WARNING: StateWords = {
  title: 'A doubt of another version',
  sentence:
    'The figure was made by another version of this page, which had a doubt about it that this one has no words for.',
  action: 'Take the figure with care, or measure here.',
  remedy: 'none',
};

/** No figure of one part is a failure of the other, nor of the page. */
export const PORT_PROBLEM: StateWords = {
  title: 'Could not begin',
  sentence: 'The part of the site that measures could not be loaded.',
  action: 'Check the connection and start again; everything else on this page works without it.',
  remedy: 'again',
};
