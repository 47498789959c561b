import type { ActionColour, ActionIcon } from './model.ts';

/** The colours of actions as `#rrggbb`; a white glyph on each has a contrast of at least 5.4:1. */
export const actionColours: Readonly<Record<ActionColour, string>> = {
  blue: '#2B6CB0',
  teal: '#0F766E',
  violet: '#7C3AAE',
  crimson: '#B0234F',
  ochre: '#9A5B00',
  grey: '#4B5563',
  rust: '#A63A1E',
  brown: '#7A4A2A',
};

/** Icon and colour of an action. */
export interface ActionLook {
  readonly icon: ActionIcon;
  readonly colour: ActionColour;
}

/** The look of an action of this kind that nobody gave one. */
export function defaultLook(kind: string): ActionLook {
  switch (kind) {
    case 'local-disk':
      return { icon: 'disk', colour: 'grey' };
    case 'ipxe-shell':
      return { icon: 'terminal', colour: 'rust' };
    case 'linux':
    case 'debian-live':
    case 'ubuntu-live':
    case 'debian-installer':
    case 'ubuntu-server':
      return { icon: 'penguin', colour: 'crimson' };
    case 'winpe':
    case 'windows-setup':
      return { icon: 'window', colour: 'blue' };
    case 'kiosk':
    case 'catalogue':
    case 'signage':
      return { icon: 'kiosk', colour: 'teal' };
    case 'exam':
      return { icon: 'exam', colour: 'violet' };
    case 'imaging':
    case 'clonezilla':
      return { icon: 'imaging', colour: 'ochre' };
    case 'san':
      return { icon: 'disk', colour: 'ochre' };
    case 'client-menu':
      return { icon: 'terminal', colour: 'teal' };
    case 'hold':
      return { icon: 'kiosk', colour: 'grey' };
    case 'power':
      return { icon: 'terminal', colour: 'grey' };
    case 'inventory':
    case 'systemrescue':
    case 'memtest':
      return { icon: 'rescue', colour: 'teal' };
    case 'chain':
    case 'netboot-xyz':
    case 'fog':
    case 'wds':
    case 'hand-off':
      return { icon: 'chain', colour: 'brown' };
    default:
      return { icon: 'script', colour: 'brown' };
  }
}
