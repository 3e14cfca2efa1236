import { createTheme, type MantineColorsTuple } from '@mantine/core'

const outremer: MantineColorsTuple = [
  '#eff0ff', '#dcdefb', '#b8bcf2', '#9298ea', '#7279e3', '#5d66df', '#525bdd', '#3a3fc4', '#343ab0', '#2b319b',
]

// Neutral greys with a hint of blue, so that dark screens stay calm beside the ultramarine.
const dark: MantineColorsTuple = [
  '#d5d7de', '#b3b6c0', '#9a9da8', '#6d707c', '#41444f', '#31343d', '#24262d', '#1a1c21', '#16171b', '#101114',
]

const veil = { backgroundOpacity: 0.3 }
const heading = { fontSize: '1.0625rem', fontWeight: 650 }

export const theme = createTheme({
  colors: { outremer, dark },
  primaryColor: 'outremer',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The library that locks scrolling writes a <style> element, which the content security policy refuses; the
    // shell scrolls inside its own regions, so nothing moves behind a dialog anyway.
    Modal: { defaultProps: { lockScroll: false, centered: true, radius: 'lg', overlayProps: veil }, styles: { title: heading } },
    Drawer: { defaultProps: { lockScroll: false, overlayProps: veil }, styles: { title: heading } },
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } },
    InputWrapper: { styles: { label: { marginBottom: 4, fontWeight: 550 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    // The first item takes the focus itself: a hidden stand-in would be a child that no menu may have.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false, menuItemTabIndex: 0 } },
  },
})
