/** The way here in a file of its own: a dynamic import names all the chunks it needs, and those names need not be in the first load. */
export const loadSensitivity = () => import('./Sensitivity.tsx').then((m) => ({ default: m.Sensitivity }));

export const loadBandLine = () => import('./BandLine.tsx').then((m) => ({ default: m.BandLine }));
