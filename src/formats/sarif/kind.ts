import type { Kind } from '../../model/kind.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { checkovKind } from '../values/checkov-check.ts'
import { packageKind } from '../values/package-kind.ts'

/** SARIF has no word for the sort of tool, so known ones are known by name. */
const TOOLS: [RegExp, Kind][] = [
  [
    /gitleaks|trufflehog|detect-secrets|secretlint|talisman|ggshield|gitguardian|nosey ?parker|whispers|kingfisher/,
    'secret',
  ],
  [/sarif\.patternmatcher|credscan|secret ?scan/, 'secret'],
  [/snyk container|docker scout|clair|anchore/, 'container'],
  [
    /snyk open source|osv-?scanner|govulncheck|dependency-?check|(?:npm|pip|cargo|bundler|yarn)[- ]audit|cargo-deny|retire/,
    'dependency',
  ],
  [/xray|mend|black ?duck|nancy|depscan|sonatype/, 'dependency'],
  [
    /checkov|tfsec|defsec|terrascan|kics|snyk iac|cfn[-_ ]?(?:lint|nag)|hadolint|kubesec|kube-?(?:linter|score)|kubescape/,
    'config',
  ],
  [/polaris|conftest|datree|tflint|template ?analyzer|dockle|cis-?cat|bicep/, 'config'],
  [/zizmor|actionlint|scorecard|poutine|octoscan|legitify/, 'pipeline'],
  [
    /zap|zed attack|nuclei|burp|stackhawk|hawkscan|dastardly|arachni|nikto|wapiti|netsparker|invicti|acunetix/,
    'web',
  ],
  [/42crunch|spectral|schemathesis|restler/, 'api'],
  [/clamav|yara/, 'malware'],
]

/** Trivy writes every scanner's results in one run; the rule's name tells them apart. */
const TRIVY_RULES: Record<string, Kind> = byWord({
  OsPackageVulnerability: 'container',
  LanguageSpecificPackageVulnerability: 'dependency',
  Misconfiguration: 'config',
  Secret: 'secret',
  License: 'license',
})

const TAGS: Record<string, Kind> = byWord({
  secret: 'secret',
  secrets: 'secret',
  credentials: 'secret',
  misconfiguration: 'config',
  iac: 'config',
  'infrastructure-as-code': 'config',
  terraform: 'config',
  kubernetes: 'config',
  dockerfile: 'config',
  license: 'license',
  sca: 'dependency',
  malware: 'malware',
})

/** The kind of a rule's findings, by its tool, its id, its name and its tags; `code` when nothing says otherwise. */
export function kindOf(rule: { tool: string; id: string; name?: string; tags: string[] }): Kind {
  if (rule.name !== undefined && Object.hasOwn(TRIVY_RULES, rule.name)) return TRIVY_RULES[rule.name] as Kind
  const tool = rule.tool.toLowerCase()
  const known = TOOLS.find(([pattern]) => pattern.test(tool))
  if (known) return checkovKind(rule.id) ?? known[1]
  const [advisory] = advisoryIdsIn(rule.id)
  if (advisory !== undefined) return packageKind(advisory, undefined)
  const tag = rule.tags.find((item) => Object.hasOwn(TAGS, item.toLowerCase()))
  return tag === undefined ? 'code' : (TAGS[tag.toLowerCase()] as Kind)
}
