#!/usr/bin/env node
// `npx tokenhouse …`; unlike `npm run` it prints nothing of its own.
process.argv.splice(2, 0, 'tokenhouse');
await import('./run.mjs');
