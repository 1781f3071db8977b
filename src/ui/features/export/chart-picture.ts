import { createRuler, paint } from './paint.ts';
import { element, textLine, wrapped } from './svg-text.ts';

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const PADDING = 20;
const TITLE_PX = 16;
const SOURCE_PX = 11;
const LINE_RATIO = 1.35;
const PNG_SCALE = 2;
const SCHEME = 'data-mantine-color-scheme';
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif";

/**
 * A chart as a picture of its own: its question above, what is drawn and its legend, and below where and of when it is. In
 * light colours, whatever the page is in. Nothing is painted in between: colours are read before anybody sees them.
 */
export function chartPicture({
  figure,
  title,
  source,
}: {
  figure: HTMLElement;
  title: string;
  source: string;
}): Picture {
  const ruler = createRuler();
  const { width: inner, height: drawn } = figure.getBoundingClientRect();
  const width = inner + 2 * PADDING;
  const titleFont = `650 ${TITLE_PX}px ${FAMILY}`;
  const sourceFont = `400 ${SOURCE_PX}px ${FAMILY}`;
  const heads = wrapped({ text: title, most: inner, widthOf: (text) => ruler.widthOf({ text, font: titleFont }) });
  const feet = wrapped({ text: source, most: inner, widthOf: (text) => ruler.widthOf({ text, font: sourceFont }) });
  const top = PADDING + heads.length * TITLE_PX * LINE_RATIO + 8;
  const height = top + drawn + 12 + feet.length * SOURCE_PX * LINE_RATIO + PADDING;
  const content = inLightColours(() => {
    const colours = getComputedStyle(document.documentElement);
    const colour = (name: string): string => colours.getPropertyValue(name).trim();
    return [
      element({ tag: 'rect', attributes: { width, height, fill: colour('--th-surface') } }),
      ...heads.map((text, i) =>
        textLine({
          text,
          attributes: {
            x: PADDING,
            y: PADDING + TITLE_PX + i * TITLE_PX * LINE_RATIO,
            fill: colour('--th-ink'),
            'font-family': FAMILY,
            'font-size': TITLE_PX,
            'font-weight': 650,
          },
        }),
      ),
      paint({ root: figure, origin: { x: PADDING, y: top }, ruler }),
      ...feet.map((text, i) =>
        textLine({
          text,
          attributes: {
            x: PADDING,
            y: top + drawn + 12 + SOURCE_PX + i * SOURCE_PX * LINE_RATIO,
            fill: colour('--th-muted'),
            'font-family': FAMILY,
            'font-size': SOURCE_PX,
          },
        }),
      ),
    ].join('');
  });
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`;
  return {
    svg: `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>\n`,
    width: Math.ceil(width),
    height: Math.ceil(height),
  };
}

function inLightColours<T>(run: () => T): T {
  const root = document.documentElement;
  const before = root.getAttribute(SCHEME);
  root.setAttribute(SCHEME, 'light');
  // A colour on its way from one scheme to the other is neither.
  root.setAttribute('data-still', '');
  try {
    return run();
  } finally {
    if (before === null) root.removeAttribute(SCHEME);
    else root.setAttribute(SCHEME, before);
    root.removeAttribute('data-still');
  }
}

/** The picture in dots, two for each pixel of the page. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser gives no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
