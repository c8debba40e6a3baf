import { createTheme, type MantineColorsTuple, Menu, Modal, Tooltip } from '@mantine/core'

// The accent: one warm clay, dark enough at 7 for white letters in both schemes (4.5 : 1 and more).
const clay: MantineColorsTuple = [
  '#fdf1ea',
  '#f8e0d3',
  '#f0cdb9',
  '#e8a987',
  '#e59a78',
  '#cf7449',
  '#c0603a',
  '#ab4d2a',
  '#934022',
  '#79341b',
]

// Greys with a little of the same warmth; 6 to 9 are the grounds of the dark scheme.
const dark: MantineColorsTuple = [
  '#ece6de',
  '#d5cec5',
  '#b6ada2',
  '#948b81',
  '#4a443d',
  '#3a352f',
  '#2b2724',
  '#1f1c1a',
  '#191715',
  '#121110',
]

const fonts =
  "'Pretendard Variable', 'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', system-ui, sans-serif"

/** Where the console differs from Mantine's own looks. The build makes static CSS of it. */
export const theme = createTheme({
  colors: { clay, dark },
  primaryColor: 'clay',
  primaryShade: 7,
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    // Locking the page's scroll would write a style into the page, and the page does not scroll; what opens opens at once.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, transitionProps: { duration: 0 }, centered: true, radius: 'lg' },
    }),
    // What opens beside its button stays within the landmark of its button.
    Menu: Menu.extend({
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 0 },
        shadow: 'md',
        radius: 'md',
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { withinPortal: false, openDelay: 400, transitionProps: { duration: 0 } },
    }),
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
})
