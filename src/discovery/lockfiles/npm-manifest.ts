import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { Ask, LockReader, Scope } from './contract.ts'
import { named } from './named.ts'

/** What a `package.json` asks for. https://docs.npmjs.com/cli/configuring-npm/package-json */
export const npmManifest: LockReader = {
  wants: /(?:^|\/)package\.json$/,
  read({ text }) {
    const whole = JSON.parse(text.replace(/^\uFEFF/, '')) as Plain
    const asks = (list: string, scope: Scope): Ask[] =>
      Object.entries(recordOf(at(whole, list))).map(([name, range]) => ({
        name,
        ...(textOf(range) ? { range: textOf(range) as string } : {}),
        scope,
      }))
    const workspaces = at(whole, 'workspaces')
    const members = textsOf(at(workspaces, 'packages') ?? workspaces ?? [])
    return [
      {
        fact: 'manifest',
        sort: 'npm',
        ...named(whole),
        ...(members.length > 0 ? { members } : {}),
        asks: [
          ...asks('dependencies', 'runtime'),
          ...asks('optionalDependencies', 'optional'),
          ...asks('peerDependencies', 'runtime'),
          ...asks('devDependencies', 'development'),
        ],
      },
    ]
  },
}
