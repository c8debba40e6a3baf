/** Who may import whom, types counted. A room may always import itself. `core/`, `store/` … are rooms of `src/`. */
export const rooms: Record<string, readonly string[]> = {
  core: [],
  store: ['core'],
  channels: ['core'],
  writer: ['core'],
  knowledge: ['core', 'store'],
  flow: ['store', 'writer/writer.ts', 'knowledge', 'channels/channel.ts', 'core'],
  desk: ['store', 'writer', 'knowledge', 'channels/channel.ts', 'core'],
  http: ['desk', 'core', 'channels/channel.ts'],
  dialogs: ['desk', 'core', 'channels/channel.ts', 'channels/fetch.ts'],
  web: ['http/contract.ts', 'core'],
  town: [],
}

/** Rooms of the top floor, as files of `src/` itself are: programs, which may import everything and are imported by nobody. */
export const programs: readonly string[] = ['commands']

/**
 * Files of `src/` itself are programs and what they are made of: they make things and hand them to each other, so they may
 * import everything. The exceptions are ground that others stand on.
 */
export const ground: Record<string, { mayImport: readonly string[]; usableFrom: readonly string[] }> = {
  'log.ts': {
    mayImport: ['core'],
    usableFrom: ['store', 'channels', 'writer', 'flow', 'desk', 'http', 'dialogs'],
  },
  'config.ts': { mayImport: ['store/data-folder.ts'], usableFrom: [] },
  'metrics.ts': { mayImport: [], usableFrom: [] },
}

/** One library, one room: where each may be imported. Everything that is not named here may be used nowhere. */
export const libraries: Record<string, readonly string[]> = {
  zod: ['src/', 'dialogs/'],
  botbuilder: ['dialogs/adapter-'],
  jose: ['dialogs/verify.ts'],
  react: ['src/web/'],
  'react-dom': ['src/web/main.tsx'],
  '@mantine/core': ['src/web/'],
  '@mantine/hooks': ['src/web/'],
  '@tabler/icons-react': ['src/web/'],
  '@tanstack/react-query': ['src/web/'],
  '@tanstack/react-virtual': ['src/web/features/queue/'],
  i18next: ['src/web/'],
  'react-i18next': ['src/web/'],
  wouter: ['src/web/'],
  diff: ['src/web/'],
  ...Object.fromEntries(
    ['autocomplete', 'commands', 'lang-yaml', 'language', 'lint', 'merge', 'state', 'view'].map((part) => [
      `@codemirror/${part}`,
      ['src/web/features/tuning/'],
    ]),
  ),
  '@lezer/highlight': ['src/web/features/tuning/'],
  uqr: ['src/web/features/people/'],
  recharts: ['src/web/features/reports/'],
  vite: ['src/web/vite.config.ts'],
  '@vitejs/plugin-react': ['src/web/vite.config.ts'],
  yaml: ['src/writer/', 'src/knowledge/'],
  'node-html-parser': ['src/knowledge/'],
  'csv-parse': ['src/knowledge/'],
  'csv-stringify': ['src/http/'],
  'ipaddr.js': ['src/knowledge/'],
  unpdf: ['src/knowledge/'],
  stemmer: ['src/knowledge/'],
  dotprompt: ['src/writer/'],
  'es-hangul': ['src/writer/'],
  langchain: ['src/writer/'],
  '@langchain/core': ['src/writer/'],
  '@langchain/openai': ['src/writer/'],
  pg: ['src/store/', 'src/flow/run.ts', 'src/open.ts'],
  kysely: ['src/store/'],
  'rate-limiter-flexible': ['src/store/tries.ts'],
  'graphile-worker': ['src/store/', 'src/flow/run.ts'],
  bottleneck: ['src/channels/pace.ts'],
  '@atproto/api': ['src/channels/bluesky/'],
  'html-to-text': ['src/channels/'],
  'better-auth': ['src/desk/auth.ts', 'src/desk/auth-rows.ts'],
  otpauth: ['src/desk/codes.ts'],
  'openid-client': ['src/desk/oidc.ts'],
  ws: ['src/channels/', 'src/town/', 'src/http/'],
  restify: ['src/http/'],
  'zod-openapi': ['src/http/'],
  winston: ['src/log.ts'],
  'prom-client': ['src/metrics.ts'],
}

/** Names that say nothing about what is inside. */
export const emptyNames = /^(index|utils?|helpers?|common|context|manager|service)\.tsx?$/

export const longestFile = 400
