import { parse } from 'smol-toml'
import { at, listOf, type Plain, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { pythonName } from './python-name.ts'

/**
 * pylock.toml, the lockfile of all Python installers (PEP 751): https://packaging.python.org/en/latest/specifications/pylock-toml/. Tools may
 * write the graph or not; `pyproject.toml` says what is direct.
 */
export const pyLock: LockReader = {
  wants: /(?:^|\/)pylock(?:\.[^./]+)?\.toml$/,
  read({ text }) {
    // What lies in the tree is own code.
    const entries = listOf(at(parse(text) as unknown as Plain, 'packages')).filter(
      (entry) => at(entry, 'directory') === undefined,
    )
    const keysOf = Map.groupBy(entries.map(keyed), ({ name }) => name)
    const packages = entries.map((entry): LockedPackage => {
      const { key, name, version } = keyed(entry)
      const uses = listOf(at(entry, 'dependencies')).flatMap((one) => {
        const [other, said] = [pythonName(textOf(at(one, 'name')) ?? ''), textOf(at(one, 'version'))]
        return (keysOf.get(other) ?? []).filter((it) => said === undefined || it.version === said)
      })
      return {
        key,
        type: 'pypi',
        name,
        ...(version ? { version } : {}),
        uses: [...new Set(uses.map((one) => one.key))],
        ...digestOf(entry),
      }
    })
    const found = [...keysOf].map(([name, all]): [string, string[]] => [name, all.map(({ key }) => key)])
    return [lock(packages, { manifest: 'python', found })]
  },
}

function keyed(entry: Plain): { key: string; name: string; version: string | undefined } {
  const name = pythonName(textOf(at(entry, 'name')) ?? '')
  const version = textOf(at(entry, 'version'))
  return { key: `${name}@${version ?? ''}`, name, version }
}

/** Of the source archive, or of the only wheel: others differ by platform. */
function digestOf(entry: Plain): { hashes?: Record<string, string> } {
  const wheels = listOf(at(entry, 'wheels'))
  const file = at(entry, 'sdist') ?? (wheels.length === 1 ? wheels[0] : undefined)
  return hexHash(textsOf(at(file, 'hashes', 'sha256') ?? [])[0])
}
