import { inkOn, mix, standingOut } from '../../core/contrast.ts'

const fonts =
  "'Pretendard Variable', 'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', system-ui, sans-serif"

/** Letters of one message; the service refuses a longer one. */
export const longest = 4_000

export interface Palette {
  paper: string
  card: string
  ink: string
  soft: string
  line: string
  hover: string
  /** The brand's colour as a ground, and the letters on it. */
  accent: string
  onAccent: string
  /** The brand's colour as letters on paper and card. */
  accentInk: string
}

const light = {
  ...{ paper: '#faf7f2', card: '#ffffff', ink: '#2d2a26', soft: '#6a635a' },
  ...{ line: '#e6ded3', hover: '#f3eee6' },
}
const dark = {
  ...{ paper: '#191715', card: '#23201d', ink: '#ece6de', soft: '#b3aa9e' },
  ...{ line: '#3a352f', hover: '#2c2825' },
}
const warm = '#a84a28'

/** The window's colours: the brand's own wherever it can be read. */
export function paletteOf(color: string | null, isDark: boolean): Palette {
  const base = isDark ? dark : light
  // What is said by the visitor has to stand out from the paper, too, as a button does.
  const accent = standingOut(color ?? warm, [base.paper], 3)
  const accentInk = standingOut(color ?? warm, [base.paper, base.card, base.hover])
  return { ...base, accent, onAccent: inkOn(accent), accentInk }
}

const drawn = (svg: string) => `url("data:image/svg+xml,${encodeURIComponent(svg)}")`

/** Three dots; they stand still for who asked for less motion. */
function dots(color: string, still: boolean): string {
  const dot = (x: number, begin: string) =>
    `<circle cx="${x}" cy="10" r="3.500" fill="${color}">${still ? '' : `<animate attributeName="opacity" values=".25;1;.25" dur="1.2s" begin="${begin}" repeatCount="indefinite"/>`}</circle>`
  return drawn(
    `<svg xmlns="http://www.w3.org/2000/svg" width="44" height="20">${dot(10, '0s')}${dot(22, '.2s')}${dot(34, '.4s')}</svg>`,
  )
}

/** Beside an address that opens in another tab. */
const outward = (color: string) =>
  drawn(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18"><path d="M7 4H4v10h10v-3M10 3h5v5M15 3l-7 7" fill="none" stroke="${color}" stroke-width="1.500"/></svg>`,
  )

/** Web Chat's own settings of how it looks. */
export function stylesOf(p: Palette, still: boolean): Record<string, unknown> {
  const quiet = mix(p.paper, p.ink, 0.08)
  return {
    accent: p.accentInk,
    backgroundColor: p.paper,
    subtle: p.soft,
    primaryFont: fonts,
    paddingRegular: 12,
    rootHeight: '100%',
    rootWidth: '100%',
    avatarSize: 0,
    bubbleBackground: p.card,
    bubbleBorderColor: p.line,
    bubbleBorderRadius: 16,
    bubbleTextColor: p.ink,
    bubbleFromUserBackground: p.accent,
    bubbleFromUserBorderColor: p.accent,
    bubbleFromUserBorderRadius: 16,
    bubbleFromUserTextColor: p.onAccent,
    bubbleMinWidth: 40,
    bubbleMinHeight: 20,
    bubbleMaxWidth: 460,
    messageActivityWordBreak: 'break-word',
    // A visitor's words stand as they were written.
    emojiSet: false,
    markdownRenderHTML: false,
    markdownExternalLinkIconImage: outward(p.accentInk),
    hideUploadButton: true,
    hideTelephoneKeypadButton: true,
    hideToaster: true,
    // What waits for the line is not failed; our own words say that it waits.
    sendTimeout: 86_400_000,
    sendBoxBackground: p.card,
    sendBoxTextColor: p.ink,
    sendBoxPlaceholderColor: p.soft,
    sendBoxBorderTop: `solid 1px ${p.line}`,
    sendBoxHeight: 52,
    sendBoxTextWrap: true,
    sendBoxMaxHeight: 140,
    sendBoxButtonAlignment: 'bottom',
    sendBoxButtonColor: p.accentInk,
    sendBoxButtonColorOnHover: p.accentInk,
    sendBoxButtonColorOnFocus: p.accentInk,
    sendBoxButtonColorOnActive: p.accentInk,
    sendBoxButtonColorOnDisabled: p.soft,
    sendBoxButtonShadeColorOnHover: p.hover,
    sendBoxButtonShadeColorOnActive: quiet,
    sendBoxButtonShadeColorOnDisabled: 'transparent',
    sendBoxButtonShadeBorderRadius: 12,
    sendBoxButtonShadeInset: 5,
    sendBoxButtonKeyboardFocusIndicatorBorderColor: p.ink,
    sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,
    sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: p.card,
    suggestedActionBackgroundColorOnHover: p.hover,
    suggestedActionBackgroundColorOnFocus: p.hover,
    suggestedActionBackgroundColorOnActive: quiet,
    suggestedActionBorderColor: p.accentInk,
    suggestedActionBorderWidth: 1,
    suggestedActionBorderRadius: 20,
    suggestedActionHeight: 40,
    suggestedActionTextColor: p.accentInk,
    suggestedActionKeyboardFocusIndicatorBorderColor: p.ink,
    suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
    suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
    suggestedActionKeyboardFocusIndicatorBorderWidth: 2,
    suggestedActionsVisualKeyboardIndicatorColor: p.ink,
    transcriptActivityVisualKeyboardIndicatorColor: p.soft,
    transcriptVisualKeyboardIndicatorColor: p.ink,
    transcriptOverlayButtonBackground: p.ink,
    transcriptOverlayButtonBackgroundOnFocus: p.ink,
    transcriptOverlayButtonBackgroundOnHover: p.ink,
    transcriptOverlayButtonColor: p.paper,
    timestampColor: p.soft,
    // The ones that come with it are blob: addresses.
    typingAnimationBackgroundImage: dots(p.soft, still),
    typingAnimationWidth: 44,
    spinnerAnimationBackgroundImage: dots(p.soft, still),
  }
}

/** How Adaptive Cards look within a bubble. */
export function cardLooksOf(p: Palette): Record<string, unknown> {
  const colors = {
    default: { default: p.ink, subtle: p.soft },
    accent: { default: p.accentInk, subtle: p.accentInk },
    dark: { default: p.ink, subtle: p.soft },
    light: { default: p.soft, subtle: p.soft },
    good: { default: p.ink, subtle: p.soft },
    warning: { default: p.ink, subtle: p.soft },
    attention: { default: p.accentInk, subtle: p.accentInk },
  }
  return {
    supportsInteractivity: true,
    fontFamily: fonts,
    containerStyles: {
      default: { backgroundColor: p.card, foregroundColors: colors },
      emphasis: { backgroundColor: p.hover, foregroundColors: colors },
    },
    actions: { maxActions: 6, actionsOrientation: 'vertical', actionAlignment: 'stretch' },
  }
}
