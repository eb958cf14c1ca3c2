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
  const walk: Walk = { root, limits, entries: [], problems: [], links: 0 }
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
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    const isFolder = entry.isDirectory()
    if (entry.isSymbolicLink()) walk.links++
    else if ((isFolder && isFilledFolder(entry.name)) || isIgnored(rules, path, isFolder)) continue
    else if (isFolder) await walkFolder(walk, path, rules, depth + 1)
    else if (entry.isFile()) await addFile(walk, path)
  }
}

async function addFile(walk: Walk, path: string): Promise<void> {
  if (walk.entries.length >= walk.limits.maxFiles) {
    if (walk.entries.length === walk.limits.maxFiles)
      walk.problems.push({
        where: path,
        message: `More than ${walk.limits.maxFiles} files: the rest was left out.`,
      })
    return
  }
  const full = join(walk.root, path)
  const { size } = await lstat(full).catch(() => ({ size: 0 }))
  walk.entries.push({ path, bytes: size, read: () => readFile(full) })
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
