import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { INTEL_MIRROR } from '../../test/intel-mirror.ts'

export interface Options {
  /** Snapshots of EPSS; several make a rolling evaluation. */
  epss: string[]
  /** A snapshot of about 30 days before, where there is one alone. */
  before: string | undefined
  kev: string
  vulnrichments: string[]
  nvds: string[]
  exploits: string | undefined
  after: string | undefined
  days: number | undefined
  /** Positives before the snapshot's day are allowed, and marked. */
  leak: boolean
  /** Neither file was named: the mirror's are used, as they are. */
  isMirror: boolean
}

const OPTIONS = {
  epss: { type: 'string' },
  'epss-before': { type: 'string' },
  kev: { type: 'string' },
  vulnrichment: { type: 'string', multiple: true },
  nvd: { type: 'string', multiple: true },
  exploits: { type: 'string' },
  after: { type: 'string' },
  days: { type: 'string' },
  leak: { type: 'boolean' },
} as const

/** The command line; what it leaves out comes from the mirror of the feeds. Throws with what to do where a file is missing. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: OPTIONS })
  const { epss, kev, after, days } = values
  if (after !== undefined && !/^\d{4}-\d\d-\d\d$/.test(after))
    throw new Error('--after wants a day like 2026-08-16.')
  if (days !== undefined && !(Number(days) > 0)) throw new Error('--days wants a number of days above 0.')
  return {
    epss: filesOf(epss ?? mirrored('epss_scores-current.csv.gz', 'epss')),
    before: values['epss-before'],
    kev: existing(kev ?? mirrored('known_exploited_vulnerabilities.json', 'kev')),
    vulnrichments: (values.vulnrichment ?? optional('vulnrichment.tar.gz')).map(existing),
    nvds: (values.nvd ?? []).flatMap(filesOf),
    exploits: values.exploits && existing(values.exploits),
    after,
    days: days === undefined ? undefined : Number(days),
    leak: values.leak ?? false,
    isMirror: epss === undefined && kev === undefined,
  }
}

function mirrored(name: string, option: string): string {
  if (!INTEL_MIRROR) throw new Error(`Name a file with --${option}: there is no mirror of the feeds here.`)
  return join(INTEL_MIRROR, name)
}

const optional = (name: string): string[] =>
  INTEL_MIRROR && existsSync(join(INTEL_MIRROR, name)) ? [join(INTEL_MIRROR, name)] : []

function existing(file: string): string {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  return file
}

/** A file, or those of a folder in the order of their names. */
const filesOf = (path: string): string[] =>
  statSync(existing(path)).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path]
