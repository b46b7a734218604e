import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Consular amber and oversight slate: the two zone colours the kit has no scale for. */
const amber: MantineColorsTuple = [
  '#fff7e6',
  '#ffeac2',
  '#fbd894',
  '#f2c15c',
  '#e3a831',
  '#c98c14',
  '#a8720c',
  '#87590a',
  '#694509',
  '#4c3208',
]
const slate: MantineColorsTuple = [
  '#f3f5f7',
  '#e3e7ec',
  '#c9d1da',
  '#a6b2bf',
  '#8392a3',
  '#677789',
  '#526172',
  '#414e5d',
  '#333d49',
  '#252c35',
]

export const theme = createTheme({
  // Who asked their system for stillness gets dialogs that stand where they are: one that still moves can swallow a press.
  respectReducedMotion: true,
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  colors: { amber, slate },
  black: '#1b1f24',
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  fontFamily: 'var(--shield-face)',
  fontFamilyMonospace:
    "ui-monospace, 'Noto Sans Mono', 'Cascadia Mono', Consolas, var(--shield-face), monospace",
  headings: { fontFamily: 'var(--shield-face)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.6' },
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    // A dialog's head is no banner of the page.
    Modal: { defaultProps: { centered: true, attributes: { header: { role: 'none' } } } },
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontSize: 14, lineHeight: 1.6 } } },
    Badge: { styles: { root: { textTransform: 'none' } } },
  },
})

/** The kit's own greys for side text, hints and errors miss 4.5 : 1 on its own grounds; these reach it in both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56606b',
    '--mantine-color-placeholder': '#67707b',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-9)',
    '--mantine-color-default-border': '#b3bac2',
    '--shield-ground': '#f5f6f8',
    '--shield-line': '#d8dde3',
    '--shield-zone-enforcement': 'var(--mantine-color-indigo-8)',
    '--shield-zone-protection': 'var(--mantine-color-teal-8)',
    '--shield-zone-consular': 'var(--mantine-color-amber-6)',
    '--shield-zone-oversight': 'var(--mantine-color-slate-6)',
    '--shield-zone-open': 'var(--mantine-color-gray-6)',
    '--shield-chosen': '#e6ebff',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b6bd',
    '--mantine-color-placeholder': '#9aa1a9',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-2)',
    '--mantine-color-default-border': '#5a6068',
    '--shield-ground': '#17191c',
    '--shield-line': '#383d43',
    '--shield-zone-enforcement': 'var(--mantine-color-indigo-4)',
    '--shield-zone-protection': 'var(--mantine-color-teal-5)',
    '--shield-zone-consular': 'var(--mantine-color-amber-4)',
    '--shield-zone-oversight': 'var(--mantine-color-slate-3)',
    '--shield-zone-open': 'var(--mantine-color-gray-5)',
    '--shield-chosen': '#2a3358',
  },
})
