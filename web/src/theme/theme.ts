import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: petrol. It says "you can act here" and nothing else; severity has colours of its own in tokens.css. */
const accent: MantineColorsTuple = [
  '#e9f5f7',
  '#d2eaee',
  '#a5d5de',
  '#74bfcc',
  '#4fb0c0',
  '#2a9aab',
  '#0f7f91',
  '#0b6a7a',
  '#085563',
  '#063f4a',
]

const gray: MantineColorsTuple = [
  '#f6f7f8',
  '#eef0f2',
  '#e3e6e9',
  '#d6dadf',
  '#c3c9d0',
  '#8a949e',
  '#59646f',
  '#424c56',
  '#2b333b',
  '#1a2027',
]

const dark: MantineColorsTuple = [
  '#e2e6ea',
  '#c4cbd2',
  '#9ca7b1',
  '#7d8892',
  '#3b434b',
  '#2c3339',
  '#22282d',
  '#15191c',
  '#101316',
  '#0b0d0f',
]

const red: MantineColorsTuple = [
  '#fdeeee',
  '#f9d9d9',
  '#f1b1b1',
  '#ea8a8a',
  '#e36a6a',
  '#d64545',
  '#c02f2f',
  '#a52424',
  '#861c1c',
  '#661414',
]

const green: MantineColorsTuple = [
  '#e9f6ef',
  '#d3ecdf',
  '#a8d9bf',
  '#79c49c',
  '#55b381',
  '#35a06a',
  '#1f8553',
  '#176c43',
  '#115535',
  '#0b3f27',
]

const SANS =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Open Sans", "Helvetica Neue", Arial, sans-serif'

/** The colours that reach the stylesheet; Mantine's others are not used anywhere. */
export const COLOURS = ['accent', 'gray', 'dark', 'red', 'green'] as const

// Closed ones are not drawn: a table with a choice of 300 teams in each row would be made of little else.
const DROPDOWN = { shadow: 'md', keepMounted: false }

/** Sizes, type and colours of everything, once. Pages use its tokens and hold none of their own. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { accent, gray, dark, red, green },
  black: '#1a2027',
  fontFamily: SANS,
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
  radius: { xs: '0.125rem', sm: '0.25rem', md: '0.375rem', lg: '0.625rem', xl: '1rem' },
  fontWeights: { regular: '400', medium: '500', bold: '650' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.45' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.45' },
      h5: { fontSize: '0.75rem', lineHeight: '1.4' },
      h6: { fontSize: '0.75rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    // Only the inner panes scroll, never the page, so nothing has to be locked (and no style tag written to lock it).
    Drawer: {
      defaultProps: {
        lockScroll: false,
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Modal: {
      defaultProps: {
        lockScroll: false,
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    // The page on a phone has a banner of its own, and may have one only.
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    MultiSelect: { defaultProps: { size: 'xs', openOnFocus: false, comboboxProps: DROPDOWN } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', openOnFocus: false, comboboxProps: DROPDOWN } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Tabs: { defaultProps: { keepMounted: false } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
})

/** What Mantine's own variables get wrong for us: surfaces, and contrast of quiet text (WCAG AA, 4.5 : 1). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--mantine-color-red-6)',
    '--mantine-color-anchor': 'var(--accent-text)',
  },
  dark: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-default': 'var(--surface-raised)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--accent-text)',
  },
})
