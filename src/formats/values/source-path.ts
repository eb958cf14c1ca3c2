/**
 * A tool's path of a source file as the path within the asset: `/` between the parts, no scheme, drive, leading `./` or `/`.
 * `root` is the folder that the report says it scanned, when it says so.
 */
export function sourcePath(path: string, root?: string): string {
  const plain = slashes(path)
  const base = root === undefined ? '' : slashes(root).replace(/\/+$/, '')
  const inside =
    base !== '' && base !== '.' && plain.startsWith(`${base}/`) ? plain.slice(base.length) : plain
  return inside.replace(/^[A-Za-z]:(?=\/)/, '').replace(/^(?:\.?\/+)+/, '')
}

const slashes = (path: string): string => path.replaceAll('\\', '/').replace(/^file:\/\/(?:localhost)?/i, '')
