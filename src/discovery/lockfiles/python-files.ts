import { at, listOf, type Plain, textOf } from '../../formats/infrastructure/plain.ts'
import { hexHash } from './hashes.ts'

/** Of all the files that a version has, the hash of its source archive, or of the only one: others differ by platform. */
export function fileHash(files: Plain): { hashes?: Record<string, string> } {
  const all = listOf(files)
  const source = all.find((one) =>
    /\.(?:tar\.gz|zip)$/.test(textOf(at(one, 'file')) ?? textOf(at(one, 'url')) ?? ''),
  )
  const chosen = source ?? (all.length === 1 ? all[0] : undefined)
  return hexHash(textOf(at(chosen, 'hash')))
}
