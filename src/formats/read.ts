import { refusalOf } from './broken-off.ts'
import type { Format, Item, Limits, Problem } from './contract.ts'
import { type Detection, detectFormat, type OwnFormats } from './detect.ts'
import { inputFor } from './input-for.ts'
import { knownFormats } from './known-formats.ts'
import { Passage, type PassageOptions } from './passage.ts'
import { loss } from './problem.ts'
import { firstCharacter } from './syntax/first-character.ts'
import { type Document, documentsOf, inDocument } from './unpack/documents.ts'
import type { Upload } from './unpack/upload.ts'
import { emptyReport, UnreadableReport } from './unreadable.ts'

export interface ReadOptions extends PassageOptions {
  /** Id of the format, when a person has said which it is; otherwise the content tells. */
  format?: string
  /** Formats beside the registry's; one of them that is named stands before the registry's of the same name. */
  own?: OwnFormats
  /** Told for each document of the upload before its first item. */
  onFormat?(format: Format): void
}

/**
 * Everything in an upload, in its order: unpacked, detected, read, secrets taken out, texts bounded. In a zip a document that cannot
 * be read is a Problem as long as another one can. Throws UnreadableReport.
 */
export async function* readReport(upload: Upload, options: ReadOptions): AsyncGenerator<Item> {
  const { weaknessesOfRule } = await import('./weaknesses/weaknesses-of-rule.ts')
  const passage = new Passage(options, weaknessesOfRule)
  const refusals: Problem[] = []
  let firstRefusal: UnreadableReport | undefined
  let readable = 0
  for await (const document of documentsOf(upload, options.limits)) {
    try {
      const format = await formatOf(document, options)
      options.onFormat?.(format)
      passage.begin(document, format)
      let usable = false
      let gap: string | undefined
      // One generator between the reader and the caller: each costs as much as a tenth of the parsing.
      for await (const item of itemsOf(document, format, options)) {
        if (item.type !== 'problem') usable ||= item.type !== 'header'
        else if (item.incomplete) gap ??= item.message
        const clean = passage.take(item)
        if (clean) yield clean
        if (passage.notes.length > 0) yield* passage.notes.splice(0)
      }
      // What is cut off before its first result says nothing about the results: it must not pass for a clean report.
      if (!usable && gap !== undefined)
        throw new UnreadableReport('broken', `Nothing in this report could be read: ${gap}.`)
      for (const flaw of document.flaws) yield inDocument(document, flaw)
      readable++
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
      const refusal = await refusalOf(error, document.input, options.limits)
      if (document.name === undefined || isLimit(error)) throw refusal
      firstRefusal ??= refusal
      refusals.push(inDocument(document, loss('', refusal.message)))
    }
  }
  if (readable === 0 && firstRefusal) throw firstRefusal
  yield* refusals
}

/** What a reader finds in a document. Of a tool that prints nothing where it finds nothing, an empty file is clean if a person says that it is its. */
async function* itemsOf({ input }: Document, format: Format, options: ReadOptions): AsyncGenerator<Item> {
  const said = format.silentWhenClean && options.format !== undefined
  if (said && (await firstCharacter(input)) === '') yield { type: 'header', tool: format.name }
  else yield* format.read(input, { limits: options.limits })
}

/** Which format an upload is: that of its first document which is one. Throws UnreadableReport when it cannot be unpacked. */
export async function detectReport(
  upload: Upload,
  limits: Limits,
  own?: OwnFormats,
): Promise<Omit<Detection, 'input'>> {
  let first: Detection | undefined
  for await (const document of documentsOf(upload, limits)) {
    const detection = await detectFormat(document.input, limits, own)
    if (detection.format) return detection
    first ??= detection
  }
  return first ?? { format: undefined, score: 0, ranking: [] }
}

/** Reading on behind a limit would take a part for the whole, and what is missing for fixed. */
const isLimit = ({ code }: UnreadableReport): boolean => code === 'bomb' || code === 'too_large'

/** Which format a document is; what its reader reads becomes the document's input. */
async function formatOf(document: Document, { format: id, limits, own }: ReadOptions): Promise<Format> {
  if (id !== undefined) {
    const [mapped] = (await own?.(id)) ?? []
    const given = mapped ?? (await knownFormats()).find((format) => format.id === id)
    if (!given)
      throw new UnreadableReport('unknown_format', `There is no format "${id}": see the list of formats.`)
    document.input = await inputFor(given, document.input, limits, document.flaws)
    return given
  }
  const { format, ranking, input } = await detectFormat(document.input, limits, own, document.flaws)
  document.input = input
  if (format) return format
  if ((await firstCharacter(document.input)) === '') throw emptyReport()
  const near = ranking.slice(0, 3).map((entry) => entry.id)
  throw new UnreadableReport(
    'unknown_format',
    near.length > 0
      ? `This is no format that is known. Nearest: ${near.join(', ')}; name one to read it as that.`
      : 'This is no format that is known: name its format, describe it in a mapping, or convert it to Stance’s own JSON or CSV.',
  )
}
