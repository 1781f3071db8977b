import { useId, useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import inputs from './inputs.module.css';
import styles from './ConfigPanel.module.css';
import type { ConfigImport } from './use-config-import.ts';

/** Three ways to a model’s config.json: the hub, a file, or its text. */
export function ConfigPanel({ reader }: { readonly reader: ConfigImport }) {
  const text = useRef<HTMLTextAreaElement>(null);
  // A text that is not what the verdict speaks of would be taken for it.
  const clearText = (): void => {
    if (text.current) text.current.value = '';
  };
  return (
    <div className={styles.ways}>
      <div className={styles.way}>
        <HubWay reader={reader} onAsk={clearText} />
        <FileWay
          onFile={(file) => {
            clearText();
            reader.readFile(file);
          }}
        />
      </div>
      <label className={styles.way}>
        <span className={inputs.label}>Paste the text of a config.json</span>
        {/* Not controlled: a config may be megabytes, and nothing else on the page needs it. */}
        <textarea
          ref={text}
          className={styles.text}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          placeholder={'{ "model_type": "qwen3", "num_hidden_layers": 64, … }'}
          onChange={(event) => reader.readText(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

function HubWay({ reader, onAsk }: { readonly reader: ConfigImport; readonly onAsk: () => void }) {
  const [id, setId] = useState('');
  const note = useId();
  const isAsking = reader.status.state === 'asking';
  return (
    <div>
      <div className={styles.hub}>
        <TextInput
          label="Model on the Hugging Face hub"
          size="xs"
          value={id}
          maxLength={300}
          placeholder="Qwen/Qwen3-32B"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setId(event.currentTarget.value)}
          classNames={{ label: inputs.label ?? '', input: inputs.text ?? '' }}
        />
        <Button
          variant="default"
          size="xs"
          disabled={!isAsking && id.trim() === ''}
          aria-describedby={note}
          onClick={() => {
            if (isAsking) {
              reader.cancel();
            } else {
              onAsk();
              reader.fetchFromHub(id);
            }
          }}
        >
          {isAsking ? 'Cancel' : 'Fetch from huggingface.co'}
        </Button>
      </div>
      <p id={note} className={styles.hint}>
        This one request leaves the site: it asks huggingface.co for the config.json, with nothing you entered but the
        id.
      </p>
    </div>
  );
}

function FileWay({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <p className={styles.file}>
      <label className={styles.fileButton}>
        <input
          className="visually-hidden"
          type="file"
          accept=".json,application/json,text/plain"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // Emptied, so that the same file can be chosen again after it was changed.
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
        Open a file
      </label>{' '}
      or drop one anywhere on this card. It is read here and goes nowhere.
    </p>
  );
}
