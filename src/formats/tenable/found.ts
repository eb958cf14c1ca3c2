import type { CvssRating, ProducerVerdict } from '../../model/observation.ts'

/** What a plugin found on a host, whichever way the report writes it. */
export interface Found {
  plugin: string
  name: string | undefined
  host: string
  port: string | undefined
  protocol: string | undefined
  service?: string | undefined
  /** `0` … `4`, or a word. */
  severity: string | undefined
  isWeb: boolean
  synopsis: string | undefined
  description: string | undefined
  solution: string | undefined
  /** What was seen on this host. */
  output: string | undefined
  links: string[]
  cves: string[]
  /** `CWE:79`, `IAVA:2024-A-0330`, … */
  xrefs: string[]
  cwes: string[]
  cpes: string[]
  cvss: CvssRating[]
  epss: string | undefined
  verdict?: ProducerVerdict | undefined
  seenAt: string | undefined
  tags: string[]
  raw: string
}

/** The host that a `.nessus` file is about at a place. */
export interface Host {
  name: string
  isWeb: boolean
  seenAt: string | undefined
}
