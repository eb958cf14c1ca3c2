import { readFile } from 'node:fs/promises'
import { AppError } from '../platform/errors.ts'

/** A file's text. Throws `no_file` (status 400), with `hint` behind the reason. */
export const textFile = (path: string, hint = ''): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppError('no_file', 400, `${path}: ${whyNot(error)}${hint}.`)
  })

/** Why a file cannot be read or written, for people. */
export const whyNot = ({ code, message }: NodeJS.ErrnoException): string => REASON[code ?? ''] ?? message

const REASON: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this file may not be read or written',
  EISDIR: 'this is a folder',
}
