import process, { stderr, stdin, stdout } from 'node:process';
import { InputError } from './input-error.ts';
import { EXIT_BAD_INPUT, runCommand } from './run-command.ts';

/**
 * The `tokenhouse` command line: a second consumer of the same core, so that a figure on a page can be had by a program.
 * Results go to standard output, everything else to standard error. Exit codes: 0 done, 2 bad input, 3 a threshold was crossed.
 */

// Whoever reads may have read enough: `tokenhouse offers | head`.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const say = (line: string): void => void stderr.write(`tokenhouse: ${line}\n`);

try {
  const { output, messages, exitCode } = await runCommand({ args: process.argv.slice(2), stdin });
  stdout.write(output);
  for (const line of messages) say(line);
  // Not exit(): what was written may still be on its way through a pipe.
  process.exitCode = exitCode;
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  say(error.message);
  process.exitCode = EXIT_BAD_INPUT;
}
