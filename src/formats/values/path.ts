import { remembered } from './remembered.ts'

/**
 * A source path relative to the asset's root, with `/`: without `file://`, a leading `./`, and the given root folders when it lies
 * in one. What lies elsewhere keeps its absolute path without the leading slash; `..` never climbs above the root.
 */
export function relativePath(text: string, roots: string[] = []): string {
  if (roots.length === 0) return ofText(text)
  const path = cleanPath(text)
  for (const root of roots) {
    const folder = `${cleanPath(root).replace(/\/+$/, '')}/`
    if (folder.length > 1 && path.startsWith(folder)) return withoutDots(path.slice(folder.length))
  }
  return withoutDots(path)
}

/** Many results of one report lie in few files. */
const ofText = remembered((text) => (isPlainPath(text) ? text : withoutDots(cleanPath(text))))

/** Relative already: no scheme or drive, backslash, percent sign, empty or dot part. */
export const isPlainPath = (text: string): boolean => !/[:\\%]|(?:^|\/)\.{0,2}(?:\/|$)/.test(text)

function cleanPath(text: string): string {
  const path = text.replace(/^file:(?:\/\/(?:localhost)?)?/i, '')
  return (path === text ? path : decode(path)).replaceAll('\\', '/')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function withoutDots(path: string): string {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
