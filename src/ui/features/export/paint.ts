import { element, isShape, textLine, type Box } from './svg-text.ts';

/** Properties that make a shape look as it does, wherever they were set. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'text-anchor',
  'dominant-baseline',
  'font-family',
  'font-size',
  'font-weight',
  'stop-color',
  'stop-opacity',
  'paint-order',
] as const;
/** What places a shape. */
const PLACES =
  /^(?:x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|d|points|width|height|viewBox|transform|id|clip-path|offset|gradientUnits|patternUnits|preserveAspectRatio|opacity)$/;
/** Seen by no eye, or there to be pressed and not looked at. */
const UNSEEN =
  'input, select, textarea, label:has(input), [aria-haspopup], script, style, .visually-hidden, [hidden], .recharts-tooltip-wrapper';

/** Measures texts in a font; one canvas is enough. */
export interface Ruler {
  widthOf(asked: { text: string; font: string }): number;
  /** Height above the baseline as a share of the whole. */
  ascentRatio(font: string): number;
}

export function createRuler(): Ruler {
  const canvas = document.createElement('canvas').getContext('2d');
  const measured = ({ text, font }: { text: string; font: string }): TextMetrics | null => {
    if (!canvas) return null;
    canvas.font = font;
    return canvas.measureText(text);
  };
  return {
    widthOf: (asked) => measured(asked)?.width ?? asked.text.length * 7,
    ascentRatio(font) {
      const metrics = measured({ text: 'x', font });
      const ascent = metrics?.fontBoundingBoxAscent ?? 0.8;
      return ascent / (ascent + (metrics?.fontBoundingBoxDescent ?? 0.2));
    },
  };
}

/**
 * What stands in an element, drawn as shapes: colours, borders, lines of text where the page has them, and charts with every
 * style written out. `origin` is where the element's corner comes to lie.
 *
 * Leaves out shadows and pictures in backgrounds; a gradient is drawn in the element's colour.
 */
export function paint({
  root,
  origin,
  ruler,
}: {
  root: Element;
  origin: { x: number; y: number };
  ruler: Ruler;
}): string {
  const corner = root.getBoundingClientRect();
  const place = (box: DOMRect): Box => ({
    x: box.x - corner.x + origin.x,
    y: box.y - corner.y + origin.y,
    width: box.width,
    height: box.height,
  });
  const draw = (node: Element): string => {
    if (node.matches(UNSEEN)) return '';
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return '';
    if (node instanceof SVGSVGElement) return drawing({ svg: node, box: place(node.getBoundingClientRect()) });
    const own = boxShapes({ style, box: place(node.getBoundingClientRect()) });
    const inner = [...node.childNodes].map((child) => {
      if (child instanceof Element) return draw(child);
      return child instanceof Text ? textShapes({ text: child, style, place, ruler }) : '';
    });
    const all = own + inner.join('');
    return style.opacity === '1' || all === ''
      ? all
      : element({ tag: 'g', attributes: { opacity: style.opacity }, content: all });
  };
  return draw(root);
}

function isVisible(color: string): boolean {
  return color !== 'transparent' && !/^rgba\(.*,\s*0\)$/.test(color) && !/\/\s*0\)$/.test(color);
}

/** An element's ground and its borders. */
function boxShapes({ style, box }: { style: CSSStyleDeclaration; box: Box }): string {
  const { x, y, width, height } = box;
  if (width === 0 || height === 0) return '';
  const ground = isVisible(style.backgroundColor)
    ? element({
        tag: 'rect',
        attributes: {
          ...box,
          rx: Math.min(parseFloat(style.borderRadius) || 0, height / 2),
          fill: style.backgroundColor,
        },
      })
    : '';
  const sides = (
    [
      ['Top', x, y, x + width, y],
      ['Bottom', x, y + height, x + width, y + height],
      ['Left', x, y, x, y + height],
      ['Right', x + width, y, x + width, y + height],
    ] as const
  ).map(([side, x1, y1, x2, y2]) => {
    const thick = parseFloat(style[`border${side}Width`]);
    const color = style[`border${side}Color`];
    const kind = style[`border${side}Style`];
    if (!(thick > 0) || kind === 'none' || !isVisible(color)) return '';
    return element({
      tag: 'line',
      attributes: {
        x1,
        y1,
        x2,
        y2,
        stroke: color,
        'stroke-width': thick,
        'stroke-dasharray': kind === 'dashed' ? '4 3' : kind === 'dotted' ? '1 2' : undefined,
      },
    });
  });
  return ground + sides.join('');
}

/** A text line by line, where the page broke it. */
function textShapes({
  text,
  style,
  place,
  ruler,
}: {
  text: Text;
  style: CSSStyleDeclaration;
  place: (box: DOMRect) => Box;
  ruler: Ruler;
}): string {
  const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return linesOf(text)
    .map(({ words, box }) => {
      const { x, y, width, height } = place(box);
      return textLine({
        text: style.textTransform === 'uppercase' ? words.toUpperCase() : words,
        attributes: {
          x,
          y: y + height * ruler.ascentRatio(font),
          fill: style.color,
          'font-family': style.fontFamily,
          'font-size': style.fontSize,
          'font-weight': style.fontWeight,
          // Another font elsewhere must not run into what stands beside it.
          textLength: words.length > 1 ? width : undefined,
        },
      });
    })
    .join('');
}

function linesOf(text: Text): readonly { readonly words: string; readonly box: DOMRect }[] {
  const content = text.data;
  const range = document.createRange();
  const lines: { words: string; box: DOMRect }[] = [];
  for (const { 0: word, index } of content.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.y - box.y) < box.height / 2) {
      last.words += ` ${word}`;
      last.box = new DOMRect(last.box.x, last.box.y, box.right - last.box.x, last.box.height);
    } else lines.push({ words: word, box });
  }
  return lines;
}

/** A chart as it stands, every style written out: a picture knows no style sheet. */
function drawing({ svg, box }: { svg: SVGSVGElement; box: Box }): string {
  const viewBox = svg.getAttribute('viewBox') ?? `0 0 ${box.width} ${box.height}`;
  return element({
    tag: 'svg',
    attributes: {
      ...box,
      viewBox,
      overflow: 'visible',
      preserveAspectRatio: svg.getAttribute('preserveAspectRatio') ?? undefined,
    },
    content: [...svg.children].map(shape).join(''),
  });
}

function shape(node: Element): string {
  if (!isShape(node.tagName)) return '';
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const places = [...node.attributes].filter(({ name }) => PLACES.test(name)).map(({ name, value }) => [name, value]);
  const looks = LOOKS.map((name) => [name, style.getPropertyValue(name)]).filter(
    ([name, value]) => !isUsual(name, value),
  );
  const content = [...node.childNodes]
    .map((child) => (child instanceof Element ? shape(child) : child instanceof Text ? plainText(child.data) : ''))
    .join('');
  return element({
    tag: node.tagName,
    attributes: Object.fromEntries([...places, ...looks]) as Record<string, string>,
    content,
  });
}

/** Texts of charts stand in `text` and `tspan` only. */
function plainText(content: string): string {
  return content.trim() === '' ? '' : content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const USUAL: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
  stroke: 'none',
  'paint-order': 'normal',
};

function isUsual(name: string | undefined, value: string | undefined): boolean {
  return name === undefined || value === undefined || value === '' || USUAL[name] === value;
}
