import type { Mapping } from '../api/types.ts'

export type Field = keyof Mapping['fields']

interface FieldWords {
  field: Field
  label: string
  /** What it is for, where the name does not tell. */
  help: string
}

/** Our fields, those that every finding wants first. */
export const FIELDS: FieldWords[] = [
  { field: 'title', label: 'Title', help: 'One line that says what is wrong.' },
  {
    field: 'rule',
    label: 'Rule',
    help: 'Id of the check, the same for all of its findings; not the id of one finding.',
  },
  {
    field: 'resource',
    label: 'Resource',
    help: 'What it is about. Rule and resource make it the same finding in the next report.',
  },
  { field: 'description', label: 'Description', help: 'What is wrong, in full.' },
  { field: 'remediation', label: 'Remediation', help: 'How to fix it.' },
  { field: 'seenAt', label: 'Seen at', help: 'When the tool saw it.' },
  { field: 'resourceType', label: 'Resource type', help: '' },
  { field: 'account', label: 'Account', help: 'Account, tenant, subscription or project of the resource.' },
  { field: 'provider', label: 'Provider', help: 'Cloud or SaaS of the resource.' },
  { field: 'region', label: 'Region', help: '' },
  { field: 'references', label: 'References', help: 'Links.' },
  { field: 'controls', label: 'Controls', help: 'Controls of frameworks, such as CIS or PCI DSS.' },
  { field: 'tags', label: 'Tags', help: '' },
  { field: 'cwe', label: 'CWE', help: 'Numbers of weaknesses; CWE-79 in a text is found.' },
  { field: 'advisories', label: 'Advisories', help: 'CVE, GHSA and others, the main one first.' },
  { field: 'cvss', label: 'CVSS', help: 'Vector or score.' },
  { field: 'confidence', label: 'Confidence', help: 'high, medium or low.' },
  {
    field: 'fingerprint',
    label: 'Fingerprint',
    help: 'An identity of the finding of the tool’s own that never changes.',
  },
  { field: 'path', label: 'File', help: 'Path in the source, from its root.' },
  { field: 'line', label: 'Line', help: '' },
  { field: 'endLine', label: 'Last line', help: '' },
  { field: 'column', label: 'Column', help: '' },
  { field: 'endColumn', label: 'Last column', help: '' },
  { field: 'snippet', label: 'Code', help: 'The code of the place: it follows the finding when code moves.' },
  { field: 'symbol', label: 'Symbol', help: 'Function or class.' },
  { field: 'url', label: 'URL', help: '' },
  { field: 'method', label: 'Method', help: '' },
  { field: 'parameter', label: 'Parameter', help: '' },
  { field: 'request', label: 'Request', help: '' },
  { field: 'response', label: 'Response', help: '' },
  { field: 'evidence', label: 'Evidence', help: '' },
  { field: 'package', label: 'Package', help: '' },
  { field: 'version', label: 'Package version', help: '' },
  { field: 'purl', label: 'Package URL', help: '' },
  { field: 'fix', label: 'Fixed in', help: 'Versions without the weakness.' },
  { field: 'direct', label: 'Direct', help: 'true for a dependency of one’s own.' },
  { field: 'secret', label: 'Secret', help: 'The secret itself: it is masked and hashed while it is read.' },
  { field: 'epss', label: 'EPSS', help: 'Probability 0–1.' },
  { field: 'knownExploited', label: 'Known exploited', help: 'true when it is.' },
  { field: 'tool', label: 'Tool', help: 'Where one report mixes several.' },
]

/** Shown before anything is mapped. */
export const ALWAYS: Field[] = ['title', 'rule', 'resource', 'description', 'remediation', 'seenAt']

export const labelOf = (field: string): string => FIELDS.find((one) => one.field === field)?.label ?? field
