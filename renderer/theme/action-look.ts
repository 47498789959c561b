import {
  type Icon,
  IconAppWindow,
  IconBrandDebian,
  IconBrandWindows,
  IconDatabase,
  IconDeviceFloppy,
  IconFileCode,
  IconLifebuoy,
  IconLink,
  IconSchool,
  IconTerminal2,
} from '@tabler/icons-react';
import { actionColours } from '../../electron/contract/action-look.ts';
import type { Action, ActionIcon } from '../../electron/contract/model.ts';

const glyphs: Readonly<Record<ActionIcon, Icon>> = {
  disk: IconDatabase,
  terminal: IconTerminal2,
  penguin: IconBrandDebian,
  window: IconBrandWindows,
  kiosk: IconAppWindow,
  exam: IconSchool,
  imaging: IconDeviceFloppy,
  rescue: IconLifebuoy,
  chain: IconLink,
  script: IconFileCode,
};

/** An action's glyph, and the colour of the square behind it where it has one (white on it has at least 5.4:1). */
export const actionLook = (
  action: Pick<Action, 'icon' | 'colour'>,
): { readonly icon: Icon; readonly colour: string } => ({
  icon: glyphs[action.icon],
  colour: actionColours[action.colour],
});
