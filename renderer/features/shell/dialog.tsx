import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import classes from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly size: number;
  readonly close: () => void;
  readonly children: ReactNode;
}

/**
 * A window of the page. Put together from its parts, because the header that the library's own makes would count as a
 * second banner of the page.
 */
export function Dialog({ title, size, close, children }: DialogProps) {
  const t = useWords('common');
  return (
    <Modal.Root opened onClose={close} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body className={classes.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
