import { figuresIn, type ShownFigure } from '../../format/exact.ts';

/** What a cell says, as files have it. */
export interface ReadCell {
  readonly figures: readonly ShownFigure[];
  /** What a reader must know besides the figures; empty where they are all there is. */
  readonly words: string;
}

/** What units that are shown come to in those of the core, so that rows shown in different ones agree. */
const SCALES: Readonly<Record<string, readonly [factor: number, unit: string]>> = {
  '%': [0.01, 'ratio'],
  points: [0.01, 'ratio'],
  µs: [1e-6, 's'],
  ms: [1e-3, 's'],
  s: [1, 's'],
  min: [60, 's'],
  h: [3_600, 's'],
  d: [86_400, 's'],
  W: [1, 'W'],
  kW: [1e3, 'W'],
  MW: [1e6, 'W'],
  Wh: [1e-3, 'kWh'],
  kWh: [1, 'kWh'],
  MWh: [1e3, 'kWh'],
  g: [1e-3, 'kg'],
  kg: [1, 'kg'],
  t: [1e3, 'kg'],
  B: [1, 'bytes'],
  kB: [1e3, 'bytes'],
  MB: [1e6, 'bytes'],
  GB: [1e9, 'bytes'],
  TB: [1e12, 'bytes'],
  'GB/s': [1e9, 'bytes/s'],
  'TB/s': [1e12, 'bytes/s'],
  EFLOP: [1e18, 'FLOP'],
  PFLOP: [1e15, 'FLOP'],
  TFLOP: [1e12, 'FLOP'],
  GFLOP: [1e9, 'FLOP'],
  'TFLOP/s': [1e12, 'FLOP/s'],
  '×': [1, '×'],
};
/** Signs and words between figures, which say nothing that a header does not. */
const GLUE = /^(?:[\p{Sc}×·/≈~+−–=()%,;:°-]+|M|M·h|tokens?|tokens\/s|per|a|month|day|year|of|and|to)$/u;
const PLAIN_NUMBER = /^([−-]?)\$?(\d[\d,]*(?:\.\d+)?)(?: ?(\S+))?$/;

/** The figures of a cell in the units of the core, and the words beside them. */
export function readCell(text: string): ReadCell {
  const { figures, around } = figuresIn(scaled(signed(text)));
  if (figures.length === 0) return readPlain(around);
  const isGlue = around.split(' ').every((word) => word === '' || GLUE.test(word));
  return { figures, words: isGlue ? '' : around };
}

/** A number that nobody marked, or no number. */
function readPlain(text: string): ReadCell {
  const [whole, sign = '', digits = '', beside = ''] = PLAIN_NUMBER.exec(text) ?? [];
  const scale = beside === '' ? ([1, text.includes('$') ? 'USD' : ''] as const) : SCALES[beside];
  if (whole === undefined || !scale) return { figures: [], words: /^[–−-]?$/.test(text) ? '' : text };
  const [factor, unit] = scale;
  const value = Number(digits.replaceAll(',', '')) * factor;
  return { figures: [{ shown: whole, value: sign === '' ? value : -value, unit }], words: '' };
}

/** A unit right behind a figure that has none of its own is part of it. */
function scaled(text: string): string {
  return text.replaceAll(
    /\uE001([^\uE002]*)\uE002\uE003 ?([^\s\d\uE000(),;]+)(?=[\s),;]|$)/g,
    (whole, value: string, beside: string) => {
      const scale = SCALES[beside];
      return scale ? `\uE001${Number((Number(value) * scale[0]).toPrecision(15))}\uE002${scale[1]}\uE003` : whole;
    },
  );
}

/** A minus before a figure is part of it. */
function signed(text: string): string {
  return text.replaceAll(/−(\uE000[^\uE001]*\uE001)(?!-)/g, '$1-');
}
