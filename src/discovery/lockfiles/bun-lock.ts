import { at, listOf, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockReader, Scope } from './contract.ts'
import { integrityHashes } from './hashes.ts'
import { lock } from './lock.ts'

/** bun.lock: JSON with comments and trailing commas. https://bun.com/docs/install/lockfile */
export const bunLock: LockReader = {
  wants: /(?:^|\/)bun\.lock$/,
  read({ text, folder }) {
    const whole = JSON.parse(strictJson(text)) as Plain
    const entries = recordOf(at(whole, 'packages'))
    /** Packages inside of others have the outer ones' names before theirs. */
    const find = (place: string, name: string): string[] => {
      for (let here = place; here !== ''; here = outer(here)) {
        const there = `${here}/${name}`
        if (Object.hasOwn(entries, there)) return [there]
      }
      return Object.hasOwn(entries, name) ? [name] : []
    }
    const packages: LockedPackage[] = []
    const roots: LockedRoot[] = []
    const members = new Map<string, string>()
    for (const [key, entry] of Object.entries(entries)) {
      const [said = '', ...rest] = listOf(entry)
      const [, name = '', version = ''] = /^(@?[^@]+)@(.*)$/.exec(textOf(said) ?? '') ?? []
      const place = /^workspace:(.*)$/.exec(version)?.[1]
      if (place !== undefined) {
        members.set(place, key)
        continue
      }
      const info = rest.find((one) => typeof one === 'object' && !Array.isArray(one))
      const keys = (list: string): string[] =>
        Object.keys(recordOf(at(info, list))).flatMap((one) => find(key, one))
      packages.push({
        key,
        type: 'npm',
        name,
        // Of a repository, an archive or a folder it has none.
        ...(/^\d/.test(version) ? { version } : {}),
        uses: [...keys('dependencies'), ...keys('peerDependencies')],
        mayUse: keys('optionalDependencies'),
        ...integrityHashes(rest.map(textOf).find((one) => one && /^sha\d+-/.test(one))),
      })
    }
    for (const [place, entry] of Object.entries(recordOf(at(whole, 'workspaces')))) {
      const name = textOf(at(entry, 'name'))
      const version = textOf(at(entry, 'version'))
      const use = (list: string, scope: Scope) =>
        Object.keys(recordOf(at(entry, list))).flatMap((one) =>
          find(name ?? '', one).map((key) => ({ key, scope })),
        )
      roots.push({
        key: members.get(place) ?? `workspace:${place}`,
        folder: [folder, place].filter(Boolean).join('/'),
        ...(name ? { name } : {}),
        ...(version ? { version } : {}),
        uses: [
          ...use('dependencies', 'runtime'),
          ...use('peerDependencies', 'runtime'),
          ...use('optionalDependencies', 'optional'),
          ...use('devDependencies', 'development'),
        ],
      })
    }
    return [lock(packages, { roots })]
  },
}

const outer = (key: string): string => key.replace(/(?:^|\/)(?:@[^/]+\/)?[^/]+$/, '')

/** Takes comments and trailing commas out, never inside of a text. */
const strictJson = (text: string): string =>
  text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g,
    (_, quoted: string | undefined) => quoted ?? '',
  )
