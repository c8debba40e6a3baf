import { useMantineColorScheme } from '@mantine/core'

/** Light, dark, or as the device has it. To switch without transitions, a style would be written into the page. */
export function useScheme() {
  return useMantineColorScheme({ keepTransitions: true })
}
