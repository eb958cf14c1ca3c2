/** What single lines of scripts show. Data: a pattern on the line, or on the whole script, and what clears it. */
export interface ScriptPattern {
  rule: string
  pattern: RegExp
  /** Not when the script has this as well. */
  unless?: RegExp
  /** Name for the title; the match otherwise. */
  what?: string
}

const CHECKED =
  /\b(?:sha(?:1|224|256|384|512)sum|shasum|sha256|gpg|cosign|minisign|slsa-verifier|b2sum|md5sum|CertUtil|Get-FileHash|openssl dgst|rpm --checksig|sigstore|attestation verify)\b/i

export const SCRIPT_PATTERNS: readonly ScriptPattern[] = [
  {
    rule: 'cicd-pipe-to-shell',
    pattern:
      /\b(?:curl|wget)\b[^|;&\n]{0,400}https?:[^|;&\n]{0,400}\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+\S+\s+)?(?:ba|z|da|k)?sh\b(?!\w)/,
  },
  {
    rule: 'cicd-pipe-to-shell',
    pattern: /\b(?:ba|z)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)\b[^)\n]{0,300}/,
  },
  {
    rule: 'cicd-pipe-to-shell',
    pattern: /\b(?:source|eval|\.)\s+["']?(?:<\(|\$\()\s*(?:curl|wget)\b[^)\n]{0,300}/,
  },
  {
    rule: 'cicd-pipe-to-shell',
    pattern:
      /\b(?:curl|wget)\b[^|;&\n]{0,400}https?:[^|;&\n]{0,400}\|\s*(?:sudo\s+)?(?:python3?|node|perl|ruby)\b(?!\s+-[cm]|\s+-e)/,
  },
  {
    rule: 'cicd-pipe-to-shell',
    pattern:
      /\b(?:iex|Invoke-Expression)\b[^\n]{0,200}(?:DownloadString|iwr|Invoke-WebRequest|irm|Invoke-RestMethod)|\b(?:iwr|irm|Invoke-WebRequest)\b[^|\n]{0,300}\|\s*(?:iex|Invoke-Expression)\b/i,
  },
  {
    rule: 'cicd-unverified-download',
    pattern:
      /\b(?:curl|wget)\b[^\n|]{0,400}https?:\/\/[^\s|"']{1,300}(?:\.(?:tar(?:\.\w+)?|tgz|zip|deb|rpm|apk|exe|jar|AppImage|run|bin|pkg|dmg|gz|xz)\b|(?:linux|darwin|windows)[-_]?(?:amd64|arm64|x86_64|x64)?)/i,
    unless: CHECKED,
  },
  {
    rule: 'cicd-privileged-container',
    pattern: /\bdocker\s[^\n]{0,300}--privileged\b|\bpodman\s[^\n]{0,300}--privileged\b/,
    what: '--privileged',
  },
  {
    rule: 'cicd-privileged-container',
    pattern: /-v\s*["']?\/(?:var\/)?run\/docker\.sock/,
    what: 'the socket of Docker',
  },
  {
    rule: 'cicd-install-without-lockfile',
    pattern:
      /^\s*(?:sudo\s+)?npm\s+(?:install|i)(?:\s+--?(?!g\b|global|package-lock-only|no-save|save|dry-run|lockfile)[\w-]+(?:=\S+)?)*\s*(?:$|&&|\|\||;|#)/,
  },
  {
    rule: 'cicd-install-without-lockfile',
    pattern:
      /\bpnpm\s+(?:install|i)\b[^\n&;|]*--no-frozen-lockfile|\byarn\s+(?:install\b)?[^\n&;|]*--no-(?:immutable|lockfile)/,
  },
  {
    rule: 'cicd-check-off',
    pattern: /StrictHostKeyChecking[= ]+["']?no\b/i,
    what: 'StrictHostKeyChecking=no',
  },
  {
    rule: 'cicd-check-off',
    pattern:
      /\bcurl\s+(?:[^\n|]{0,200}\s)?(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)\s(?!\S*localhost|[^\n]*(?:localhost|127\.0\.0\.1))/,
    what: 'curl --insecure',
  },
  {
    rule: 'cicd-check-off',
    pattern: /\bwget\s[^\n]{0,200}--no-check-certificate/,
    what: 'wget --no-check-certificate',
  },
  {
    rule: 'cicd-check-off',
    pattern: /http\.sslVerify["']?[ =]+["']?false|GIT_SSL_NO_VERIFY["']?[ =:]+["']?(?:true|1)/i,
    what: 'git without TLS check',
  },
  {
    rule: 'cicd-check-off',
    pattern: /NODE_TLS_REJECT_UNAUTHORIZED["']?[ =:]+["']?0|strict-ssl[ =]+["']?false/i,
    what: 'Node without TLS check',
  },
  {
    rule: 'cicd-check-off',
    pattern: /\bpip3?\s+install\b[^\n]{0,200}--trusted-host/,
    what: 'pip --trusted-host',
  },
  {
    rule: 'cicd-check-off',
    pattern: /--insecure-skip-tls-verify(?:=true)?(?!=false)\b|--tls-verify=false\b/,
    what: 'TLS check switched off',
  },
  { rule: 'cicd-debug-trace', pattern: /\bexport\s+CI_DEBUG_TRACE=["']?true/i, what: 'CI_DEBUG_TRACE' },
]
