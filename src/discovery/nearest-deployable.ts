/** The nearest of the deployables' folders (`.` is the root) at or above a folder; undefined where there is none. */
export function nearestDeployable(folder: string, folders: ReadonlySet<string>): string | undefined {
  for (let at = folder; ; at = parentOf(at)) {
    if (folders.has(at)) return at
    if (at === '.') return undefined
  }
}

/** The folder above a path; `.` is the root. */
export const parentOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
