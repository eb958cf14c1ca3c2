import type { AssetClaim } from '../model/asset.ts'
import type { Component, Dependency } from '../model/component.ts'
import type { EstateLink, EstateNode } from '../model/estate.ts'
import type { Kind } from '../model/kind.ts'
import type { Observation } from '../model/observation.ts'
import type { OwnerRule } from '../model/owner.ts'
import type { RepositoryPolicy } from '../model/repository-policy.ts'

/** Something in a report that a reader could not use. Counted and shown, never dropped in silence. */
export interface Problem {
  type: 'problem'
  /** Place in the report: JSON pointer (`/runs/0/results/17`), element path, `line 12`. */
  where: string
  /** What is wrong and what follows from it. */
  message: string
  /** The report ends early or a part of it is unreadable: what it does not show may still be there, so it closes nothing. */
  incomplete?: true
}

/** What the report says of itself; a reader yields one before its first observation, and one more for each further tool or target. */
export interface ReportHeader {
  type: 'header'
  /** Tool that ran, as it names itself: `Semgrep OSS`, `Trivy`. */
  tool?: string
  toolVersion?: string
  /** What it says it looked at: SARIF category (automationDetails.id), Trivy target, scanned URL. Part of the report's scope. */
  target?: string
  /** ISO 8601 time of the run. */
  producedAt?: string
  branch?: string
  revision?: string
}

export type Item =
  | ReportHeader
  | Observation
  | Component
  | Dependency
  | AssetClaim
  | EstateNode
  | EstateLink
  | OwnerRule
  | RepositoryPolicy
  | Problem

/** The bytes of one document: decompressed, without BOM, UTF-8. Each `open()` starts at the beginning again. */
export interface Input {
  open(): AsyncIterable<Uint8Array>
  /** Another file of the same archive, for reports that are made of several; undefined where there is none of this name. */
  beside?(name: string): Promise<Input | undefined>
}

/** Bounds on what a reader accepts. Sizes in bytes. */
export interface Limits {
  /** Largest document after decompression. */
  maxBytes: number
  /** Largest single element (one result, one component) or document kept whole. */
  maxElementBytes: number
  /** Deepest nesting. */
  maxDepth: number
  /** Most items of one report. */
  maxItems: number
  /** Most times that a compressed upload may grow. */
  maxExpansion: number
}

export interface ReadContext {
  limits: Limits
}

/** What `detect` may look at: content only, never the file's name. */
export interface Sample {
  syntax: 'json' | 'ndjson' | 'xml' | 'csv' | 'text'
  /** First 64 KiB as text. */
  head: string
  /**
   * JSON: the document's outline with every array cut to its first elements and long strings cut; NDJSON: the first record.
   * Undefined for other syntaxes.
   */
  outline?: unknown
  /** XML: root element's local name, namespace and attributes. */
  root?: { name: string; namespace: string; attributes: Record<string, string> }
  /** CSV: the header row. */
  columns?: string[]
}

/** One report format: a folder with `index.ts` exporting one of these, its fixtures and its test. */
export interface Format {
  /** Kebab-case, the folder's name. */
  id: string
  /** As its makers write it. */
  name: string
  /** Of an organisation's own format, which it changes by itself: the version that this is. */
  version?: number
  /** The page that defines it: an address, or a file below docs/ for our own. */
  link: string
  /** File endings people use, for file dialogs only. */
  extensions: string[]
  kinds: Kind[]
  /** The command that makes such a file. */
  howTo: string
  /** Where it finds nothing, the tool prints nothing at all: an empty file of which a person says that it is this format's is a clean report. */
  silentWhenClean?: true
  /** 0 = not this format … 1 = certain. Above 0.5 means "can be read as this"; a dialect beats its base format. */
  detect(sample: Sample): number
  /** Pure and streaming: no I/O but the input, no clock, no environment. Yields items in the order of the report. */
  read(input: Input, context: ReadContext): AsyncIterable<Item>
}
