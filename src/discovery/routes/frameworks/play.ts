import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'

const ID = 'play'

/** Files that hold Play's routes: `conf/routes`, `conf/admin.routes`. */
export const isPlayRoutes = (path: string): boolean => /(?:^|\/)conf\/(?:[\w.-]+\.)?routes$/.test(path)

/** Play, whose routes stand in a file of their own. Source: https://www.playframework.com/documentation/latest/ScalaRouting */
export const play: Framework = {
  id: ID,
  name: 'Play',
  language: 'jvm',
  packages: [],
  // Where and how its file is written tells it; builds are programs in Scala.
  standard: true,
  mentions: /^\b$/,
  rules: [],
}

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\/\S*)\s+@?([\w.$]+)/
const INCLUDE = /^->\s+(\/\S*)\s+([\w.]+)/

/** Routes of one such file, and the files that it takes in: `-> /admin admin.Routes` is `admin.routes`. */
export function playRoutes(file: SourceFile): RouteFact[] {
  const router = `${/([\w.-]+)\.routes$/.exec(file.name)?.[1] ?? 'router'}.Routes`
  const facts = file.text.split('\n').flatMap((row, at): RouteFact[] => {
    const said = { framework: ID, line: at + 1 }
    const [, method = '', path = '', handler = ''] = ROUTE.exec(row.trim()) ?? []
    if (method)
      return [
        {
          ...said,
          fact: 'route',
          router,
          own: true,
          method,
          path: playTemplate(path),
          handler: handler.split('.').slice(-2).join('.'),
        },
      ]
    const [, prefix = '', child = ''] = INCLUDE.exec(row.trim()) ?? []
    return child ? [{ ...said, fact: 'mount', parent: router, child, prefix: playTemplate(prefix) }] : []
  })
  return facts.length > 0 ? [{ fact: 'router', framework: ID, line: 1, name: router }, ...facts] : []
}

/** `/users/:id`, `/items/$id<[0-9]+>` and `/files/*path` as templates. */
const playTemplate = (path: string): string =>
  path
    .replace(/\$(\w+)<[^>]*>/g, '{$1}')
    .replace(/:(\w+)/g, '{$1}')
    .replace(/\*(\w+)/g, '{*$1}')
