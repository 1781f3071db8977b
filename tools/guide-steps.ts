import { blocksOf, type Block } from './markdown-blocks.ts';

/** What a guide has its reader do, in the order of the page. */
export interface Guide {
  /** Files that are new, and parts of files there are. */
  readonly edits: readonly (Block & { readonly file: string })[];
  /** Commands, each with the shape of what the last of them prints; `null` where only its success is promised. */
  readonly commands: readonly { readonly block: Block; readonly shape: string | null }[];
}

/**
 * Reads a guide: ` ```ts path ` is a new file, ` ```diff path ` an edit of one, ` ```sh ` what to run, and a ` ```json ` below that what it prints.
 * Other blocks are for reading only.
 */
export function guideOf(markdown: string): Guide {
  const blocks = blocksOf(markdown);
  return {
    edits: blocks.flatMap(({ file, ...block }) => (file === null ? [] : [{ ...block, file }])),
    commands: blocks.flatMap((block, at) => {
      const next = blocks[at + 1];
      return block.language === 'sh' ? [{ block, shape: next?.language === 'json' ? next.text : null }] : [];
    }),
  };
}

/**
 * A file after an edit written as a diff: lines begin with a blank (there already), `+` (new) or `-` (gone). Lines that stay
 * or go must stand in the file together, in one place only.
 *
 * Example: ` a\n+b\n c` makes `a\nb\nc` of `a\nc`. Errors: where the lines are not there, or there twice.
 */
export function edited({ text, diff }: { text: string; diff: string }): string {
  const lines = diff.split('\n');
  const strange = lines.find((line) => !/^[ +-]/.test(line));
  if (strange !== undefined) throw new Error(`A line of a diff begins with " ", "+" or "-": "${strange}"`);
  const old = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
  const now = lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
  const found = `\n${text}`.split(`\n${old.join('\n')}\n`);
  if (found.length !== 2) throw new Error(`These lines stand there ${found.length - 1} times:\n${old.join('\n')}`);
  return found.join(['', ...now, ''].join('\n')).slice(1);
}
