import type { Advisory } from '../../model/advisory.ts'
import type { CvssRating } from '../../model/observation.ts'

/** What a feed says, one thing at a time. Ids of vulnerabilities are as the feed writes them, upper case for CVE. */
export type IntelItem =
  | { type: 'advisory'; advisory: Advisory }
  /** FIRST EPSS: probability 0–1 of exploitation within 30 days, and its rank 0–1 among all. */
  | { type: 'epss'; cve: string; score: number; percentile: number }
  /** Exploited in the wild. `added` and `due` are days (`2026-08-07`). */
  | {
      type: 'known-exploited'
      cve: string
      added: string
      due?: string
      ransomware: boolean
      name?: string
      action?: string
    }
  /** Somebody published a way to exploit it: a proof of concept, or a module ready to use. */
  | { type: 'exploit'; cve: string; maturity: 'poc' | 'weaponised'; id: string; url?: string; name?: string }
  /** CISA's SSVC decision points (https://github.com/cisagov/vulnrichment), and what it adds to the CVE record. */
  | {
      type: 'assessment'
      cve: string
      /** ISO 8601. */
      at?: string
      exploitation?: 'none' | 'poc' | 'active'
      automatable?: boolean
      technicalImpact?: 'partial' | 'total'
      cvss: CvssRating[]
      cwes: number[]
      /** The CVE id was rejected. */
      rejected: boolean
    }
  /** A cycle of a product (endoflife.date). Days; `true`/`false` where the source only says whether. */
  | {
      type: 'cycle'
      product: string
      cycle: string
      released?: string
      eol?: string | boolean
      latest?: string
      /** Package URLs without version that belong to the product. */
      purls: string[]
    }
  /** OpenSSF Scorecard of a source repository: 0–10. */
  | { type: 'scorecard'; repository: string; score: number; at: string }
  /** The day the feed's content is of. */
  | { type: 'as-of'; day: string; version?: string }
  /** Something that could not be read: counted and shown, never dropped in silence. */
  | { type: 'problem'; where: string; message: string }

/** One file of a feed. Each `open()` starts at the beginning again. */
export interface FeedFile {
  /** Its path below the feed's base: `osv/npm/all.zip`. */
  path: string
  open(): AsyncIterable<Uint8Array>
}

export interface ChangedRecords {
  ids: string[]
  /** Time of the latest change. */
  latest: Date
}

/** A public source of intelligence: a folder's worth of knowledge about one publisher, one line in the registry. */
export interface Feed {
  /** Kebab-case: `osv`, `kev`, `epss`. */
  id: string
  /** As its publisher writes it. */
  name: string
  /** The publisher's page about it. */
  link: string
  /** Licence or terms of use, as the publisher names them. */
  license: string
  /** Where the publisher serves it: what the paths of `files` are appended to. */
  base: string
  /** Files to fetch; `{ecosystem}` stands for each wanted ecosystem, `{year}` for each from 2002 on. A mirror holds them under the same paths. */
  files: string[]
  /** Of those that the publisher serves elsewhere than at `base` + path: their own address, with the same placeholders. */
  addresses?: Record<string, string>
  /** Where the publisher tells what changed in a file, and serves each record alone; the names are those of files beside it. */
  increments?: {
    index: string
    record(id: string): string
    /** What changed after a time; undefined where the index does not tell, or too much. */
    changed(index: FeedFile, since: Date): Promise<ChangedRecords | undefined>
  }
  /** Pure and streaming: no I/O but the file, no clock. Throws when the file as a whole is not what the feed serves. */
  read(file: FeedFile): AsyncIterable<IntelItem>
}
