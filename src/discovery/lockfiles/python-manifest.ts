import { parse } from 'smol-toml'
import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { Ask, LockReader, Scope } from './contract.ts'
import { named } from './named.ts'
import { pythonName, requirementOf } from './python-name.ts'

/** Groups by their usual names; all of them are there for those who develop. */
export const groupScope = (group: string): Scope =>
  group === 'main' || group === 'default' ? 'runtime' : /test/i.test(group) ? 'test' : 'development'

/** Of `name[extra] >=1.0,<2 ; marker`. */
const RANGE = /^[\w.-]{1,200}\s*(?:\[[^\]]{0,500}\])?\s*\(?\s*([<>=!~][^;)]{0,300})/
const rangeOf = (range: string | undefined): { range?: string } => (range ? { range } : {})

/** What `pyproject.toml` asks for: PEP 621 and 735, Poetry's and PDM's own tables, uv's. */
export const pyprojectManifest: LockReader = {
  wants: /(?:^|\/)pyproject\.toml$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const [project, poetry] = [at(whole, 'project'), at(whole, 'tool', 'poetry')]
    const lines = (list: Plain, scope: Scope): Ask[] =>
      textsOf(list).flatMap((line) => {
        const name = requirementOf(line)
        return name ? [{ name, ...rangeOf(RANGE.exec(line)?.[1]?.trim()), scope }] : []
      })
    const table = (entries: Plain, scope: Scope): Ask[] =>
      Object.entries(recordOf(entries))
        .filter(([name]) => name !== 'python')
        .map(([name, said]) => ({
          name: pythonName(name),
          ...rangeOf(textOf(said) ?? textOf(at(said, 'version'))),
          scope: at(said, 'optional') === true ? 'optional' : scope,
        }))
    const asks = [
      ...lines(at(project, 'dependencies'), 'runtime'),
      ...table(at(poetry, 'dependencies'), 'runtime'),
      ...Object.values(recordOf(at(project, 'optional-dependencies'))).flatMap((one) =>
        lines(one, 'optional'),
      ),
      ...table(at(poetry, 'dev-dependencies'), 'development'),
      ...Object.entries(recordOf(at(poetry, 'group'))).flatMap(([group, one]) =>
        table(at(one, 'dependencies'), groupScope(group)),
      ),
      ...[at(whole, 'dependency-groups'), at(whole, 'tool', 'pdm', 'dev-dependencies')].flatMap((groups) =>
        Object.entries(recordOf(groups)).flatMap(([group, one]) => lines(one, groupScope(group))),
      ),
      ...lines(at(whole, 'tool', 'uv', 'dev-dependencies'), 'development'),
    ]
    const who = { ...named(poetry), ...named(project) }
    return who.name || asks.length > 0 ? [{ fact: 'manifest', sort: 'python', ...who, asks }] : []
  },
}

/** https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfileManifest: LockReader = {
  wants: /(?:^|\/)Pipfile$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const asks = (table: string, scope: Scope): Ask[] =>
      Object.entries(recordOf(at(whole, table))).map(([name, said]) => ({
        name: pythonName(name),
        ...rangeOf(textOf(said) ?? textOf(at(said, 'version'))),
        scope,
      }))
    return [
      {
        fact: 'manifest',
        sort: 'pipenv',
        asks: [...asks('packages', 'runtime'), ...asks('dev-packages', 'development')],
      },
    ]
  },
}
