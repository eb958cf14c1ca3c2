import type { Readable } from 'node:stream'

/** A document on its way out. */
export interface Download {
  fileName: string
  mediaType: string
  body: Readable
}

/** A name for the file that is one on every system, and safe in a header. */
export function downloadName(asset: string, extension: string): string {
  const name = asset
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100)
  return `${name || 'asset'}.${extension}`
}
