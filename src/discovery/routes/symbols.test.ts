import { expect, test } from 'vitest'
import type { FileFacts, Tree } from '../contract.ts'
import type { RouteFact, RouteLanguage } from './contract.ts'
import { Symbols } from './symbols.ts'

const COUNT = 60
const paths = Array.from({ length: COUNT }, (_, at) => `p/${at}.x`)
const tree = { paths, has: (path: string) => paths.includes(path) } as Tree

/** Every module is all files of the folder, as a package of Go is. */
const language = { id: 'x', scope: 'file', resolve: () => paths } as unknown as RouteLanguage

const files = (last: RouteFact[]): FileFacts<RouteFact>[] =>
  paths.map((path, at) => ({
    path,
    facts: [
      { fact: 'import', local: 'p', module: 'p', name: '*' },
      { fact: 'export', name: '*', local: '*', module: 'p' },
      ...(at === COUNT - 1 ? last : []),
    ],
  })) as FileFacts<RouteFact>[]

test('files that all lead to each other are each looked at once', () => {
  const router: RouteFact = { fact: 'router', name: 'api', framework: 'x', line: 1 }
  const symbols = new Symbols(files([router]), tree, () => language)
  expect(symbols.find('p/0.x', 'p.api')).toEqual({ file: `p/${COUNT - 1}.x`, name: 'api' })
  // In 60 files with 60 ways out of each this would not end, were it to go all ways.
  expect(symbols.find('p/0.x', 'p.nothing')).toBeUndefined()
})
