import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './client/connect.ts';
import { StoreProvider } from './state/hooks.ts';
import { Store } from './state/store.ts';
import { theme } from './theme.ts';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element "page"');

createRoot(page).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <StoreProvider value={new Store(connect(window))}>
        <App />
      </StoreProvider>
    </MantineProvider>
  </StrictMode>,
);
