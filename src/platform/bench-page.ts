import type { BenchRecord } from '../domain/bandwidth/measurement.ts';
import type { Bytes } from '../domain/units.ts';

/** What a measurement needs to know of the page it is made from. */
export interface BenchPage {
  readonly environment: BenchRecord['environment'];
  /** ISO 8601. */
  readonly now: () => string;
  /** WebGL's name of the renderer; `null` where it has none. */
  readonly renderer: () => string | null;
  /** Whether the page is hidden now, or has been since. */
  readonly watchHidden: () => { readonly wasHidden: () => boolean; readonly stop: () => void };
}

const GIBIBYTE: Bytes = 2 ** 30;

export function createBenchPage(win: Window & typeof globalThis): BenchPage {
  const { document } = win;
  // In GiB, rounded to a power of two and cut off by the browser; Chromium alone has it.
  const navigator: Navigator & { readonly deviceMemory?: number } = win.navigator;
  const { deviceMemory } = navigator;
  return {
    environment: {
      userAgent: navigator.userAgent,
      isCrossOriginIsolated: win.crossOriginIsolated,
      logicalCores: navigator.hardwareConcurrency,
      deviceMemoryBytes: deviceMemory === undefined ? null : deviceMemory * GIBIBYTE,
    },
    now: () => new Date().toISOString(),
    renderer: () => rendererOf(document),
    watchHidden() {
      let isHidden = document.visibilityState === 'hidden';
      const look = (): void => {
        isHidden ||= document.visibilityState === 'hidden';
      };
      document.addEventListener('visibilitychange', look);
      return { wasHidden: () => isHidden, stop: () => document.removeEventListener('visibilitychange', look) };
    },
  };
}

/** What the standard parameter says where nothing is told. */
const NAMELESS = /^webkit webgl$|^mozilla$/i;

function rendererOf(document: Document): string | null {
  const gl = document.createElement('canvas').getContext('webgl');
  if (!gl) return null;
  const plain: unknown = gl.getParameter(gl.RENDERER);
  // Firefox names it there, and warns of the extension.
  const isNamed = typeof plain === 'string' && plain !== '' && !NAMELESS.test(plain);
  const extension = isNamed ? null : gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = extension ? gl.getParameter(extension.UNMASKED_RENDERER_WEBGL) : plain;
  // Browsers keep a handful of contexts and take the oldest from who has it.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && name !== '' && !NAMELESS.test(name) ? name : null;
}
