import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Select,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

/** From near-white to near-black: buttons, tabs and selection are made of it, so that no hue competes with a stage. */
const ink: MantineColorsTuple = [
  '#e9edf2',
  '#d3d9e0',
  '#b4bdc8',
  '#929dab',
  '#717c8b',
  '#545f6d',
  '#3d4653',
  '#2a323c',
  '#242b34',
  '#12171e',
];

/** What is filled is ink with its opposite on it, in either scheme; Mantine itself would pick one text for both. */
const variantColors: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  const inked = input.color === undefined || input.color === 'ink';
  if (!inked || input.variant !== 'filled') return colours;
  return { ...colours, background: 'var(--ink)', hover: 'var(--ink-hover)', color: 'var(--on-ink)' };
};

/** Mantine's greys of the dark scheme, from text to the floor of a window. */
const dark: MantineColorsTuple = [
  '#e9edf2',
  '#c3ccd6',
  '#a3aebc',
  '#8793a2',
  '#3a4450',
  '#262d36',
  '#1c2229',
  '#14181e',
  '#101419',
  '#0b0e12',
];

/** Mantine in our measures: 13/18 text, small controls, radii of 6, 8 and 10, ink as the primary colour. */
export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  variantColorResolver: variantColors,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12.5px', sm: '13px', md: '13px', lg: '14px', xl: '15px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.4' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '14px', lineHeight: '18px' },
      h4: { fontSize: '13px', lineHeight: '18px' },
    },
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 30 } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light', radius: 'md' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600 } }),
    Button: Button.extend({ defaultProps: { size: 'xs', fw: 550 } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'xs', iconColor: 'var(--on-ink)' } }),
    Input: Input.extend({ defaultProps: { size: 'xs' } }),
    Kbd: Kbd.extend({ styles: { root: { fontFamily: 'inherit', fontSize: 11, fontWeight: 500 } } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-end' } }),
    Modal: Modal.extend({
      defaultProps: { radius: 'lg', centered: true, padding: 'lg', overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontSize: 15, fontWeight: 650 } },
    }),
    Select: Select.extend({ defaultProps: { allowDeselect: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, multiline: true, maw: 320 } }),
  },
});

const shared = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-border': 'var(--field)',
  '--mantine-color-error': 'var(--failed)',
  '--mantine-color-anchor': 'var(--ink)',
  '--mantine-color-gray-text': 'var(--dim)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-shadow-md': 'var(--float)',
};

/** Mantine's own variables from our tokens, which change with the colour scheme by themselves. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
