import 'i18next';
import type { English } from './words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'common';
    readonly resources: English;
    readonly returnNull: false;
  }
}
