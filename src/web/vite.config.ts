import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'
import { theme } from './ui/theme.ts'

type Variables = ReturnType<typeof defaultCssVariablesResolver>

/** What our theme sets otherwise than Mantine's own stylesheet does. */
function themeVariables(): string {
  const ours = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const theirs = defaultCssVariablesResolver(DEFAULT_THEME)
  const changed = (part: keyof Variables) => {
    const usual = new Map(Object.entries(theirs[part]))
    return Object.fromEntries(Object.entries(ours[part]).filter(([name, value]) => usual.get(name) !== value))
  }
  return convertCssVariables({
    variables: changed('variables'),
    light: changed('light'),
    dark: changed('dark'),
  })
}

/** Mantine would write the theme into the page as a style of its own, which our Content-Security-Policy forbids. */
const staticTheme: Plugin = {
  name: 'static-theme',
  enforce: 'pre',
  transform: (_code, id) => (id.endsWith('/ui/theme.css') ? themeVariables() : null),
}

/** How the console is built; `outDir` is given by scripts/build-console.ts. */
export const config: InlineConfig = {
  root: import.meta.dirname,
  configFile: false,
  plugins: [react(), staticTheme],
  build: {
    target: 'es2022',
    // What is inlined would be a data: address, which our Content-Security-Policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/chat/index.html`],
    },
  },
}

/** How the script that other sites embed is built: one file, which keeps its name and leaves nothing but what it says. */
export const embedConfig: InlineConfig = {
  root: import.meta.dirname,
  configFile: false,
  build: {
    target: 'es2020',
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: `${import.meta.dirname}/chat/embed.ts`,
      output: { format: 'iife', entryFileNames: 'chat/embed.js' },
    },
  },
}
