import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { escapeSegment } from '../syntax/json-paths.ts'
import { byWord } from '../values/by-word.ts'
import { asObject } from '../values/fields.ts'
import { binaryChecks, iosBinaryFindings } from './binary.ts'
import { codeRules } from './code.ts'
import { finding, listItems, type Told } from './finding.ts'
import { packages } from './packages.ts'
import {
  certificateFinding,
  domainFinding,
  fileFinding,
  firebaseFinding,
  manifestFinding,
  networkFinding,
  permissionFinding,
  secretFinding,
  trackerFinding,
  transportFinding,
  virusTotal,
} from './settings.ts'

export type SectionItem = Observation | Component | Problem
type Section = (element: Element) => Iterable<SectionItem>

/** A list that is the section itself in older versions, and one of its members since 3.6. */
const listOf = (member: string, read: (value: unknown) => Told | undefined): Section =>
  function* (element) {
    const { value, where } = element
    const inner = asObject(value)?.[member]
    if (inner === undefined) yield* listItems(value, where, read)
    else yield* listItems(inner, `${where}/${member}`, read)
  }

/** An object by name whose members are read with their name. */
const byName = (read: (name: string, value: unknown) => Told | undefined): Section =>
  function* ({ value, where }) {
    for (const [name, member] of Object.entries(asObject(value) ?? {}))
      yield* finding(read(name, member), `${where}/${escapeSegment(name)}`, { [name]: member })
  }

/** What is read of a report, section by section. What is merely listed (strings, files, addresses) is no finding. */
export const SECTIONS: Record<string, Section> = byWord({
  certificate_analysis: listOf('certificate_findings', certificateFinding),
  manifest_analysis: listOf('manifest_findings', manifestFinding),
  network_security: listOf('network_findings', networkFinding),
  ats_analysis: listOf('ats_findings', transportFinding),
  permissions: byName(permissionFinding),
  code_analysis: codeRules,
  android_api: codeRules,
  ios_api: codeRules,
  behaviour: codeRules,
  binary_analysis: (element) =>
    Array.isArray(element.value) ? binaryChecks(element) : iosBinaryFindings(element),
  macho_analysis: binaryChecks,
  dylib_analysis: binaryChecks,
  framework_analysis: binaryChecks,
  file_analysis: listOf('findings', fileFinding),
  secrets: listOf('secrets', secretFinding),
  firebase_urls: listOf('firebase_findings', firebaseFinding),
  trackers: listOf('trackers', trackerFinding),
  domains: byName(domainFinding),
  virus_total: virusTotal,
  sbom: packages,
})
