// Longer ones are no identifiers that anybody wrote.
const LONGEST = 120

/**
 * Words of an identifier in lower case without accents: `billingEMailAddress2` → `billing`, `e`, `mail`, `address`; `SSN_hash` → `ssn`,
 * `hash`. Digits are left out, they count repetitions (`address1`, `phone_2`), save those that belong to a word (`last4`, `2fa`, `iso3`).
 */
export function splitIdentifier(name: string): string[] {
  const spaced = name
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/IDs\b/g, 'Ids')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
  return spaced
    .split(/[^\p{L}\d]+/u)
    .flatMap(withoutDigits)
    .filter((word) => word !== '')
}

const KEPT =
  /^(?:last[34]|first6|2fa|mfa2|oauth2|totp2|3ds|p12|a1c|hba1c|icd(?:9|10|11)|b12|cd4|w9|1099|x509)$/

function withoutDigits(word: string): string[] {
  if (KEPT.test(word)) return [word]
  return word.replace(/\d+/g, ' ').trim().split(' ')
}
