import type { Problem } from '../contract.ts'
import { JsonSlicer, type Slice, type SlicerOptions } from './json-slicer.ts'

/**
 * The match in whose middle the document ends, without what of it is not whole; undefined where nothing of it stands for itself.
 * `inner` are patterns of such parts, which begin with the pattern of the match.
 */
export function cutElement(
  slicer: JsonSlicer,
  patterns: string[],
  inner: string[],
  options: SlicerOptions,
): Slice | undefined {
  const cut = slicer.underWay()
  const path = cut && patterns[cut.pattern]
  const ways = inner.filter((way) => way.startsWith(`${path}/`)).map((way) => way.slice(path?.length))
  if (!cut || ways.length === 0) return undefined
  const within = new JsonSlicer(ways, options)
  const found: (Slice | Problem)[] = []
  within.write(cut.bytes, found)
  const { bytes, closing } = within.whole()
  const { pattern, where, holder } = cut
  return found.some(({ type }) => type === 'slice')
    ? { type: 'slice', pattern, where, holder, text: cut.bytes.toString('utf8', 0, bytes) + closing }
    : undefined
}
