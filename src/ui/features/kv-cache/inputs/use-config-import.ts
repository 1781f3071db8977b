import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { importConfig } from '../../../../evaluate/kv/import-config.ts';
import type { ScenarioGeometry } from '../../../../evaluate/kv/typed-geometry.ts';
import { useServices } from '../../../app-context.ts';
import { formatBinaryBytes, formatBytes } from '../../../format/number.ts';

/** Larger files are refused unread: configs are kilobytes, a few list every tensor in megabytes. */
const MOST_BYTES = 8 * 2 ** 20;

/** Where reading a config stands. */
export type ImportStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'asking'; readonly id: string }
  | { readonly state: 'cancelled'; readonly id: string }
  /** All notes; the scenario keeps only as many as fit into a link. */
  | { readonly state: 'read'; readonly name: string; readonly notes: readonly string[] }
  | { readonly state: 'refused'; readonly what: string; readonly reason: string }
  | { readonly state: 'not-fetched'; readonly id: string; readonly reason: string };

export interface ConfigImport {
  readonly status: ImportStatus;
  readonly readText: (text: string) => void;
  readonly readFile: (file: File) => void;
  readonly fetchFromHub: (id: string) => void;
  readonly cancel: () => void;
  /** Forgets what came of the last one; the geometry stays. */
  readonly reset: () => void;
}

const NOT_LOADED = 'The part of this app that asks the hub could not be loaded.';

/** Reads a config from a text, a file or the hub. What was asked for last decides; a failure changes nothing. */
export function useConfigImport(onGeometry: (geometry: ScenarioGeometry) => void): ConfigImport {
  const { hub } = useServices();
  const [status, setStatus] = useState<ImportStatus>({ state: 'idle' });
  const turn = useRef(0);
  const cancelRequest = useRef<(() => void) | null>(null);

  const supersede = (): number => {
    cancelRequest.current?.();
    cancelRequest.current = null;
    return ++turn.current;
  };
  const leave = useEffectEvent(supersede);
  useEffect(() => () => void leave(), []);

  const read = ({ text, name, what }: { text: string; name: string | null; what: string }): void => {
    const imported = importConfig({ text, name });
    if (imported.status === 'refused') {
      setStatus({ state: 'refused', what, reason: imported.reason });
      return;
    }
    setStatus({ state: 'read', name: imported.geometry.name, notes: imported.notes });
    onGeometry(imported.geometry);
  };

  return {
    status,
    readText(text) {
      supersede();
      if (text.trim() === '') setStatus({ state: 'idle' });
      else read({ text, name: null, what: 'The pasted text' });
    },
    readFile(file) {
      const mine = supersede();
      if (file.size > MOST_BYTES) {
        setStatus({
          state: 'refused',
          what: file.name,
          reason: `It has ${formatBytes(file.size)} and was not read: a config.json has at most ${formatBinaryBytes(MOST_BYTES)}. Weights are not needed.`,
        });
        return;
      }
      void textOf(file).then((text) => {
        if (mine !== turn.current) return undefined;
        return text === null
          ? setStatus({
              state: 'refused',
              what: file.name,
              reason: 'The browser could not read it: give the file config.json itself, not its folder.',
            })
          : read({ text, name: file.name, what: file.name });
      });
    },
    fetchFromHub(text) {
      const mine = supersede();
      const id = hubIdOf(text);
      setStatus({ state: 'asking', id });
      const ask = async (): Promise<void> => {
        const port = await hub().catch(() => null);
        if (mine !== turn.current) return;
        if (!port) return setStatus({ state: 'not-fetched', id, reason: NOT_LOADED });
        const { answer, cancel } = port.readConfig(id);
        cancelRequest.current = cancel;
        const given = await answer;
        if (mine !== turn.current) return;
        cancelRequest.current = null;
        if (given.status === 'ok') read({ text: given.text, name: id, what: id });
        else setStatus({ state: 'not-fetched', id, reason: given.reason });
      };
      void ask();
    },
    reset() {
      supersede();
      setStatus({ state: 'idle' });
    },
    cancel() {
      supersede();
      if (status.state === 'asking') setStatus({ state: 'cancelled', id: status.id });
    },
  };
}

/** `null` for what cannot be read, such as a folder. */
async function textOf(file: File): Promise<string | null> {
  try {
    return await file.text();
  } catch {
    return null;
  }
}

/** An id as people have it at hand: `Qwen/Qwen3-32B`, or the address of the model’s page. */
function hubIdOf(text: string): string {
  return text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?huggingface\.co\//, '')
    .replace(/\/(?:tree|blob|resolve)\/.*$/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
}
