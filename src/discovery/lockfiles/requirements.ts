import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { pythonName } from './python-name.ts'

const LINE = /^([A-Za-z0-9][A-Za-z0-9._-]{0,200})\s*(?:\[[^\]]{0,300}\])?\s*((?:[=<>!~;@(,]|--).*)?$/

/**
 * Requirements files, https://pip.pypa.io/en/stable/reference/requirements-file-format/. Comments of pip-compile and uv say who wants a
 * package (`# via flask`). What is not pinned has no version.
 */
export const requirements: LockReader = {
  wants: /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|requirements\/[\w./-]+)\.txt$/,
  read({ text, path }) {
    const known = new Map<string, LockedPackage>()
    const users = new Map<LockedPackage, string[]>()
    let open: LockedPackage | undefined
    const conditional = new Set<LockedPackage>()
    let unnamed = 0
    for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
      const said = line.replace(/(^|\s)#.*$/, '').trim()
      if (said !== '') open = requirementIn(said, path, known)
      if (open && said.includes(';')) conditional.add(open)
      if (!open && said !== '' && !said.startsWith('-')) unnamed++
      const note = /#\s*(.*)$/.exec(line)?.[1]
      if (open && note && (said === '' || /^via\b/.test(note)))
        users.set(open, [...(users.get(open) ?? []), ...usersIn(note)])
    }
    const pinned = new Set([...known.values()].flatMap(({ name, version }) => (version ? [name] : [])))
    // A line that only adds extras to what another one pins (`bleach[css]`) asks for nothing else; under a condition it may.
    const packages = [...known.values()].filter(
      (one) => one.version !== undefined || conditional.has(one) || !pinned.has(one.name),
    )
    const unpinned = packages.filter(({ version }) => version === undefined).length
    settleUsers(packages, users)
    const flaws =
      unpinned > 0
        ? [
            `${unpinned} requirements name no single version: they are listed without one and match no advisory.`,
          ]
        : []
    if (unnamed > 0) flaws.push(`${unnamed} lines name no package of an index: they are left out.`)
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    // The files beside each other of a `requirements/` folder belong to what is above it.
    const project = folder.replace(/(?:^|\/)requirements$/, '')
    const uses = packages
      .filter(({ direct }) => direct !== false)
      .map(({ key, scope = 'runtime' }) => ({ key, scope }))
    return packages.length > 0 ? [lock(packages, { roots: [{ folder: project, uses }], flaws })] : []
  },
}

function requirementIn(
  said: string,
  path: string,
  known: Map<string, LockedPackage>,
): LockedPackage | undefined {
  const [, given = '', rest = ''] = LINE.exec(said) ?? []
  // Options, files and addresses without a name.
  if (!given) return undefined
  const version = /^\(?===?\s*([^\s;,*)]+)\s*\)?(?=\s|;|$)/.exec(rest)?.[1]
  const name = pythonName(given)
  const hashes = [...rest.matchAll(/--hash[= ](sha\d+:[0-9a-f]+)/g)].map(([, hash]) => hash)
  const one: LockedPackage = {
    key: `${name}@${version ?? ''}`,
    type: 'pypi',
    name,
    ...(version ? { version } : {}),
    scope: scopeOf(path),
    ...(hashes.length === 1 ? hexHash(hashes[0]) : {}),
  }
  const before = known.get(one.key)
  if (!before) known.set(one.key, one)
  return before ?? one
}

const scopeOf = (path: string): Scope => {
  const name = path.slice(path.lastIndexOf('requirements'))
  if (/test/i.test(name)) return 'test'
  return /(?:^|[^a-z])(?:dev|develop|development|docs?|lint|ci|build)(?:[^a-z]|$)/i.test(name)
    ? 'development'
    : 'runtime'
}

/** `via flask, -r requirements.in` → what wants it; a line of its own names one. */
const usersIn = (note: string): string[] =>
  note
    .replace(/^via\b/, '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function settleUsers(packages: LockedPackage[], users: ReadonlyMap<LockedPackage, string[]>): void {
  if (users.size === 0) return
  const byName = new Map(packages.map((one) => [one.name, one]))
  for (const [one, names] of users) {
    const packagesThatUse = names.flatMap((name) => byName.get(pythonName(name)) ?? [])
    for (const user of packagesThatUse) user.uses = [...(user.uses ?? []), one.key]
    if (packagesThatUse.length > 0)
      one.direct = names.some((name) => /^-[rc]\s|\.(?:in|toml|txt)\b/.test(name))
  }
}
