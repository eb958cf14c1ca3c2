import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CORPUS, WITHOUT_CORPUS } from '../../test/corpus.ts'
import { bandit } from './bandit/index.ts'
import { checkov } from './checkov/index.ts'
import type { Format } from './contract.ts'
import { gitleaks } from './gitleaks/index.ts'
import { npmAudit } from './npm-audit/index.ts'
import { nuclei } from './nuclei/index.ts'
import { ocsf } from './ocsf/index.ts'
import { semgrep } from './semgrep/index.ts'
import { snyk } from './snyk/index.ts'
import { itemsOf, observationsIn, problemsIn } from './test-items.ts'
import { zap } from './zap/index.ts'

// Counted in another way than the readers count: over the whole parsed document.
// biome-ignore lint/suspicious/noExplicitAny: documents of nine shapes
type Document = any
const listed = (value: Document): Document[] => (Array.isArray(value) ? value : [value])
const sum = (list: Document[], of: (item: Document) => number): number =>
  list.reduce((total, item) => total + of(item), 0)

const size = (value: Document): number => Object.keys(value ?? {}).length

const snykIssues = (project: Document): number =>
  size(project.vulnerabilities) +
  size(project.infrastructureAsCodeIssues) +
  size(project.filtered?.ignore) +
  size(project.filtered?.patch) +
  size(project.docker?.binariesVulns?.issuesData) +
  sum(project.applications ?? [], snykIssues)

const npmEntries = (report: Document): number => {
  if (report.advisories) return sum(Object.values(report.advisories), (advisory) => advisory.findings.length)
  const named = (via: Document) => typeof via === 'string' && report.vulnerabilities[via] !== undefined
  return sum(
    Object.values(report.vulnerabilities),
    (entry) => entry.via.filter((via: Document) => !named(via)).length,
  )
}

const COUNTED: [Format, string[], (document: Document) => number][] = [
  [bandit, ['bandit'], (report) => size(report.results) + size(report.errors)],
  [
    checkov,
    ['checkov'],
    (report) =>
      sum(
        listed(report),
        ({ results = {} }) =>
          size(results.failed_checks) + size(results.skipped_checks) + size(results.parsing_errors),
      ),
  ],
  [gitleaks, ['gitleaks'], size],
  [npmAudit, ['npm_audit', 'npm_audit_7_plus'], npmEntries],
  [
    nuclei,
    ['nuclei'],
    (records) => listed(records).filter((record) => record['matcher-status'] !== false).length,
  ],
  [ocsf, ['ocsf'], (events) => listed(events).filter((event) => event.status_code !== 'PASS').length],
  [semgrep, ['semgrep'], (report) => size(report.results) + size(report.errors)],
  [snyk, ['snyk'], (report) => sum(listed(report), snykIssues)],
  [zap, ['zap'], (report) => sum(report.site, (site) => sum(site.alerts, (alert) => size(alert.instances)))],
]

function parse(text: string): Document {
  try {
    return JSON.parse(text)
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line))
  }
}

describe.skipIf(!CORPUS)(
  `every element of the corpus’ reports is an observation or a problem${WITHOUT_CORPUS}`,
  () => {
    for (const [format, folders, count] of COUNTED)
      test(format.id, async () => {
        const files = folders.flatMap((folder) => filesIn(join(CORPUS as string, 'reports', folder)))
        expect(files.length).toBeGreaterThan(0)
        for (const file of files) {
          const text = readFileSync(file, 'utf8')
          const document = parse(text)
          if (document.error) continue
          const items = await itemsOf(format, text)
          expect([file, observationsIn(items).length + problemsIn(items).length]).toEqual([
            file,
            count(document),
          ])
        }
      })
  },
)

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonl?$/.test(name))
    .map((name) => join(folder, name))
