import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { AppError } from '../../platform/errors.ts'
import type { DiscoveryProblem } from '../contract.ts'
import { gitHead, gitHistory } from './git-repository.ts'
import {
  isFilledFolder,
  type SourceTree,
  TREE_LIMITS,
  type TreeEntry,
  type TreeLimits,
} from './source-tree.ts'

interface Walk {
  root: string
  limits: TreeLimits
  entries: TreeEntry[]
  problems: DiscoveryProblem[]
  links: number
  /** No more files are taken. */
  full: boolean
}

/** What a folder's own and its parents' .gitignore leave out, each relative to its folder. */
interface Rules {
  folder: string
  rules: Ignore
}

/**
 * The files of a folder on disk. Symbolic links are not followed, what .gitignore names and what package managers fill is left out.
 * Throws `not_found` when there is no such folder.
 */
export async function workingTree(path: string, limits = TREE_LIMITS): Promise<SourceTree> {
  const root = resolve(path)
  const walk: Walk = { root, limits, entries: [], problems: [], links: 0, full: false }
  const found = await lstat(root).catch(() => undefined)
  if (!found?.isDirectory())
    throw new AppError(
      'not_found',
      404,
      `${path} is no folder. Give the folder of a source tree or a repository.`,
    )
  await walkFolder(walk, '', [], 0)
  if (walk.links > 0)
    walk.problems.push({ where: '.', message: `${walk.links} symbolic links were not followed.` })
  walk.entries.sort((a, b) => (a.path < b.path ? -1 : 1))
  const head = await gitHead(join(root, '.git'))
  return {
    where: { name: basename(root), ...head },
    entries: walk.entries,
    problems: walk.problems,
    contributors: () => gitHistory(join(root, '.git')),
    close: async () => {},
  }
}

async function walkFolder(walk: Walk, folder: string, above: readonly Rules[], depth: number): Promise<void> {
  if (depth > walk.limits.maxDepth)
    return void walk.problems.push({ where: folder, message: 'Its folders lie too deep and were left out.' })
  const entries = await readdir(join(walk.root, folder), { withFileTypes: true }).catch((error: Error) => {
    walk.problems.push({ where: folder || '.', message: `The folder could not be read: ${codeOf(error)}.` })
    return []
  })
  const rules = await withOwnRules(
    walk,
    folder,
    above,
    entries.some(({ name }) => name === '.gitignore'),
  )
  const files: string[] = []
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    const isFolder = entry.isDirectory()
    if (entry.isSymbolicLink()) walk.links++
    else if ((isFolder && isFilledFolder(entry.name)) || isIgnored(rules, path, isFolder)) continue
    else if (isFolder) await walkFolder(walk, path, rules, depth + 1)
    else if (entry.isFile()) files.push(path)
  }
  await addFiles(walk, files)
}

async function addFiles(walk: Walk, files: readonly string[]): Promise<void> {
  const room = Math.max(0, walk.limits.maxFiles - walk.entries.length)
  const left = files[room]
  if (left && !walk.full) {
    walk.full = true
    walk.problems.push({
      where: left,
      message: `More than ${walk.limits.maxFiles} files: the rest was left out.`,
    })
  }
  const made = await Promise.all(files.slice(0, room).map((path) => entryOf(walk.root, path)))
  for (const one of made) walk.entries.push(one)
}

// A file that was written again within the clock's grain would bear the same stamp.
const GRAIN_MS = 2_000

async function entryOf(root: string, path: string): Promise<TreeEntry> {
  const full = join(root, path)
  const read = (): Promise<Uint8Array> => readFile(full)
  const found = await lstat(full, { bigint: true }).catch(() => undefined)
  if (!found) return { path, bytes: 0, read }
  const { size, mtimeNs, ctimeNs, ctimeMs, ino, dev } = found
  const settled = Date.now() - Number(ctimeMs) > GRAIN_MS
  return {
    path,
    bytes: Number(size),
    ...(settled ? { stamp: [size, mtimeNs, ctimeNs, ino, dev].join(' ') } : {}),
    read,
  }
}

async function withOwnRules(
  { root }: Walk,
  folder: string,
  above: readonly Rules[],
  has: boolean,
): Promise<readonly Rules[]> {
  if (!has) return above
  const text = await readFile(join(root, folder, '.gitignore'), 'utf8').catch(() => '')
  return [...above, { folder, rules: ignore({ allowRelativePaths: true }).add(text.slice(0, 2 ** 20)) }]
}

const isIgnored = (rules: readonly Rules[], path: string, isFolder: boolean): boolean =>
  rules.some(({ folder, rules: own }) => {
    const inside = folder ? path.slice(folder.length + 1) : path
    return own.ignores(isFolder ? `${inside}/` : inside)
  })

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.message
