import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ExactScriptProps {
  readonly text: string;
  /** The heading, and what assistive technology calls the text. */
  readonly heading: ReactNode;
  readonly name: string;
  readonly words: { readonly copy: string; readonly copied: string };
  readonly classes: { readonly scriptHead?: string; readonly script?: string };
  /** A small button, and no more rows than the text has. */
  readonly compact?: boolean;
}

/** The script that a boot got, to the letter, to be read and copied. */
export function ExactScript({ text, heading, name, words, classes, compact = false }: ExactScriptProps) {
  const { copy, copied } = useClipboard();
  const icon = compact ? 14 : 15;
  return (
    <>
      <div className={classes.scriptHead}>
        <h3>{heading}</h3>
        <Button
          {...(compact ? { size: 'compact-sm' } : {})}
          variant="subtle"
          color="gray"
          leftSection={copied ? <IconCheck size={icon} /> : <IconCopy size={icon} />}
          onClick={() => copy(text)}
        >
          {copied ? words.copied : words.copy}
        </Button>
      </div>
      <textarea
        className={classes.script}
        aria-label={name}
        readOnly
        wrap="off"
        spellCheck={false}
        rows={compact ? Math.min(18, text.split('\n').length) : undefined}
        value={text}
      />
    </>
  );
}
