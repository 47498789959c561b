import { z } from 'zod';
import { defineKind } from './kind.ts';
import { AllowList, FirstPage, kioskForm } from './kiosk-config.ts';
import { kioskFiles, kioskImage, kioskScript } from './kiosk-image.ts';
import { portalFile } from './kiosk-portal.ts';

const Catalogue = z.strictObject({
  ...kioskImage,
  homepage: FirstPage,
  allowList: AllowList.default([]),
  idleMinutes: z.int().min(0).max(1_440).default(3),
  onScreenKeyboard: z.boolean().default(false),
  ...kioskForm,
});
type Catalogue = z.output<typeof Catalogue>;

/** A kiosk for a catalogue: the reader can go back and forth, and the next one finds the first page again. */
export const catalogue = defineKind<Catalogue>({
  kind: 'catalogue',
  title: 'Catalogue terminal',
  description: 'A Porteus Kiosk that shows a catalogue and begins anew when nobody uses it.',
  parameters: Catalogue,
  fileParameters: ['image'],
  files: (parameters) => [
    ...kioskFiles(parameters, () => ({
      ...parameters,
      pages: [parameters.homepage],
      navigation: true,
      rightClick: false,
      pageSeconds: 0,
    })),
    portalFile(() => parameters.homepage),
  ],
  tree: ({ image }) => image,
  script: kioskScript,
});
