import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

const REQUIRE = /^\s*(?:require\s+)?([^\s()"]{1,300})\s+(v\d[^\s]{0,200})\s*(\/\/.*)?$/

/**
 * go.mod, https://go.dev/ref/mod. Since Go 1.17 it names every module that the build needs; before, the others stand only in go.sum.
 * The sums of go.sum are of a list of files, no digest that another tool could compare.
 */
export const goMod: LockReader = {
  wants: /(?:^|\/)go\.mod$/,
  read({ text, folder }) {
    const replaced = new Map<string, { name: string; version?: string }>()
    const packages = new Map<string, LockedPackage>()
    let block = ''
    for (const line of text.split('\n')) {
      const opened = /^(require|replace|exclude|retract|tool|godebug|ignore)\s*\(/.exec(line)?.[1]
      if (opened) block = opened
      else if (/^\s*\)/.test(line)) block = ''
      const kind = block || /^(\w+)\s/.exec(line)?.[1]
      if (kind === 'replace') readReplace(line, replaced)
      const [, name, version, note = ''] = kind === 'require' ? (REQUIRE.exec(line) ?? []) : []
      if (name && version)
        packages.set(name, {
          key: name,
          type: 'golang',
          name,
          version,
          direct: !/\/\/.*\bindirect\b/.test(note),
        })
    }
    const all = [...packages.values()].flatMap((one): LockedPackage[] => {
      const other = replaced.get(`${one.name}@${one.version}`) ?? replaced.get(one.name)
      if (!other) return [one]
      // What lies in the same tree is own code.
      return other.version ? [{ ...one, name: other.name, version: other.version }] : []
    })
    const name = /^module\s+"?([^\s"]+)/m.exec(text)?.[1]
    return [
      lock(all, {
        roots: [
          {
            folder,
            ...(name ? { name } : {}),
            uses: all
              .filter(({ direct }) => direct)
              .map(({ key, version = '' }) => ({ key, scope: 'runtime', range: version })),
          },
        ],
        ...(listsAll(text)
          ? {}
          : {
              flaws: [
                'It is of a Go before 1.17 and names only a part of the modules; go.sum is not taken for the rest, as it keeps versions that are in no build.',
              ],
            }),
      }),
    ]
  },
}

function readReplace(line: string, replaced: Map<string, { name: string; version?: string }>): void {
  const [, name, version, other, otherVersion] =
    /^\s*(?:replace\s+)?(\S{1,300})(?:\s+(v\S{1,200}))?\s+=>\s+(\S{1,300})(?:\s+(v\S{1,200}))?/.exec(line) ??
    []
  if (name && other)
    replaced.set(version ? `${name}@${version}` : name, {
      name: other,
      ...(otherVersion ? { version: otherVersion } : {}),
    })
}

function listsAll(text: string): boolean {
  const [, major = '1', minor = '0'] = /^go\s+(\d+)\.(\d+)/m.exec(text) ?? []
  return Number(major) > 1 || Number(minor) >= 17 || !/\brequire\b/.test(text)
}
