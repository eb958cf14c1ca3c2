import { Readable } from 'node:stream'
import type { Limits } from '../../formats/contract.ts'
import type { OwnFormats } from '../../formats/detect.ts'
import { readReport } from '../../formats/read.ts'
import { formsOf, maskSecret } from '../../formats/secret-scrub.ts'
import { documentsOf } from '../../formats/unpack/documents.ts'
import type { Upload } from '../../formats/unpack/upload.ts'
import { UnreadableReport } from '../../formats/unreadable.ts'
import { AppError } from '../../platform/errors.ts'

/** How a report was read. */
export interface ReadAs {
  requestedFormat: string | null
  format: string | null
  own: OwnFormats
}

/**
 * A stored report for download. The secrets that its tool printed are masked: the report is read once to learn them, and
 * they are replaced in the stream. A report without any comes byte for byte as it was sent. Throws
 * `raw_holds_secrets` (409) for a zip that holds some.
 */
export async function maskedRaw(upload: Upload, readAs: ReadAs, limits: Limits): Promise<Readable> {
  const secrets = await secretsIn(upload, readAs, limits)
  if (secrets.size === 0) return Readable.from(upload.open())
  const documents = await Array.fromAsync(documentsOf(upload, limits))
  const [only] = documents
  if (documents.length !== 1 || !only)
    throw new AppError(
      'raw_holds_secrets',
      409,
      'This archive holds secrets that its tools found, and is not given out. Look at its findings instead.',
    )
  return Readable.from(replaceIn(only.input.open(), replacements(secrets)))
}

/** As the worker read it, and as the format that it found: the documents of a zip may be of several. */
async function secretsIn(
  upload: Upload,
  { requestedFormat, format, own }: ReadAs,
  limits: Limits,
): Promise<Set<string>> {
  const secrets = new Set<string>()
  const hashSecret = (secret: string): string => {
    secrets.add(secret)
    return ''
  }
  for (const one of new Set([requestedFormat ?? undefined, format ?? undefined]))
    try {
      for await (const _ of readReport(upload, { limits, format: one, own, hashSecret }));
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
    }
  return secrets
}

const replacements = (secrets: ReadonlySet<string>): Map<string, string> =>
  new Map(
    [...secrets].flatMap((secret) => formsOf(secret).map((form) => [form, maskSecret(secret)] as const)),
  )

/** Replaces texts in a UTF-8 stream, also where a chunk's end cuts through one. */
async function* replaceIn(
  source: AsyncIterable<Uint8Array>,
  by: ReadonlyMap<string, string>,
): AsyncGenerator<string> {
  const longestFirst = [...by.keys()].sort((a, b) => b.length - a.length)
  const any = new RegExp(
    longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  )
  const keep = longestFirst[0]?.length ?? 0
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of source) {
    rest = (rest + decoder.decode(chunk, { stream: true })).replace(any, (text) => by.get(text) ?? text)
    yield rest.slice(0, Math.max(rest.length - keep, 0))
    rest = rest.slice(Math.max(rest.length - keep, 0))
  }
  yield (rest + decoder.decode()).replace(any, (text) => by.get(text) ?? text)
}
