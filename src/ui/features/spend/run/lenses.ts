/**
 * The way to everything about machines of one's own. A file of its own because a dynamic import names all the chunks it needs,
 * and here they are many: those names are then not part of the first load.
 */
export const loadRunLens = () => import('./RunLens.tsx').then((m) => ({ default: m.RunLens }));

export const loadBreakEvenLine = () => import('./BreakEvenLine.tsx').then((m) => ({ default: m.BreakEvenLine }));
