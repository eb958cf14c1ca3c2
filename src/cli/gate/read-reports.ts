import { basename } from 'node:path'
import type { Format } from '../../formats/contract.ts'
import type { OwnFormats } from '../../formats/detect.ts'
import { readReport } from '../../formats/read.ts'
import { UnreadableReport } from '../../formats/unreadable.ts'
import { readConfig } from '../../platform/config.ts'
import { AppError } from '../../platform/errors.ts'
import { collect, noReports, type Reports } from '../../risk/gate/collect.ts'
import { fileUpload } from '../file-upload.ts'
import type { FormatOf } from './options.ts'

export interface ReadOptions {
  hashSecret(secret: string): string
  own: OwnFormats
  formatOf: FormatOf
}

/** Everything that some report files say, together. Throws one line that names the file which cannot be read. */
export async function readReports(
  files: readonly string[],
  { hashSecret, own, formatOf }: ReadOptions,
): Promise<Reports> {
  const { limits } = readConfig(process.env)
  const reports = noReports()
  for (const file of files) {
    const used: { format?: Format } = {}
    const upload = await fileUpload(file)
    const format = formatOf(file)
    const items = readReport(upload, {
      limits,
      hashSecret,
      own,
      ...(format === undefined ? {} : { format }),
      onFormat: (found) => {
        used.format ??= found
      },
    })
    try {
      await collect(reports, basename(file), items, () => used.format?.name ?? 'unknown')
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
      throw new AppError('unreadable', 422, `${file}: ${error.message}${adviceOn(error)}`)
    }
  }
  return reports
}

/** What a tool leaves behind that found nothing may be the same as any other's, or nothing. */
const adviceOn = ({ code }: UnreadableReport): string =>
  code === 'empty' || code === 'unknown_format'
    ? ' Of a clean run, say whose it is: --format FILE=ID (trufflehog, for one).'
    : ''
