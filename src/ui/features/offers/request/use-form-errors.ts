import { useCallback, useMemo, useState } from 'react';

/** What is wrong with the form's fields, by their path. */
export interface FormErrors {
  readonly messages: Readonly<Record<string, string>>;
  /** `null` forgets. */
  readonly set: (change: { path: string; message: string | null }) => void;
  /** All at once: what was wrong was replaced. */
  readonly clear: () => void;
}

export function useFormErrors(): FormErrors {
  const [messages, setMessages] = useState<Readonly<Record<string, string>>>({});
  const set = useCallback(
    ({ path, message }: { path: string; message: string | null }) =>
      setMessages((before) => {
        if ((before[path] ?? null) === message) return before;
        const { [path]: _old, ...rest } = before;
        return message === null ? rest : { ...rest, [path]: message };
      }),
    [],
  );
  const clear = useCallback(() => setMessages({}), []);
  return useMemo(() => ({ messages, set, clear }), [messages, set, clear]);
}
