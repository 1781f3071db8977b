import type { KeyboardEvent } from 'react';

const FIGURE = '[data-figure]';

/** Arrow keys, Home and End lead from figure to figure: along a row, and up and down a column. */
export function moveBetweenFigures(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches(FIGURE)) return;
  const next = neighbour({ figure: event.target, key: event.key });
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function neighbour({ figure, key }: { figure: HTMLElement; key: string }): HTMLElement | undefined {
  const row = figure.closest('tr');
  if (!row) return undefined;
  const inRow = figuresOf(row);
  const at = inRow.indexOf(figure);
  switch (key) {
    case 'ArrowRight':
      return inRow[at + 1];
    case 'ArrowLeft':
      return inRow[at - 1];
    case 'Home':
      return inRow[0];
    case 'End':
      return inRow.at(-1);
    case 'ArrowDown':
      return inColumn({ figure, row, step: 'nextElementSibling' });
    case 'ArrowUp':
      return inColumn({ figure, row, step: 'previousElementSibling' });
    default:
      return undefined;
  }
}

/** Within a cell that holds several first, then the same column of the next row that has it. */
function inColumn({
  figure,
  row,
  step,
}: {
  figure: HTMLElement;
  row: Element;
  step: 'nextElementSibling' | 'previousElementSibling';
}): HTMLElement | undefined {
  const cell = figure.closest<HTMLElement>('[data-column]');
  if (!cell) return undefined;
  const forward = step === 'nextElementSibling';
  const inCell = figuresOf(cell);
  const within = inCell[inCell.indexOf(figure) + (forward ? 1 : -1)];
  if (within) return within;
  for (let other = row[step]; other; other = other[step]) {
    const found = figuresOf(other).filter(
      (candidate) => candidate.closest<HTMLElement>('[data-column]')?.dataset['column'] === cell.dataset['column'],
    );
    const target = forward ? found[0] : found.at(-1);
    if (target) return target;
  }
  return undefined;
}

function figuresOf(element: Element): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(FIGURE)];
}
