import type { ReactNode, SyntheticEvent } from 'react';
import { useServices } from '../app-context.ts';

interface PageLinkProps {
  readonly page: string;
  readonly view?: string;
  readonly className?: string | undefined;
  readonly label?: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** A page with the scenario that is open: a link, so that it opens in a new tab and can be copied. */
export function PageLink({ page: id, view = '', className, label, isOpen = false, children }: PageLinkProps) {
  const { page, link } = useServices();
  const hrefNow = (): string => {
    const currency = page.readCurrency();
    const parameters = new URLSearchParams({
      page: id,
      ...(view === '' ? {} : { view }),
      ...(currency === null ? {} : { currency }),
    });
    const hash = link.read();
    return `?${parameters.toString()}${hash === '' ? '' : `#${hash}`}`;
  };
  // The scenario changes more often than this is drawn, and the address follows a moment later.
  const refresh = (event: SyntheticEvent<HTMLAnchorElement>): void => {
    link.settle();
    event.currentTarget.setAttribute('href', hrefNow());
  };
  return (
    <a
      href={hrefNow()}
      className={className}
      aria-label={label}
      aria-current={isOpen ? 'page' : undefined}
      onPointerEnter={refresh}
      onPointerDown={refresh}
      onFocus={refresh}
      onClick={(event) => {
        refresh(event);
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        page.write(id);
        if (view !== '') page.writeView(view, 'replace');
      }}
    >
      {children}
    </a>
  );
}
