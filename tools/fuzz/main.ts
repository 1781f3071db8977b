import process, { stderr, stdout } from 'node:process';
import { InputError } from '../input-error.ts';
import { fuzzOptions, FUZZ_HELP } from './options.ts';
import { runFuzz } from './run-fuzz.ts';

/** `npm run fuzz`: what links and files promise, tried on so many random documents and strings. Exit codes: 0 holds, 1 does not. */

try {
  const options = fuzzOptions(process.argv.slice(2));
  if (options === 'help') stdout.write(`${FUZZ_HELP}\n`);
  else {
    const { isSound } = runFuzz({
      ...options,
      nowMs: () => performance.now(),
      say: (line) => void stdout.write(`${line}\n`),
    });
    process.exitCode = isSound ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  stderr.write(`fuzz: ${error.message}\n`);
  process.exitCode = 2;
}
