import type { PopoverProps } from '@mantine/core'

/** How what a button of the queue opens stands below it. */
export const belowButton = {
  position: 'bottom-start',
  width: 'min(440px, calc(100vw - 24px))',
  withinPortal: false,
  trapFocus: true,
  returnFocus: true,
  shadow: 'md',
  radius: 'md',
  transitionProps: { duration: 0 },
} as const satisfies Partial<PopoverProps>
