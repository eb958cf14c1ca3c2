import { boundTexts } from './bound-texts.ts'
import type { Format, Item, Limits, Problem } from './contract.ts'
import { type Detection, detectFormat } from './detect.ts'
import { loss, problem } from './problem.ts'
import { formats } from './registry.ts'
import { scrubSecret } from './secret-scrub.ts'
import { type Document, documentsOf, inDocument } from './unpack/documents.ts'
import type { Upload } from './unpack/upload.ts'
import { UnreadableReport } from './unreadable.ts'

export interface ReadOptions {
  limits: Limits
  /** Id of the format, when a person has said which it is; otherwise the content tells. */
  format?: string
  /** Keyed hash (hex) of a secret, so that it has an identity and can't be recovered. */
  hashSecret(secret: string): string
  /** Told for each document of the upload before its first item. */
  onFormat?(format: Format): void
}

/**
 * Everything in an upload, in its order: unpacked, detected, read, secrets taken out, texts bounded. In a zip a document that cannot
 * be read is a Problem as long as another one can. Throws UnreadableReport.
 */
export async function* readReport(upload: Upload, options: ReadOptions): AsyncGenerator<Item> {
  const count = { items: 0 }
  const refusals: [Document, UnreadableReport][] = []
  let readable = 0
  for await (const document of documentsOf(upload, options.limits)) {
    try {
      yield* readDocument(document, options, count)
      readable++
    } catch (error) {
      if (!(error instanceof UnreadableReport) || document.name === undefined || isLimit(error)) throw error
      refusals.push([document, error])
    }
  }
  if (readable === 0 && refusals[0]) throw refusals[0][1]
  for (const [document, { message }] of refusals) yield inDocument(document, loss('', message))
}

/** Which format an upload is: that of its first document which is one. Throws UnreadableReport when it cannot be unpacked. */
export async function detectReport(upload: Upload, limits: Limits): Promise<Detection> {
  let first: Detection | undefined
  for await (const document of documentsOf(upload, limits)) {
    const detection = await detectFormat(document.input, limits)
    if (detection.format) return detection
    first ??= detection
  }
  return first ?? { format: undefined, score: 0, ranking: [] }
}

/** Reading on behind a limit would take a part for the whole, and what is missing for fixed. */
const isLimit = ({ code }: UnreadableReport): boolean => code === 'bomb' || code === 'too_large'

async function* readDocument(
  document: Document,
  options: ReadOptions,
  count: { items: number },
): AsyncGenerator<Item> {
  const format = await formatOf(document, options)
  options.onFormat?.(format)
  const damages = new Set<string>()
  for await (const item of format.read(document.input, { limits: options.limits })) {
    if (++count.items > options.limits.maxItems)
      throw new UnreadableReport(
        'too_large',
        `This report has more than ${options.limits.maxItems} entries: split it, or raise the limit.`,
      )
    if (item.type === 'problem') {
      if (!isRepeated(item, damages)) yield inDocument(document, item)
      continue
    }
    const clean =
      item.type === 'observation' && item.secret !== undefined ? scrubSecret(item, options.hashSecret) : item
    const cut = boundTexts(clean)
    yield clean
    if (cut)
      yield inDocument(
        document,
        problem(`item ${count.items}`, 'a text over 1 MiB was cut; the stored report has all of it'),
      )
  }
  for (const flaw of document.flaws) yield inDocument(document, flaw)
}

/** Formats that pass over a document twice meet the same damage twice; its message names the byte. */
function isRepeated({ message }: Problem, damages: Set<string>): boolean {
  if (!/ at byte \d+/.test(message)) return false
  if (damages.has(message)) return true
  damages.add(message)
  return false
}

async function formatOf(document: Document, { format: id, limits }: ReadOptions): Promise<Format> {
  if (id !== undefined) {
    const given = formats.find((format) => format.id === id)
    if (!given)
      throw new UnreadableReport('unknown_format', `There is no format "${id}": see the list of formats.`)
    return given
  }
  const { format, ranking } = await detectFormat(document.input, limits)
  if (format) return format
  const near = ranking.slice(0, 3).map((entry) => entry.id)
  throw new UnreadableReport(
    'unknown_format',
    near.length > 0
      ? `This is no format that is known. Nearest: ${near.join(', ')}; name one to read it as that.`
      : 'This is no format that is known: name its format, or convert it to Stance’s own JSON or CSV.',
  )
}
