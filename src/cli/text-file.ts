import { readFile } from 'node:fs/promises'
import { AppError } from '../platform/errors.ts'

/** A file's text. Throws `no_file` (status 400), with `hint` behind the reason. */
export const textFile = (path: string, hint = ''): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppError('no_file', 400, `${path}: ${unreadableBecause(error)}${hint}.`)
  })

/** Why a file cannot be read, for people. */
export const unreadableBecause = ({ code, message }: NodeJS.ErrnoException): string =>
  REASON[code ?? ''] ?? message

const REASON: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this file may not be read',
  EISDIR: 'this is a folder',
}
