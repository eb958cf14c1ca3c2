import type { RouteLanguage } from '../contract.ts'
import { constantsOf } from './javascript-constants.ts'
import { handlersOf } from './javascript-functions.ts'
import { lenientGuardsOf } from './javascript-lenient-guards.ts'
import { manifestFacts } from './javascript-manifests.ts'
import { resolveModule } from './javascript-modules.ts'
import { importsAndExports } from './javascript-symbols.ts'
import { wrappersOf } from './javascript-wrappers.ts'

const SOURCES = /(?<!\.d|\.min|\.bundle)\.[cm]?[jt]sx?$/
const MANIFESTS = /(?:^|\/)(?:package|tsconfig(?:\.[\w-]+)?|jsconfig)\.json$/
/** A file without this has no name that another file could ask for, and asks for none. */
const NAMES = /\b(?:import|export|require|exports)\b/
/** Parts of what people see: no router comes through them, unless they name one of these. */
const SEEN =
  /(?:from|import|require\()\s*['"](?:react(?:-dom|-native)?|preact|vue|svelte|solid-js|@angular\/\w+|@emotion\/\w+|styled-components|lit)(?:\/[\w-]+)?['"]/
const SERVES =
  /\b(?:express|fastify|koa|hapi|nestjs|NextApiRequest|NextResponse|NextRequest|next\/server|next\/headers)\b/

/** JavaScript and TypeScript: ES modules and CommonJS, package.json, tsconfig.json. */
export const javascript: RouteLanguage = {
  id: 'javascript',
  scope: 'file',
  wants: (path) => SOURCES.test(path) || MANIFESTS.test(path),
  symbols(file) {
    if (MANIFESTS.test(file.path)) return manifestFacts(file)
    const { text } = file
    if (!NAMES.test(text) || (SEEN.test(text) && !SERVES.test(text))) return []
    return [
      ...importsAndExports(file),
      ...constantsOf(file),
      ...handlersOf(file),
      ...wrappersOf(file),
      ...lenientGuardsOf(file),
    ]
  },
  resolve: resolveModule,
}
