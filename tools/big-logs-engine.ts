import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';

const DOC = new URL('../docs/big-logs.md', import.meta.url);

/** The SQL of docs/big-logs.md, as it stands there. */
export interface DocumentedSql {
  readonly query: string;
  /** Run before any preparation. */
  readonly timeZone: string;
  readonly preparations: { readonly claudeCode: string; readonly usageObjects: string; readonly liteLlm: string };
}

export function documentedSql(): DocumentedSql {
  const sections = readFileSync(DOC, 'utf8').split(/^#{2,3} /m);
  const under = (heading: string): string => {
    const section = sections.find((text) => text.startsWith(`${heading}\n`));
    const blocks = [...(section ?? '').matchAll(/^```sql\n([\s\S]*?)^```$/gm)].map(([, sql = '']) => sql);
    if (blocks.length !== 1) throw new Error(`${blocks.length} blocks of SQL under "${heading}" of docs/big-logs.md`);
    return blocks[0] ?? '';
  };
  return {
    query: under('The query'),
    timeZone: under('Preparation'),
    preparations: {
      claudeCode: under('Claude Code'),
      usageObjects: under('Usage objects of the APIs'),
      liteLlm: under('LiteLLM'),
    },
  };
}

/** An embedded DuckDB, or why there is none: its native library is built for some platforms only. */
export type Engine = { readonly connect: (folder: string) => Promise<DuckDBConnection> } | { readonly absence: string };

export async function embeddedEngine(): Promise<Engine> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    return {
      // Two threads, so that an order that holds by accident on one has a chance to break.
      connect: async (folder) =>
        (await DuckDBInstance.create(':memory:', { threads: '2', file_search_path: folder })).connect(),
    };
  } catch (error) {
    return { absence: `DuckDB does not load on ${process.platform}-${process.arch}: ${String(error).slice(0, 200)}` };
  }
}

/** Every column as JSON tells it: integers of 64 bits are texts there. */
export async function rowsOf({
  connection,
  sql,
}: {
  connection: DuckDBConnection;
  sql: string;
}): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}
