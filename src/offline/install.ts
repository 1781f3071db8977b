/** As many as a browser opens to one host. */
const AT_ONCE = 6;

export interface KeptFile {
  readonly url: string;
  readonly cacheKey: string;
  /** What its bytes must come to. */
  readonly integrity: string | undefined;
  /** Whether its name is made from its content, so that an answer the browser has at hand will do. */
  readonly isNamedByContent: boolean;
}

/**
 * Keeps all files, or rejects with the first that cannot be had or is not what it should be. An answer at hand that is not may be
 * one of an upload that was under way: it is asked for once more, from the host.
 *
 * The library's own way through the list never ends when one of them fails (serwist 9.5.12, `parallel`): the browser would wait
 * minutes for a version that cannot come.
 */
export async function keepAll({
  files,
  keep,
}: {
  files: readonly KeptFile[];
  keep: (file: KeptFile, request: Request) => Promise<unknown>;
}): Promise<void> {
  const left = [...files];
  const keepOne = async (file: KeptFile): Promise<void> => {
    const request = (cache: RequestCache): Request =>
      new Request(file.url, {
        cache,
        credentials: 'same-origin',
        ...(file.integrity && { integrity: file.integrity }),
      });
    if (file.isNamedByContent) {
      try {
        await keep(file, request('default'));
        return;
      } catch {
        // Below.
      }
    }
    await keep(file, request('reload'));
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let file = left.shift(); file; file = left.shift()) await keepOne(file);
    }),
  );
}
