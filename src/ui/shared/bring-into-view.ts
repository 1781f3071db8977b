/** What a slow part of a page takes to come; by then it has, or it will not. */
const STILL_COMING_MS = 5_000;
const OWN_WAYS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to a part of the page and keeps it there while parts above it still come, until the visitor goes a way of their own.
 */
export function bringIntoView({
  part,
  block,
}: {
  readonly part: Element;
  readonly block: ScrollLogicalPosition;
}): void {
  const show = (): void => part.scrollIntoView({ block });
  const observer = new ResizeObserver(show);
  observer.observe(document.getElementById('main') ?? document.body);
  show();
  const end = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of OWN_WAYS) window.removeEventListener(name, end, true);
  };
  const timer = setTimeout(end, STILL_COMING_MS);
  for (const name of OWN_WAYS) window.addEventListener(name, end, { capture: true, passive: true });
}
