import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'
import { keptSecret } from '../kept-secret.ts'
import { type Binaries, findBinaries, SHARED_HOME } from './binaries.ts'
import { canEnter, chooseRunAs, type RunAs } from './run-as.ts'

const run = promisify(execFile)

/** A database cluster on disk and what is needed to run it. */
export interface Cluster {
  folder: string
  log: string
  password: string
  runAs: RunAs
  binaries: Binaries
}

export const DATABASE_USER = 'stance'

/**
 * The cluster of a data folder; made at the first call (about a second). Lies in `<data>/postgres`, or, where the server's user
 * cannot enter the data folder, in /var/lib/stance with its path kept in `<data>/postgres.path`.
 */
export async function prepareCluster(dataFolder: string): Promise<Cluster> {
  // As root the server runs as another user, which must get through to its own folder inside.
  await mkdir(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const data = await realpath(dataFolder)
  const password = await keptSecret(join(data, 'postgres.password'))
  const known = await readFile(join(data, 'postgres.path'), 'utf8').catch(() => undefined)
  const folder = known?.trim() ?? join(data, 'postgres')
  const runAs = await chooseRunAs(folder)
  const binaries = await findBinaries(runAs)
  const cluster = { folder, log: join(data, 'postgres.log'), password, runAs, binaries }
  if (await exists(join(folder, 'PG_VERSION'))) return sameVersion(cluster)
  if (known) throw lost(folder, data)
  return initialise({ ...cluster, folder: await placeFor(data, runAs) }, data)
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const lost = (folder: string, data: string): AppError =>
  new AppError(
    'database_lost',
    500,
    `The database of ${data} should be in ${folder}, but is not there. Put it back, or restore a backup into another data folder.`,
  )

async function placeFor(data: string, runAs: RunAs): Promise<string> {
  if (await canEnter(data, runAs)) return join(data, 'postgres')
  const folder = join(SHARED_HOME, `cluster-${randomBytes(6).toString('hex')}`)
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
  return folder
}

/** initdb works in a folder aside, renamed when whole: an interrupted or doubled first start leaves no half cluster. */
async function initialise(cluster: Cluster, data: string): Promise<Cluster> {
  const { folder, runAs, binaries, password } = cluster
  const partial = `${folder}.${randomBytes(4).toString('hex')}`
  await mkdir(partial, { mode: 0o700 })
  const passwordFile = join(partial, 'pw')
  try {
    if (runAs) await chown(partial, runAs.uid, runAs.gid)
    await mkdir(join(partial, 'cluster'), { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (runAs)
      for (const path of [passwordFile, join(partial, 'cluster')]) await chown(path, runAs.uid, runAs.gid)
    await run(
      binaries.initdb,
      [
        `--pgdata=${join(partial, 'cluster')}`,
        `--username=${DATABASE_USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // One order of text on every machine, whatever its libc; PostgreSQL's own provider needs no system locale.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
      ],
      { ...runAs, cwd: partial, env: cleanEnvironment() },
    )
    await rename(join(partial, 'cluster'), folder)
    if (folder !== join(data, 'postgres')) await writeFile(join(data, 'postgres.path'), folder)
  } catch (error) {
    if (!(await exists(join(folder, 'PG_VERSION'))))
      throw startError(String((error as { stderr?: string }).stderr ?? error))
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  return cluster
}

async function sameVersion(cluster: Cluster): Promise<Cluster> {
  const made = (await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8')).trim()
  const { stdout } = await run(cluster.binaries.postgres, ['--version'])
  const now = /(\d+)/.exec(stdout)?.[1]
  if (made === now) return cluster
  throw new AppError(
    'database_version',
    500,
    `The database was made by PostgreSQL ${made} and this Stance brings ${now}. Run stance backup with the version that made it, then stance restore with this one.`,
  )
}

/** The environment for server programs: nothing of the user's own PostgreSQL settings. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('STANCE_'),
  )
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

/** Turns what a server program printed into one line that says what to do. */
export function startError(output: string): AppError {
  if (/No space left on device/i.test(output))
    return new AppError(
      'disk_full',
      507,
      'The disk that holds the data folder is full. Free some space, then start again; nothing was damaged.',
    )
  const lines = output.trim().split('\n')
  const line = lines.findLast((text) => /FATAL|PANIC|error/i.test(text)) ?? lines.at(-1) ?? 'it said nothing'
  return new AppError('database_start', 500, `The embedded PostgreSQL did not start: ${line.trim()}`)
}
