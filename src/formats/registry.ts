import { accessLog } from './access-log/index.ts'
import { actionlint } from './actionlint/index.ts'
import { acunetix } from './acunetix/index.ts'
import { aide } from './aide/index.ts'
import { alertlogic } from './alertlogic/index.ts'
import { anchoreEnterprise } from './anchore-enterprise/index.ts'
import { anchorectlPolicies } from './anchorectl-policies/index.ts'
import { anchorectlVulnerabilities } from './anchorectl-vulnerabilities/index.ts'
import { apkleaks } from './apkleaks/index.ts'
import { appcheck } from './appcheck/index.ts'
import { appspider } from './appspider/index.ts'
import { aqua } from './aqua/index.ts'
import { arachni } from './arachni/index.ts'
import { asff } from './asff/index.ts'
import { auditjs } from './auditjs/index.ts'
import { awsAccessAnalyzer } from './aws-access-analyzer/index.ts'
import { awsConfig } from './aws-config/index.ts'
import { awsIam } from './aws-iam/index.ts'
import { awsInspector } from './aws-inspector/index.ts'
import { awsResourceExplorer } from './aws-resource-explorer/index.ts'
import { azureDefender } from './azure-defender/index.ts'
import { azureResourceGraph } from './azure-resource-graph/index.ts'
import { bandit } from './bandit/index.ts'
import { bearer } from './bearer/index.ts'
import { biome } from './biome/index.ts'
import { bitbucketAnnotations } from './bitbucket-annotations/index.ts'
import { blackduck } from './blackduck/index.ts'
import { blackduckBinaryAnalysis } from './blackduck-binary-analysis/index.ts'
import { brakeman } from './brakeman/index.ts'
import { bugcrowd } from './bugcrowd/index.ts'
import { bundlerAudit } from './bundler-audit/index.ts'
import { burp } from './burp/index.ts'
import { burpGraphql } from './burp-graphql/index.ts'
import { burpHtml } from './burp-html/index.ts'
import { burpJunit } from './burp-junit/index.ts'
import { burpRest } from './burp-rest/index.ts'
import { cargoAudit } from './cargo-audit/index.ts'
import { cargoDeny } from './cargo-deny/index.ts'
import { cargoMessages } from './cargo-messages/index.ts'
import { cfnLint } from './cfn-lint/index.ts'
import { cfnNag } from './cfn-nag/index.ts'
import { checkmarx } from './checkmarx/index.ts'
import { checkmarxOne } from './checkmarx-one/index.ts'
import { checkmarxOsa } from './checkmarx-osa/index.ts'
import { checkov } from './checkov/index.ts'
import { checkstyle } from './checkstyle/index.ts'
import { chefInspec } from './chef-inspec/index.ts'
import { chkrootkit } from './chkrootkit/index.ts'
import { cisCat } from './cis-cat/index.ts'
import { clair } from './clair/index.ts'
import { clamav } from './clamav/index.ts'
import { clangAnalyzer } from './clang-analyzer/index.ts'
import { clangTidy } from './clang-tidy/index.ts'
import { cloudflareInsights } from './cloudflare-insights/index.ts'
import { cloudsploit } from './cloudsploit/index.ts'
import { cnspec } from './cnspec/index.ts'
import { cobalt } from './cobalt/index.ts'
import { codacy } from './codacy/index.ts'
import { codeClimate } from './code-climate/index.ts'
import { codechecker } from './codechecker/index.ts'
import { codeqlCsv } from './codeql-csv/index.ts'
import { compilerMessages } from './compiler-messages/index.ts'
import { composerAudit } from './composer-audit/index.ts'
import { conftest } from './conftest/index.ts'
import { containerInspect } from './container-inspect/index.ts'
import type { Format } from './contract.ts'
import { contrast } from './contrast/index.ts'
import { coverity } from './coverity/index.ts'
import { cppcheck } from './cppcheck/index.ts'
import { crashtest } from './crashtest/index.ts'
import { credScan } from './cred-scan/index.ts'
import { crowdstrikeSpotlight } from './crowdstrike-spotlight/index.ts'
import { crunch42 } from './crunch42/index.ts'
import { csaf } from './csaf/index.ts'
import { cweChecker } from './cwe-checker/index.ts'
import { cxflow } from './cxflow/index.ts'
import { cyberwatch } from './cyberwatch/index.ts'
import { cyclonedx } from './cyclonedx/index.ts'
import { cycognito } from './cycognito/index.ts'
import { dawnscanner } from './dawnscanner/index.ts'
import { deepfence } from './deepfence/index.ts'
import { defectdojoGeneric } from './defectdojo-generic/index.ts'
import { dependencyCheck } from './dependency-check/index.ts'
import { dependencyTrack } from './dependency-track/index.ts'
import { depscan } from './depscan/index.ts'
import { detectSecrets } from './detect-secrets/index.ts'
import { devaudit } from './devaudit/index.ts'
import { dirsearch } from './dirsearch/index.ts'
import { dockerBench } from './docker-bench/index.ts'
import { dockerScout } from './docker-scout/index.ts'
import { dockle } from './dockle/index.ts'
import { dotnetPackages } from './dotnet-packages/index.ts'
import { drheader } from './drheader/index.ts'
import { dsop } from './dsop/index.ts'
import { edgescan } from './edgescan/index.ts'
import { eslint } from './eslint/index.ts'
import { falco } from './falco/index.ts'
import { ffuf } from './ffuf/index.ts'
import { firmwalker } from './firmwalker/index.ts'
import { flawfinder } from './flawfinder/index.ts'
import { fluidAttacks } from './fluid-attacks/index.ts'
import { fortify } from './fortify/index.ts'
import { fortifyApi } from './fortify-api/index.ts'
import { fortifyFvdl } from './fortify-fvdl/index.ts'
import { fxcop } from './fxcop/index.ts'
import { garak } from './garak/index.ts'
import { gcc } from './gcc/index.ts'
import { gcloudArtifactAnalysis } from './gcloud-artifact-analysis/index.ts'
import { gcpAssetInventory } from './gcp-asset-inventory/index.ts'
import { ggshield } from './ggshield/index.ts'
import { gitguardian } from './gitguardian/index.ts'
import { githubAnnotations } from './github-annotations/index.ts'
import { githubCodeScanning } from './github-code-scanning/index.ts'
import { githubDependabot } from './github-dependabot/index.ts'
import { githubDependencySnapshot } from './github-dependency-snapshot/index.ts'
import { githubSecretScanning } from './github-secret-scanning/index.ts'
import { gitlab } from './gitlab/index.ts'
import { gitlabVulnerabilities } from './gitlab-vulnerabilities/index.ts'
import { gitleaks } from './gitleaks/index.ts'
import { gobuster } from './gobuster/index.ts'
import { golangciLint } from './golangci-lint/index.ts'
import { googleScc } from './google-scc/index.ts'
import { gosec } from './gosec/index.ts'
import { govulncheck } from './govulncheck/index.ts'
import { grype } from './grype/index.ts'
import { guardduty } from './guardduty/index.ts'
import { hackerone } from './hackerone/index.ts'
import { hadolint } from './hadolint/index.ts'
import { harbor } from './harbor/index.ts'
import { hclAppscan } from './hcl-appscan/index.ts'
import { hdf } from './hdf/index.ts'
import { horusec } from './horusec/index.ts'
import { htmlhint } from './htmlhint/index.ts'
import { httpArchive } from './http-archive/index.ts'
import { httpx } from './httpx/index.ts'
import { humble } from './humble/index.ts'
import { huskyci } from './huskyci/index.ts'
import { hydra } from './hydra/index.ts'
import { immuniweb } from './immuniweb/index.ts'
import { inToto } from './in-toto/index.ts'
import { infer } from './infer/index.ts'
import { insider } from './insider/index.ts'
import { intellijInspections } from './intellij-inspections/index.ts'
import { intsights } from './intsights/index.ts'
import { invicti } from './invicti/index.ts'
import { iriusrisk } from './iriusrisk/index.ts'
import { jaeger } from './jaeger/index.ts'
import { jfrogXray } from './jfrog-xray/index.ts'
import { jfrogXrayReport } from './jfrog-xray-report/index.ts'
import { jfrogXrayScan } from './jfrog-xray-scan/index.ts'
import { jfrogXraySummary } from './jfrog-xray-summary/index.ts'
import { junit } from './junit/index.ts'
import { kics } from './kics/index.ts'
import { kingfisher } from './kingfisher/index.ts'
import { kiuwan } from './kiuwan/index.ts'
import { kiuwanInsights } from './kiuwan-insights/index.ts'
import { klocwork } from './klocwork/index.ts'
import { krakendAudit } from './krakend-audit/index.ts'
import { kubeBench } from './kube-bench/index.ts'
import { kubeHunter } from './kube-hunter/index.ts'
import { kubeLinter } from './kube-linter/index.ts'
import { kubeScore } from './kube-score/index.ts'
import { kubeaudit } from './kubeaudit/index.ts'
import { kubernetesObjects } from './kubernetes-objects/index.ts'
import { kubescape } from './kubescape/index.ts'
import { legitify } from './legitify/index.ts'
import { loadedFiles } from './loaded-files/index.ts'
import { lynis } from './lynis/index.ts'
import { macie } from './macie/index.ts'
import { markdownlint } from './markdownlint/index.ts'
import { masscan } from './masscan/index.ts'
import { mend } from './mend/index.ts'
import { mendSast } from './mend-sast/index.ts'
import { meterian } from './meterian/index.ts'
import { mixAudit } from './mix-audit/index.ts'
import { mobsf } from './mobsf/index.ts'
import { mobsfscan } from './mobsfscan/index.ts'
import { monkey365 } from './monkey365/index.ts'
import { mozillaObservatory } from './mozilla-observatory/index.ts'
import { msDefender } from './ms-defender/index.ts'
import { mypy } from './mypy/index.ts'
import { n0s1 } from './n0s1/index.ts'
import { naabu } from './naabu/index.ts'
import { nancy } from './nancy/index.ts'
import { nettacker } from './nettacker/index.ts'
import { neuvector } from './neuvector/index.ts'
import { nexpose } from './nexpose/index.ts'
import { nexusIq } from './nexus-iq/index.ts'
import { nikto } from './nikto/index.ts'
import { njsscan } from './njsscan/index.ts'
import { nmap } from './nmap/index.ts'
import { noseyParker } from './nosey-parker/index.ts'
import { npmAudit } from './npm-audit/index.ts'
import { nsp } from './nsp/index.ts'
import { nuclei } from './nuclei/index.ts'
import { ocsf } from './ocsf/index.ts'
import { openvas } from './openvas/index.ts'
import { openvex } from './openvex/index.ts'
import { orca } from './orca/index.ts'
import { ort } from './ort/index.ts'
import { osvScanner } from './osv-scanner/index.ts'
import { otelTraces } from './otel-traces/index.ts'
import { outpost24 } from './outpost24/index.ts'
import { oxlint } from './oxlint/index.ts'
import { phpcs } from './phpcs/index.ts'
import { phpstan } from './phpstan/index.ts'
import { picus } from './picus/index.ts'
import { pingcastle } from './pingcastle/index.ts'
import { pipAudit } from './pip-audit/index.ts'
import { pmd } from './pmd/index.ts'
import { polaris } from './polaris/index.ts'
import { policyReport } from './policy-report/index.ts'
import { popeye } from './popeye/index.ts'
import { poutine } from './poutine/index.ts'
import { powerpipe } from './powerpipe/index.ts'
import { prismaCloud } from './prisma-cloud/index.ts'
import { progpilot } from './progpilot/index.ts'
import { promptfoo } from './promptfoo/index.ts'
import { prowler } from './prowler/index.ts'
import { psalm } from './psalm/index.ts'
import { ptart } from './ptart/index.ts'
import { puppetLint } from './puppet-lint/index.ts'
import { pwnSast } from './pwn-sast/index.ts'
import { pylint } from './pylint/index.ts'
import { pyright } from './pyright/index.ts'
import { qark } from './qark/index.ts'
import { qualys } from './qualys/index.ts'
import { qualysPci } from './qualys-pci/index.ts'
import { qualysWas } from './qualys-was/index.ts'
import { rapplex } from './rapplex/index.ts'
import { redHatSatellite } from './red-hat-satellite/index.ts'
import { redocly } from './redocly/index.ts'
import { restler } from './restler/index.ts'
import { retirejs } from './retirejs/index.ts'
import { reversinglabs } from './reversinglabs/index.ts'
import { reviewdog } from './reviewdog/index.ts'
import { riskRecon } from './risk-recon/index.ts'
import { rkhunter } from './rkhunter/index.ts'
import { rubocop } from './rubocop/index.ts'
import { ruff } from './ruff/index.ts'
import { rustyHog } from './rusty-hog/index.ts'
import { safety } from './safety/index.ts'
import { sarif } from './sarif/index.ts'
import { scantist } from './scantist/index.ts'
import { schemathesis } from './schemathesis/index.ts'
import { scnr } from './scnr/index.ts'
import { scorecard } from './scorecard/index.ts'
import { scoutSuite } from './scout-suite/index.ts'
import { scubagear } from './scubagear/index.ts'
import { secretlint } from './secretlint/index.ts'
import { secureCodeBox } from './secure-code-box/index.ts'
import { seeker } from './seeker/index.ts'
import { semgrep } from './semgrep/index.ts'
import { semgrepPlatform } from './semgrep-platform/index.ts'
import { shellcheck } from './shellcheck/index.ts'
import { shiftleftScan } from './shiftleft-scan/index.ts'
import { skf } from './skf/index.ts'
import { snyk } from './snyk/index.ts'
import { snykRest } from './snyk-rest/index.ts'
import { solarAppscreener } from './solar-appscreener/index.ts'
import { solhint } from './solhint/index.ts'
import { sonarReport } from './sonar-report/index.ts'
import { sonarqube } from './sonarqube/index.ts'
import { sonarqubeImport } from './sonarqube-import/index.ts'
import { spdx } from './spdx/index.ts'
import { spectral } from './spectral/index.ts'
import { spotbugs } from './spotbugs/index.ts'
import { sqlfluff } from './sqlfluff/index.ts'
import { sqlmap } from './sqlmap/index.ts'
import { sshAudit } from './ssh-audit/index.ts'
import { sslLabs } from './ssl-labs/index.ts'
import { sslscan } from './sslscan/index.ts'
import { sslyze } from './sslyze/index.ts'
import { stackhawk } from './stackhawk/index.ts'
import { stanceCsv } from './stance-csv/index.ts'
import { stanceDiscovery } from './stance-discovery/index.ts'
import { stanceJson } from './stance-json/index.ts'
import { staticcheck } from './staticcheck/index.ts'
import { stigChecklist } from './stig-checklist/index.ts'
import { stylelint } from './stylelint/index.ts'
import { subfinder } from './subfinder/index.ts'
import { suricata } from './suricata/index.ts'
import { syft } from './syft/index.ts'
import { symfonySecurityCheck } from './symfony-security-check/index.ts'
import { sysdig } from './sysdig/index.ts'
import { talisman } from './talisman/index.ts'
import { tenable } from './tenable/index.ts'
import { terraformState } from './terraform-state/index.ts'
import { terrascan } from './terrascan/index.ts'
import { testssl } from './testssl/index.ts'
import { tflint } from './tflint/index.ts'
import { tfsec } from './tfsec/index.ts'
import { threagile } from './threagile/index.ts'
import { threatComposer } from './threat-composer/index.ts'
import { thunderscan } from './thunderscan/index.ts'
import { tracee } from './tracee/index.ts'
import { trivy } from './trivy/index.ts'
import { trivyOperator } from './trivy-operator/index.ts'
import { trufflehog } from './trufflehog/index.ts'
import { trufflehog3 } from './trufflehog3/index.ts'
import { trustwave } from './trustwave/index.ts'
import { trustwaveFusion } from './trustwave-fusion/index.ts'
import { tslint } from './tslint/index.ts'
import { vcg } from './vcg/index.ts'
import { veracode } from './veracode/index.ts'
import { veracodeSca } from './veracode-sca/index.ts'
import { vulners } from './vulners/index.ts'
import { w3af } from './w3af/index.ts'
import { wapiti } from './wapiti/index.ts'
import { wazuh } from './wazuh/index.ts'
import { webinspect } from './webinspect/index.ts'
import { wfuzz } from './wfuzz/index.ts'
import { whatweb } from './whatweb/index.ts'
import { whispers } from './whispers/index.ts'
import { whitehat } from './whitehat/index.ts'
import { whitehatCsv } from './whitehat-csv/index.ts'
import { wiz } from './wiz/index.ts'
import { wizcli } from './wizcli/index.ts'
import { wpscan } from './wpscan/index.ts'
import { xanitizer } from './xanitizer/index.ts'
import { xccdf } from './xccdf/index.ts'
import { xeol } from './xeol/index.ts'
import { xygeni } from './xygeni/index.ts'
import { yara } from './yara/index.ts'
import { yarnAudit } from './yarn-audit/index.ts'
import { zap } from './zap/index.ts'
import { zapApi } from './zap-api/index.ts'
import { zizmor } from './zizmor/index.ts'
import { zora } from './zora/index.ts'

