import { z } from 'zod';
import { defineKind, type ScriptContext } from './kind.ts';
import { AllowList, FirstPage, type KioskSettings, kioskForm } from './kiosk-config.ts';
import { kioskFiles, kioskImage, kioskScript } from './kiosk-image.ts';
import { pagesFor, portalFile } from './kiosk-portal.ts';

const Kiosk = z.strictObject({
  ...kioskImage,
  homepage: FirstPage,
  allowList: AllowList.default([]),
  navigation: z.boolean().default(false),
  idleMinutes: z.int().min(0).max(1_440).default(0),
  onScreenKeyboard: z.boolean().default(false),
  rightClick: z.boolean().default(false),
  ...kioskForm,
});
type Kiosk = z.output<typeof Kiosk>;

/** Porteus Kiosk: a browser and nothing else, from memory. */
export const kiosk = defineKind<Kiosk>({
  kind: 'kiosk',
  title: 'Porteus Kiosk',
  description: 'A locked browser from memory. The image has to be made with the PXE component of Porteus Kiosk.',
  secureBoot: 'no',
  parameters: Kiosk,
  fileParameters: ['image'],
  files: (parameters) => [
    ...kioskFiles(parameters, (context) => settingsOf(parameters, context)),
    portalFile((context) => pagesFor(parameters, context).homepage),
  ],
  tree: ({ image }) => image,
  script: kioskScript,
});

function settingsOf(parameters: Kiosk, context: ScriptContext): KioskSettings {
  const { homepage, allowList } = pagesFor(parameters, context);
  return { ...parameters, pages: [homepage], allowList, pageSeconds: 0 };
}
