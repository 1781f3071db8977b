/**
 * The state of the catalogue: ISO date of the newest check of a source in it.
 *
 * Bump it whenever a value in this folder changes, to the day on which the newest source was checked. Links carry it,
 * so that a reader can see which catalogue a figure was made with. No fact may claim to have been checked later.
 */
export const CATALOG_REVISION = '2026-11-21';
