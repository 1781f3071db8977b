import '@mantine/core/styles/Popover.layer.css';
import { useRef, useState } from 'react';
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { evaluateSpend } from '../../../evaluate/spend.ts';
import { spendWorkbook } from '../../../evaluate/export/spend-workbook.ts';
import { hashOf } from '../../../state/scenario-store.ts';
import { useServices } from '../../app-context.ts';
import { RUNG_LABELS, spendClassLabel } from '../../format/spend-class.ts';
import { amountsInWords } from '../../money/money-words.ts';
import { useMoney } from '../../money/use-money.ts';
import { fileNameOf, saveBlob } from '../../shared/save-file.ts';
import { markdownSummary } from './markdown-summary.ts';
import styles from './export.module.css';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The button with its menu, open at first: it is there because somebody has asked for it. */
export function ExportPanel({ label }: { readonly label: string }) {
  const { store, link, clipboard, workbook, page } = useServices();
  const amounts = amountsInWords(useMoney());
  const [isOpen, setIsOpen] = useState(true);
  const [said, say] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setIsOpen(false);
    say('');
    button.current?.focus();
  };

  /** What is open at this moment, or `null` where it has no figures; then that is said. */
  const opened = () => {
    const { scenario, book } = store.getState();
    const evaluation = evaluateSpend(scenario, book);
    if (evaluation.status === 'ok') return { scenario, evaluation, link: link.hrefWith(hashOf(scenario, book)) };
    say(`There are no figures to export: ${evaluation.problems[0]?.message ?? ''}`);
    return null;
  };
  const attempt = async (run: () => Promise<string | null>): Promise<void> => {
    try {
      say((await run()) ?? '');
    } catch {
      say('That failed. Nothing was saved; try again.');
    }
  };
  const saveWorkbook = async (): Promise<string | null> => {
    const open = opened();
    if (!open) return null;
    const sheets = spendWorkbook({
      ...open,
      words: { rung: (rung) => RUNG_LABELS[rung], spendClass: spendClassLabel },
    });
    const bytes = await (await workbook()).write(sheets);
    saveBlob({
      blob: new Blob([bytes], { type: XLSX }),
      fileName: `tokenhouse-${fileNameOf(open.scenario.name)}.xlsx`,
    });
    return 'The workbook is saved.';
  };
  const copyMarkdown = async (): Promise<string | null> => {
    const open = opened();
    if (!open) return null;
    return (await clipboard.write(markdownSummary({ ...open, amounts })))
      ? 'The summary is on the clipboard.'
      : 'The browser did not allow copying.';
  };
  const print = (): void => {
    close();
    // The menu must be gone from the paper.
    requestAnimationFrame(() => window.print());
  };
  const isSpend = (page.read() ?? 'spend') === 'spend';

  return (
    <Popover
      width="min(330px, calc(100vw - 24px))"
      opened={isOpen}
      onChange={(next) => (next ? setIsOpen(true) : close())}
      withinPortal={false}
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Button ref={button} variant="default" size="xs" onClick={() => (isOpen ? close() : setIsOpen(true))}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel} aria-label="Export the scenario">
        <div className={styles.menu}>
          <Item
            name="Workbook (.xlsx)"
            about={`Bill and ladder as live formulas${amounts === '' ? '' : ', in US dollars'}: change a price in the sheet and the sums follow`}
            onClick={() => void attempt(saveWorkbook)}
          />
          <Item
            name="Copy as Markdown"
            about="Headline, ladder, bill, inputs, sources and the link, for a ticket"
            onClick={() => void attempt(copyMarkdown)}
          />
          <Item
            name={isSpend ? 'Print the report' : 'Print this page'}
            about={
              isSpend
                ? 'One page: headline, ladder, bill, assumptions, link; or save it as a PDF'
                : 'Or save it as a PDF. A report on one page: from Spend'
            }
            onClick={print}
          />
        </div>
        <p role="status" className={styles.said}>
          {said || 'Tables as CSV and charts as pictures: the arrow on each card.'}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

function Item({
  name,
  about,
  onClick,
}: {
  readonly name: string;
  readonly about: string;
  readonly onClick: () => void;
}) {
  return (
    <UnstyledButton className={styles.item} onClick={onClick}>
      <span className={styles.name}>{name}</span> <span className={styles.about}>{about}</span>
    </UnstyledButton>
  );
}
