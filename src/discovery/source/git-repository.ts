import * as fs from 'node:fs'
import { basename } from 'node:path'
import git from 'isomorphic-git'
import { AppError } from '../../platform/errors.ts'
import type { DiscoveryProblem } from '../contract.ts'
import {
  type Contributors,
  isFilledFolder,
  type SourceTree,
  TREE_LIMITS,
  type TreeEntry,
  type TreeLimits,
  type TreeOrigin,
} from './source-tree.ts'

// How far back "lately" goes.
const COMMITS = 200
// Folders deeper than this belong to whoever their parent belongs to.
const FOLDER_DEPTH = 3
// Files of the last commits of which it is told who changed them last.
const MOST_FILES = 5_000

/** Modes of git's tree entries that are files. */
const FILE_MODES = new Set(['100644', '100755', '100664'])

interface Repository {
  fs: typeof fs
  gitdir: string
  cache: object
}

const open = (gitdir: string): Repository => ({ fs, gitdir, cache: {} })

/** Whether a folder is a bare repository (or the `.git` of one). */
export const isGitFolder = (path: string): boolean =>
  fs.existsSync(`${path}/HEAD`) && fs.existsSync(`${path}/objects`)

/** Where a repository stands: read from its files, without running git, so that none of its hooks or settings run. */
export async function gitHead(gitdir: string): Promise<Omit<TreeOrigin, 'name'>> {
  if (!isGitFolder(gitdir)) return {}
  const repository = open(gitdir)
  const [revision, branch, url] = await Promise.all([
    git.resolveRef({ ...repository, ref: 'HEAD' }).catch(() => undefined),
    git.currentBranch(repository).catch(() => undefined),
    git.getConfig({ ...repository, path: 'remote.origin.url' }).catch(() => undefined),
  ])
  return {
    ...(revision ? { revision } : {}),
    ...(branch ? { branch } : {}),
    ...(typeof url === 'string' ? { origin: withoutCredentials(url) } : {}),
  }
}

/** `https://user:token@host/x.git` → `https://host/x`; `git@host:x.git` → `https://host/x`. */
export function withoutCredentials(url: string): string {
  const short = /^(?:[^@/]+@)([^:/]+):(?!\/)(.+)$/.exec(url)
  const full = short ? `https://${short[1]}/${short[2]}` : url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1')
  return full.replace(/\.git\/?$/, '').replace(/\/+$/, '')
}

/** Files of a commit, read from the objects of a repository; `ref` is a branch, tag or commit, HEAD by default. */
export async function gitTree(
  gitdir: string,
  { ref = 'HEAD', limits = TREE_LIMITS }: { ref?: string; limits?: TreeLimits } = {},
): Promise<SourceTree> {
  const repository = open(gitdir)
  const head = await gitHead(gitdir)
  const revision = await resolve(repository, ref)
  const { commit } = await git.readCommit({ ...repository, oid: revision })
  const entries: TreeEntry[] = []
  const problems: DiscoveryProblem[] = []
  await walk(repository, commit.tree, '', 0, { entries, problems, limits })
  entries.sort((a, b) => (a.path < b.path ? -1 : 1))
  return {
    where: {
      ...head,
      name: basename(gitdir === '.git' ? process.cwd() : gitdir.replace(/\/\.git$/, '')).replace(
        /\.git$/,
        '',
      ),
      revision,
      ...(ref === 'HEAD' ? {} : { branch: ref }),
    },
    entries,
    problems,
    contributors: () => contributorsOf(repository, revision),
    close: async () => {},
  }
}

async function resolve(repository: Repository, ref: string): Promise<string> {
  try {
    return await git
      .resolveRef({ ...repository, ref })
      .catch(() => git.expandOid({ ...repository, oid: ref }))
  } catch {
    throw new AppError(
      'not_found',
      404,
      `The repository has no branch, tag or commit ${ref}. An empty repository has nothing to discover.`,
    )
  }
}

interface Found {
  entries: TreeEntry[]
  problems: DiscoveryProblem[]
  limits: TreeLimits
}

