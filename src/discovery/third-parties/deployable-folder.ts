import type { Tree } from '../contract.ts'

const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'setup.py',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'go.mod',
  'Gemfile',
  'composer.json',
  'Cargo.toml',
  'Dockerfile',
]

/** Nearest folder above a file that holds a manifest; `.` when none does. Folders are kept: one answer each. */
export function deployableFolders(tree: Tree): (path: string) => string {
  const known = new Map<string, string>()
  const projects = new Set(
    tree.paths
      .filter((path) => /\.(?:cs|fs|vb)proj$/.test(path))
      .map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  )
  const of = (folder: string): string => {
    const before = known.get(folder)
    if (before !== undefined) return before
    const here =
      projects.has(folder) || MANIFESTS.some((name) => tree.has(folder ? `${folder}/${name}` : name))
    const found =
      here || folder === '' ? folder || '.' : of(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
    known.set(folder, found)
    return found
  }
  return (path) => of(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
}
