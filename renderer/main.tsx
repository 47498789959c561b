import './theme/layers.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './client/connect.ts';
import { preferredLanguage, startWords } from './i18n/index.ts';
import { StoreProvider } from './state/hooks.ts';
import { recall } from './state/remembered.ts';
import { Store } from './state/store.ts';
import { Look } from './theme/look.tsx';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element "page"');

startWords(recall('language') ?? preferredLanguage(navigator.languages));

createRoot(page).render(
  <StrictMode>
    <Look>
      <StoreProvider value={new Store(connect(window))}>
        <App />
      </StoreProvider>
    </Look>
  </StrictMode>,
);
