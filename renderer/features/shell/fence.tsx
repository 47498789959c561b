import { Button, CopyButton, Group, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import classes from './fence.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly fault: Error | null;
}

/** Keeps a fault of one screen from taking the whole page with it: what serves must stay in sight. */
export class Fence extends Component<Props, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: unknown): State {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }

  override render(): ReactNode {
    return this.state.fault === null ? this.props.children : <Broken fault={this.state.fault} />;
  }
}

function Broken({ fault }: { readonly fault: Error }) {
  const t = useWords('shell');
  const c = useWords('common');
  return (
    <div className={classes.broken} role="alert">
      <Title order={2}>{t('broken')}</Title>
      <Text c="dimmed" maw={440}>
        {t('brokenHelp')}
      </Text>
      <Group gap="sm" mt="sm">
        <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
        <CopyButton value={`${fault.message}\n${fault.stack ?? ''}`}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? c('copied') : c('copyDetails')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