/** Every format that can be read: one line each, in alphabetical order. */
export const formats: Format[] = [
  accessLog,
  actionlint,
  acunetix,
  aide,
  alertlogic,
  anchoreEnterprise,
  anchorectlPolicies,
  anchorectlVulnerabilities,
  apkleaks,
  appcheck,
  appspider,
  aqua,
  arachni,
  asff,
  auditjs,
  awsAccessAnalyzer,
  awsConfig,
  awsIam,
  awsInspector,
  awsResourceExplorer,
  azureDefender,
  azureResourceGraph,
  bandit,
  bearer,
  biome,
  bitbucketAnnotations,
  blackduck,
  blackduckBinaryAnalysis,
  brakeman,
  bugcrowd,
  bundlerAudit,
  burp,
  burpGraphql,
  burpHtml,
  burpJunit,
  burpRest,
  cargoAudit,
  cargoDeny,
  cargoMessages,
  cfnLint,
  cfnNag,
  checkmarx,
  checkmarxOne,
  checkmarxOsa,
  checkov,
  checkstyle,
  chefInspec,
  chkrootkit,
  cisCat,
  clair,
  clamav,
  clangAnalyzer,
  clangTidy,
  cloudflareInsights,
  cloudsploit,
  cnspec,
  cobalt,
  codacy,
  codeClimate,
  codechecker,
  codeqlCsv,
  compilerMessages,
  composerAudit,
  conftest,
  containerInspect,
  contrast,
  coverity,
  cppcheck,
  crashtest,
  credScan,
  crowdstrikeSpotlight,
  crunch42,
  csaf,
  cweChecker,
  cxflow,
  cyberwatch,
  cyclonedx,
  cycognito,
  dawnscanner,
  deepfence,
  defectdojoGeneric,
  dependencyCheck,
  dependencyTrack,
  depscan,
  detectSecrets,
  devaudit,
  dirsearch,
  dockerBench,
  dockerScout,
  dockle,
  dotnetPackages,
  drheader,
  dsop,
  edgescan,
  eslint,
  falco,
  ffuf,
  firmwalker,
  flawfinder,
  fluidAttacks,
  fortify,
  fortifyApi,
  fortifyFvdl,
  fxcop,
  garak,
  gcc,
  gcloudArtifactAnalysis,
  gcpAssetInventory,
  ggshield,
  gitguardian,
  githubAnnotations,
  githubCodeScanning,
  githubDependabot,
  githubDependencySnapshot,
  githubSecretScanning,
  gitlab,
  gitlabVulnerabilities,
  gitleaks,
  gobuster,
  golangciLint,
  googleScc,
  gosec,
  govulncheck,
  grype,
  guardduty,
  hackerone,
  hadolint,
  harbor,
  hclAppscan,
  hdf,
  horusec,
  htmlhint,
  httpArchive,
  httpx,
  humble,
  huskyci,
  hydra,
  immuniweb,
  inToto,
  infer,
  insider,
  intellijInspections,
  intsights,
  invicti,
  iriusrisk,
  jaeger,
  jfrogXray,
  jfrogXrayReport,
  jfrogXrayScan,
  jfrogXraySummary,
  junit,
  kics,
  kingfisher,
  kiuwan,
  kiuwanInsights,
  klocwork,
  krakendAudit,
  kubeBench,
  kubeHunter,
  kubeLinter,
  kubeScore,
  kubeaudit,
  kubernetesObjects,
  kubescape,
  legitify,
  loadedFiles,
  lynis,
  macie,
  markdownlint,
  masscan,
  mend,
  mendSast,
  meterian,
  mixAudit,
  mobsf,
  mobsfscan,
  monkey365,
  mozillaObservatory,
  msDefender,
  mypy,
  n0s1,
  naabu,
  nancy,
  nettacker,
  neuvector,
  nexpose,
  nexusIq,
  nikto,
  njsscan,
  nmap,
  noseyParker,
  npmAudit,
  nsp,
  nuclei,
  ocsf,
  openvas,
  openvex,
  orca,
  ort,
  osvScanner,
  otelTraces,
  outpost24,
  oxlint,
  phpcs,
  phpstan,
  picus,
  pingcastle,
  pipAudit,
  pmd,
  polaris,
  policyReport,
  popeye,
  poutine,
  powerpipe,
  prismaCloud,
  progpilot,
  promptfoo,
  prowler,
  psalm,
  ptart,
  puppetLint,
  pwnSast,
  pylint,
  pyright,
  qark,
  qualys,
  qualysPci,
  qualysWas,
  rapplex,
  redHatSatellite,
  redocly,
  restler,
  retirejs,
  reversinglabs,
  reviewdog,
  riskRecon,
  rkhunter,
  rubocop,
  ruff,
  rustyHog,
  safety,
  sarif,
  scantist,
  schemathesis,
  scnr,
  scorecard,
  scoutSuite,
  scubagear,
  secretlint,
  secureCodeBox,
  seeker,
  semgrep,
  semgrepPlatform,
  shellcheck,
  shiftleftScan,
  skf,
  snyk,
  snykRest,
  solarAppscreener,
  solhint,
  sonarReport,
  sonarqube,
  sonarqubeImport,
  spdx,
  spectral,
  spotbugs,
  sqlfluff,
  sqlmap,
  sshAudit,
  sslLabs,
  sslscan,
  sslyze,
  stackhawk,
  stanceCsv,
  stanceDiscovery,
  stanceJson,
  staticcheck,
  stigChecklist,
  stylelint,
  subfinder,
  suricata,
  syft,
  symfonySecurityCheck,
  sysdig,
  talisman,
  tenable,
  terraformState,
  terrascan,
  testssl,
  tflint,
  tfsec,
  threagile,
  threatComposer,
  thunderscan,
  tracee,
  trivy,
  trivyOperator,
  trufflehog,
  trufflehog3,
  trustwave,
  trustwaveFusion,
  tslint,
  vcg,
  veracode,
  veracodeSca,
  vulners,
  w3af,
  wapiti,
  wazuh,
  webinspect,
  wfuzz,
  whatweb,
  whispers,
  whitehat,
  whitehatCsv,
  wiz,
  wizcli,
  wpscan,
  xanitizer,
  xccdf,
  xeol,
  xygeni,
  yara,
  yarnAudit,
  zap,
  zapApi,
  zizmor,
  zora,
]
