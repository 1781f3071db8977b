import type { ShownCell, ShownTable } from './table-csv.ts';

/** What is in a cell only to be pressed: what opens details, explanations and panels. */
const CONTROLS = '[aria-hidden="true"], [aria-expanded], [aria-haspopup], [hidden], svg, option';

/** The tables of a part of the page, as `csvTable` takes them. */
export function shownTables(area: HTMLElement): readonly ShownTable[] {
  return [...area.querySelectorAll('table')]
    .filter((table) => table.parentElement?.closest('table') === null)
    .map((table) => ({
      caption: table.caption ? textOf(table.caption) : '',
      head: [...(table.tHead?.rows ?? [])].map(cellsOf),
      body: [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap(({ rows }) => [...rows].map(cellsOf)),
    }));
}

function cellsOf(row: HTMLTableRowElement): readonly ShownCell[] {
  return [...row.cells].map((cell) => ({
    text: textOf(cell),
    colSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    isRowHead: cell.tagName === 'TH',
  }));
}

/** The words of an element, fields with what is entered in them. */
function textOf(node: Node): string {
  const parts: string[] = [];
  const walk = (child: Node): void => {
    if (child.nodeType === Node.TEXT_NODE) {
      parts.push(child.textContent ?? '');
      return;
    }
    if (!(child instanceof Element) || child.matches(CONTROLS)) return;
    if (child instanceof HTMLInputElement) parts.push(` ${child.value} `);
    else if (child instanceof HTMLSelectElement) parts.push(` ${child.selectedOptions[0]?.text ?? ''} `);
    else {
      parts.push(' ');
      child.childNodes.forEach(walk);
      parts.push(' ');
    }
  };
  node.childNodes.forEach(walk);
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}
