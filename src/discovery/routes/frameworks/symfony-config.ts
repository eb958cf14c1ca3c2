import { parseDocument } from 'yaml'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { templateOf } from './symfony.ts'

const ID = 'symfony'
type Table = Record<string, unknown>

const tableOf = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {}
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

/** Routes and access control that Symfony keeps in YAML. Source: https://symfony.com/doc/current/routing.html, /security.html */
export function symfonyConfig(file: SourceFile): RouteFact[] {
  const document = parseDocument(file.text, { uniqueKeys: false })
  if (document.errors.length > 0) throw new Error(document.errors[0]?.message.split('\n')[0] ?? 'broken YAML')
  const whole = tableOf(document.toJS({ maxAliasCount: 100 }))
  if (/security[^/]*$/.test(file.path)) return accessControl(file, whole)
  return Object.entries(whole).flatMap(([name, value]) => entry(file, name, tableOf(value)))
}

/** The folder beside whose code `config` stands. */
const projectOf = ({ path }: SourceFile): string =>
  path.slice(0, Math.max(0, path.search(/(^|\/)(app\/)?config\//)))

const lineOfKey = (file: SourceFile, key: string): number => {
  const at = file.text.startsWith(`${key}:`) ? 0 : file.text.indexOf(`\n${key}:`) + 1
  return file.lineAt(Math.max(0, at))
}

function entry(file: SourceFile, name: string, value: Table): RouteFact[] {
  const said = { framework: ID, line: lineOfKey(file, name) }
  const resource = typeof value.resource === 'string' ? value.resource : tableOf(value.resource).path
  if (typeof resource === 'string') {
    const prefix = textsOf(value.prefix)[0]
    // Its resources stand anywhere in the project whose `config` this is.
    if (value.type === 'api_platform' && prefix)
      return [
        {
          ...said,
          framework: 'api-platform',
          fact: 'base',
          routed: true,
          folder: projectOf(file),
          path: prefix,
        },
      ]
    if (!prefix || prefix === '/' || resource.startsWith('@')) return []
    // `routing.controllers` is every class that says routes itself.
    const path = resource === 'routing.controllers' ? '../src' : resource.replace(/\/\*.*$|\/$/, '')
    const folder = pathFrom(file.folder, path)
    return [{ ...said, fact: 'base', routed: true, folder, path: templateOf(prefix) }]
  }
  const path = textsOf(value.path)[0]
  if (path === undefined) return []
  const controller = textsOf(value.controller)[0] ?? textsOf(tableOf(value.defaults)._controller)[0]
  const methods = textsOf(value.methods).flatMap((one) => one.split('|'))
  const [type = '', method] = (controller ?? '').replace(/^\\/, '').split('::')
  // Two controllers may be called alike: the whole name of the class tells.
  const module = type.replace(/\\/g, '.')
  const handler = /^\w+(?:\.\w+)+$/.test(module)
    ? { handler: `${module}.${/^\w+$/.test(method ?? '') ? method : '__invoke'}` }
    : {}
  const imported: RouteFact[] = handler.handler
    ? [{ fact: 'import', local: module, module, name: module.slice(module.lastIndexOf('.') + 1) }]
    : []
  return [
    ...imported,
    ...(methods.length ? methods : ['ANY']).map(
      (one): RouteFact => ({
        ...said,
        fact: 'route',
        method: one.toUpperCase(),
        path: templateOf(path),
        ...handler,
      }),
    ),
  ]
}

/** A path beside a folder, without `..`. */
function pathFrom(folder: string, path: string): string {
  const steps = folder.split('/').filter(Boolean)
  for (const one of path.split('/').slice(0, 40)) {
    if (one === '..') steps.pop()
    else if (one && one !== '.') steps.push(one)
  }
  return steps.join('/')
}

/** `access_control`: the first rule whose path fits counts. */
function accessControl(file: SourceFile, whole: Table): RouteFact[] {
  const security = tableOf(whole.security)
  const folder = projectOf(file)
  const rules = Array.isArray(security.access_control) ? security.access_control : []
  return rules.flatMap((rule): RouteFact[] => {
    const { path, roles, role, allow_if: allow, methods, attributes, ips, host, port } = tableOf(rule)
    // What holds for some callers or for one named route alone says nothing of a path.
    if (attributes ?? ips ?? host ?? port) return []
    const asked = [...textsOf(roles ?? role), ...textsOf(allow)]
    if (asked.length === 0) return []
    const open = asked.some((one) => /PUBLIC_ACCESS|IS_AUTHENTICATED_ANONYMOUSLY/.test(one))
    const line = typeof path === 'string' ? file.lineAt(Math.max(0, file.text.indexOf(path))) : 1
    const base = {
      fact: 'guard' as const,
      framework: ID,
      line,
      everywhere: true as const,
      folder,
      authentication: open ? (false as const) : `access_control ${asked[0]}`,
    }
    const limited = textsOf(methods)
    return pathsOf(typeof path === 'string' ? path : '').flatMap((one) =>
      limited.length
        ? limited.map((method) => ({ ...base, path: one, method: method.toUpperCase() }))
        : [{ ...base, path: one }],
    )
  })
}

/** `^/(api|admin)/x` as the paths that it begins; what is no plain beginning is cut where it stops to be one. */
export function pathsOf(pattern: string): string[] {
  const plain = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/\\([/.-])/g, '$1')
  const [, front = '', choices, rest = ''] = /^([^(]*)\((?:\?:)?([\w|/-]+)\)(.*)$/.exec(plain) ?? []
  const cut = (path: string): string =>
    path
      .replace(/\.[*+?].*$/, '')
      .replace(/[\\^$*+?()[\]|].*$/, '')
      .replace(/\/$/, '') || '/'
  if (choices === undefined) return [cut(plain)]
  return choices
    .split('|')
    .slice(0, 40)
    .map((one) => cut(`${front}${one}${rest}`))
}
