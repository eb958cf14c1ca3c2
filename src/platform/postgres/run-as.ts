import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'

const run = promisify(execFile)

/** The user a server process runs as; undefined = whoever runs this. */
export type RunAs = { uid: number; gid: number } | undefined

/**
 * PostgreSQL refuses to run as root. As root, an existing cluster keeps its owner; a new one gets the system's own
 * `postgres` user or, where there is none, `nobody`: no user is created.
 */
export async function chooseRunAs(cluster: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['stance', 'postgres', 'nobody']) {
    const account = accounts.find(([login]) => login === name)
    if (account && Number(account[2]) > 0) return { uid: Number(account[2]), gid: Number(account[3]) }
  }
  throw new AppError(
    'no_database_user',
    500,
    'PostgreSQL does not run as root and this system has no user "postgres" or "nobody". Start Stance as an ordinary user, or set STANCE_DATABASE_URL.',
  )
}

/** Whether that user can get into a folder, asked of the system itself (modes, groups and ACLs of all its parents). */
export async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  if (!runAs) return true
  return run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs, cwd: '/' }).then(
    () => true,
    () => false,
  )
}
