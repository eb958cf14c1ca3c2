import type { FindingState } from '../../model/finding-state.ts'
import type { CvssRating } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Justification } from './justification.ts'

/** What an asset's VEX and VDR documents are made of. */
export interface Vex {
  asset: { id: string; name: string }
  branch: string
  publisher: Publisher
  /** What the statements are about: the asset, by its own package URL where one is known. */
  product: { iri: string; purl?: string }
  /** The last change of any of it. */
  at: Date
  /** The same for the same content: a UUID. */
  serial: string
  /** Each affected package once, in order, by its key. */
  packages: Map<string, AffectedPackage>
  /** In order of the vulnerability's id. */
  statements(): AsyncIterable<Statement>
}

/** Who issues documents: this installation. */
export interface Publisher {
  name: string
  /** An address that is its own. */
  namespace: string
}

export interface AffectedPackage {
  /** With its namespace, as the ecosystem writes it. */
  name: string
  version: string | null
  /** Where no tool gives one, of the type `generic`. */
  purl: string
}

/** The words of VEX (https://www.cisa.gov/sites/default/files/2023-04/minimum-requirements-for-vex-508c.pdf). */
export type Status = 'affected' | 'not_affected' | 'fixed' | 'under_investigation'

/** One vulnerability in one package of the asset, and what is decided about it. */
export interface Statement {
  finding: string
  vulnerability: string
  /** Its other ids. */
  aliases: string[]
  package: AffectedPackage
  state: FindingState
  status: Status
  /** Why it is not affected, in the shared words; undefined where the reason has none of them. */
  justification?: Justification
  /** Who says so, when and why; undefined while nobody has decided. */
  said?: { by: string; reason: string; until: Date | null }
  at: Date
  /** What is done about it, of what is affected. */
  action?: string
  title: string
  description: string | null
  remediation: string | null
  severity: Severity
  cvss: CvssRating[]
  cwes: number[]
  fixVersion: string | null
  references: string[]
  epss: number | null
  knownExploited: boolean | null
  firstSeen: Date
}
