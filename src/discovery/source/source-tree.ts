import type { DiscoveryProblem } from '../contract.ts'

/** One file of a tree before it is read. */
export interface TreeEntry {
  /** Relative to the root, `/` between folders. */
  path: string
  bytes: number
  /** The content's own address where the tree knows it without reading (a git blob's id). */
  contentId?: string
  /** What changes whenever the file on disk is written; left out where its clock cannot tell yet. */
  stamp?: string
  read(): Promise<Uint8Array>
}

/** What is known of where a tree comes from. */
export interface TreeOrigin {
  /** Folder's or repository's name. */
  name: string
  /** Address of the remote repository, without credentials. */
  origin?: string
  branch?: string
  /** Commit. */
  revision?: string
}

/** Who changed a folder or a file lately: folder ('.' = root) → names, most changes first; file → who changed it last. */
export type Contributors = ReadonlyMap<string, readonly string[]>

/** Files to look at, wherever they lie. */
export interface SourceTree {
  where: TreeOrigin
  /** Sorted by path; what is left out for good reason is not among them, and counted in `problems` when somebody should know. */
  entries: readonly TreeEntry[]
  problems: DiscoveryProblem[]
  contributors(): Promise<Contributors>
  /** Lets go of what was made for reading it. */
  close(): Promise<void>
}

/** Bounds on a tree. Sizes in bytes. */
export interface TreeLimits {
  maxFiles: number
  maxFileBytes: number
  /** Largest file in a programming language: what is larger is generated or packed. */
  maxCodeBytes: number
  maxDepth: number
}

export const TREE_LIMITS: TreeLimits = {
  maxFiles: 1_000_000,
  maxFileBytes: 16 * 2 ** 20,
  maxCodeBytes: 2 * 2 ** 20,
  maxDepth: 64,
}

// Folders that package managers and build tools fill: copies of others' code, or made from this one.
const FILLED =
  /^(?:\.git|\.hg|\.svn|node_modules|bower_components|\.venv|venv|__pycache__|\.tox|\.mypy_cache|\.pytest_cache|\.gradle|\.terraform|\.next|\.nuxt|\.cache|site-packages|Pods)$/

/** Whether a folder is left out by its name. */
export const isFilledFolder = (name: string): boolean => FILLED.test(name)
