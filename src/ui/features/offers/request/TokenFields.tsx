import { Button } from '@mantine/core';
import type { RequestUsage } from '../../../../domain/offer/bill.ts';
import { ttlText } from '../words.ts';
import { AmountField } from './AmountField.tsx';
import { foreignLives, withLifeMoved } from './request-form.ts';
import { STORAGE_LIMITS, TOKEN_LIMITS } from './request-limits.ts';
import type { FormPart } from './TermFields.tsx';
import styles from './RequestView.module.css';

/** Tokens by class, each counted once. */
export function TokenFields({ form, sold, errors, onChange }: FormPart) {
  const { usage } = form;
  const { storageTokenHours = 0 } = usage;
  const foreign = foreignLives({ form, ttlIds: sold.ttlIds });
  const change = (part: Partial<Omit<RequestUsage, 'other'>>): void =>
    onChange((before) => ({ ...before, usage: { ...before.usage, ...part } }));
  const changeWrites = ({ life, tokens }: { life: string; tokens: number }): void =>
    onChange((before) => ({
      ...before,
      usage: { ...before.usage, cacheWriteTokens: { ...before.usage.cacheWriteTokens, [life]: tokens } },
    }));
  const field = { errors, limits: TOKEN_LIMITS, placeholder: '0' };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Tokens, each counted once</legend>
      <div className={styles.fields}>
        <AmountField
          {...field}
          path="input"
          label="Input"
          value={usage.inputTokens}
          below="neither read from nor written to a cache"
          onCommit={(tokens) => change({ inputTokens: tokens ?? 0 })}
        />
        <AmountField
          {...field}
          path="cacheRead"
          label="Cache read"
          value={usage.cacheReadTokens}
          onCommit={(tokens) => change({ cacheReadTokens: tokens ?? 0 })}
        />
        {[...sold.ttlIds, ...foreign].map((life) => (
          <AmountField
            key={life}
            {...field}
            path={`cacheWrite.${life}`}
            label={`Cache write ${ttlText(life)}`}
            value={usage.cacheWriteTokens[life] ?? 0}
            below={
              foreign.includes(life) ? (
                <ForeignLife
                  ttlIds={sold.ttlIds}
                  onMove={(to) => onChange((before) => withLifeMoved({ form: before, from: life, to }))}
                />
              ) : undefined
            }
            onCommit={(tokens) => changeWrites({ life, tokens: tokens ?? 0 })}
          />
        ))}
        <AmountField
          {...field}
          path="output"
          label="Output"
          value={usage.outputTokens}
          below="reasoning included"
          onCommit={(tokens) => change({ outputTokens: tokens ?? 0 })}
        />
        {(sold.rentsStorage || storageTokenHours > 0) && (
          <AmountField
            {...field}
            limits={STORAGE_LIMITS}
            path="storage"
            label="Storage"
            value={storageTokenHours}
            below="tokens kept × hours"
            onCommit={(tokenHours) => change({ storageTokenHours: tokenHours ?? 0 })}
          />
        )}
      </div>
    </fieldset>
  );
}

/** Tokens written for a life that is not sold: nobody but the visitor knows where they belong. */
function ForeignLife({
  ttlIds,
  onMove,
}: {
  readonly ttlIds: readonly string[];
  readonly onMove: (ttlId: string) => void;
}) {
  return (
    <>
      <span className={styles.assumed}>not sold here</span>{' '}
      {ttlIds.map((ttlId) => (
        <Button key={ttlId} variant="default" size="compact-xs" onClick={() => onMove(ttlId)}>
          Count as {ttlText(ttlId)}
        </Button>
      ))}
    </>
  );
}
