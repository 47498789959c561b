import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useWords } from '../i18n/index.ts';
import { cssVariables, theme } from './theme.ts';

/** Our look around the page. Every close button has its name in the language that is spoken. */
export function Look({ children }: { readonly children: ReactNode }) {
  const t = useWords('common');
  const close = t('close');
  const spoken = useMemo(() => {
    return mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { 'aria-label': close } } } });
  }, [close]);
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
