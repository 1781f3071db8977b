import type { ReactNode } from 'react';
import styles from './Embed.module.css';

export interface FrameProps {
  /** What it is of. */
  readonly name: string;
  /** Whose numbers these are, and of which day. */
  readonly source: string;
  readonly pageHref: string;
}

/** A figure with what it says, what it is of, whose prices it is at, and the way to all the rest. */
export function EmbedFrame({
  title,
  hint,
  name,
  source,
  pageHref,
  children,
}: FrameProps & { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <main className={styles.embed}>
      <header>
        <h1 className={styles.title}>{title}</h1>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </header>
      <div className={styles.body}>{children}</div>
      <footer className={styles.footer}>
        <p>
          <span className={styles.name}>{name}</span> · <Dated text={source} />
        </p>
        <OpenLink pageHref={pageHref} />
      </footer>
    </main>
  );
}

/** Days are not broken at their hyphens. */
function Dated({ text }: { readonly text: string }) {
  return text.split(/(\d{4}-\d\d-\d\d)/).map((part, i) =>
    i % 2 === 1 ? (
      <span key={`${i} ${part}`} className={styles.day}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** In the place of a figure: why there is none. */
export function EmbedNotice({
  title,
  messages,
  pageHref,
}: {
  readonly title: string;
  readonly messages: readonly string[];
  readonly pageHref: string;
}) {
  return (
    <main className={styles.embed}>
      <div className={styles.notice} role="alert">
        <h1 className={styles.noticeTitle}>{title}</h1>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
      <footer className={styles.footer}>
        <OpenLink pageHref={pageHref} />
      </footer>
    </main>
  );
}

function OpenLink({ pageHref }: { readonly pageHref: string }) {
  return (
    <a className={styles.link} href={pageHref} target="_blank" rel="noopener noreferrer">
      Tokenhouse<span className="visually-hidden">: open the whole scenario in a new tab</span>
      <span aria-hidden="true"> ↗</span>
    </a>
  );
}