async function walk(
  repository: Repository,
  oid: string,
  folder: string,
  depth: number,
  found: Found,
): Promise<void> {
  if (depth > found.limits.maxDepth)
    return void found.problems.push({ where: folder, message: 'Its folders lie too deep and were left out.' })
  const { tree } = await git.readTree({ ...repository, oid })
  for (const entry of tree) {
    // A tree's own names are data: one with a slash or dots would climb.
    if (entry.path.includes('/') || entry.path === '..' || entry.path === '.') {
      found.problems.push({ where: folder || '.', message: 'A name that is no file name was left out.' })
      continue
    }
    const path = folder ? `${folder}/${entry.path}` : entry.path
    if (entry.type === 'tree') {
      if (!isFilledFolder(entry.path)) await walk(repository, entry.oid, path, depth + 1, found)
    } else if (entry.type === 'blob' && FILE_MODES.has(entry.mode)) {
      if (found.entries.length < found.limits.maxFiles)
        found.entries.push({
          path,
          bytes: 0,
          contentId: entry.oid,
          read: async () => (await git.readBlob({ ...repository, oid: entry.oid })).blob,
        })
    }
  }
}

/** Who changed the folders and files of the repository's last commits; nothing where there is no repository. */
export async function gitHistory(gitdir: string): Promise<Contributors> {
  if (!isGitFolder(gitdir)) return new Map()
  const repository = open(gitdir)
  const head = await git.resolveRef({ ...repository, ref: 'HEAD' }).catch(() => undefined)
  return head ? contributorsOf(repository, head) : new Map()
}

async function contributorsOf(repository: Repository, ref: string): Promise<Contributors> {
  const commits = await git.log({ ...repository, ref, depth: COMMITS }).catch(() => [])
  const counts = new Map<string, Map<string, number>>()
  const last = new Map<string, string>()
  for (const [at, { commit }] of commits.entries()) {
    const before = commits[at + 1]?.commit
    // The first commit of all, or of a shallow clone, changed everything: that says nothing about "lately".
    if (!before || commit.parent.length !== 1) continue
    const who = commit.author.email || commit.author.name
    const changed: Changed = { folders: [], files: [] }
    await changedIn(repository, commit.tree, before.tree, { folder: '.', depth: 0, changed })
    // The newest commit comes first.
    for (const file of changed.files) if (!last.has(file) && last.size < MOST_FILES) last.set(file, who)
    for (const folder of changed.folders) {
      const own = counts.get(folder) ?? new Map<string, number>()
      counts.set(folder, own.set(who, (own.get(who) ?? 0) + 1))
    }
  }
  return new Map([
    ...[...last].map(([file, who]): [string, string[]] => [file, [who]]),
    ...[...counts].map(([folder, own]): [string, string[]] => [
      folder,
      [...own].sort((a, b) => b[1] - a[1]).map(([who]) => who),
    ]),
  ])
}

interface Changed {
  folders: string[]
  files: string[]
}

/** Folders and files in which two trees differ: subtrees of one id are the same and not looked into. */
async function changedIn(
  repository: Repository,
  now: string | undefined,
  before: string | undefined,
  { folder, depth, changed }: { folder: string; depth: number; changed: Changed },
): Promise<void> {
  if (now === before || depth > TREE_LIMITS.maxDepth) return
  if (depth <= FOLDER_DEPTH) changed.folders.push(folder)
  const [own = [], other = []] = await Promise.all(
    [now, before].map(async (oid) =>
      oid ? (await git.readTree({ ...repository, oid }).catch(() => ({ tree: [] }))).tree : [],
    ),
  )
  const known = new Map(other.map((entry) => [entry.path, entry.oid]))
  for (const { type, path, oid } of own) {
    if (known.get(path) === oid) continue
    const place = folder === '.' ? path : `${folder}/${path}`
    if (type === 'blob') changed.files.push(place)
    else if (type === 'tree' && !isFilledFolder(path))
      await changedIn(repository, oid, known.get(path), { folder: place, depth: depth + 1, changed })
  }
}
