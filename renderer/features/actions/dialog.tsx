import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';

interface DialogProps {
  readonly title: string;
  readonly size: number;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A window of the page whose button to close it has a name. */
export function Dialog({ title, size, close, children }: DialogProps) {
  const t = useWords('common');
  return (
    <Modal
      opened
      onClose={close}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontSize: 15, fontWeight: 650, overflowWrap: 'anywhere' } }}
    >
      {children}
    </Modal>
  );
}
