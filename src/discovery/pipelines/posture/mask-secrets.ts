/** Tokens by their own form, whatever they are called. Prefixes are those that their makers publish. */
export const TOKENS =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}|\bglpat-[\w-]{20,}|\bxox[abeprs]-[\w-]{10,}|\bsk_live_\w{16,}|\bAIza[\w-]{35}\b|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[\w-]{50,}|\bdckr_pat_[\w-]{20,}|\bhf_[A-Za-z0-9]{30,}|\bsk-(?:ant-|proj-)?[\w-]{32,}|-----BEGIN [A-Z ]*PRIVATE KEY-----/

const SECRET_NAME =
  /(?:pass(?:word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credential|auth)s?(?:_\w+)?$/i
/** Values that are known to all, or stand for one that comes from elsewhere. */
const NO_SECRET =
  /[$%{<(]|^(?:true|false|null|none|yes|no|\d{1,6})$|example|changeme|change_me|placeholder|dummy|test|fake|sample|123456|postgres|password|root|admin|secret|^(.)\1+$|^https?:|^[./~]|\s/i

/** Whether a variable holds a secret in clear: by the form of its value, or by its name together with a value that looks made by chance. */
export function isSecretValue(name: string, value: string): 'token' | 'name' | undefined {
  if (TOKENS.test(value)) return 'token'
  if (!SECRET_NAME.test(name) || NO_SECRET.test(value) || value.length < 12) return undefined
  return /[A-Za-z]/.test(value) &&
    /\d/.test(value) &&
    chance(value) > 3 &&
    !/^v?\d+(?:\.\d+)+/.test(value) &&
    !/^[a-z]+(?:[-_/.][a-z0-9]+)*$/.test(value)
    ? 'name'
    : undefined
}

/** Shannon's entropy, bits per character. */
function chance(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0)
}

const TOKENS_ALL = new RegExp(TOKENS.source, 'g')
const ASSIGNED =
  /(\b[\w.-]*(?:pass(?:word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credential)s?[\w-]*["']?\s*[:=]\s*["']?)([^\s"'${<(,;&|]{6,})/gi
const FLAG = /((?:--password|--token|--secret|-p)(?:\s+|=)["']?)([^\s"'$<{(-][^\s"'$<{(]{5,})/g
const IN_URL = /(\/\/[^\s/:@]{1,100}:)([^\s/@${]{3,200})(@)/g

const USER = /((?:-u|--user)(?:\s+|=)["']?[^\s:"'$]{1,80}:)([^\s"'$<{(][^\s"'$<{(]{2,})/g

/** The text without anything that may be a secret: an observation never holds one. */
export const maskSecrets = (text: string): string =>
  text
    .replace(TOKENS_ALL, '***')
    .replace(IN_URL, '$1***$3')
    .replace(ASSIGNED, (whole, before: string, value: string) => (isPlain(value) ? whole : `${before}***`))
    .replace(FLAG, '$1***')
    .replace(USER, '$1***')

/** Words that tell nothing: `write`, `read`, `inherit`, `true`. */
const isPlain = (value: string): boolean =>
  /^(?:write|read|none|inherit|true|false|required|secrets\.\w+)$/i.test(value)
