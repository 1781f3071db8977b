/** Something the caller can mend: printed as one line, exit code 2. Anything else is a fault of ours and keeps its stack. */
export class InputError extends Error {
  constructor(message: string) {
    super(message.replaceAll(/\s+/g, ' '));
  }
}
