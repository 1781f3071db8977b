import { configureGlobal } from 'fast-check';

/**
 * Properties draw the same cases on every run, so that a red build is caused by the change it names and not by a new
 * draw. New cases are looked for on purpose: `npm run fuzz`, or `TOKENHOUSE_SEED=random npm run check`.
 */
const DEFAULT_SEED = 20_261_121;

const asked = process.env['TOKENHOUSE_SEED'];
if (asked !== 'random') configureGlobal({ seed: asked === undefined ? DEFAULT_SEED : Number(asked) });
