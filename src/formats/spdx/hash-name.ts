/** The name of a digest algorithm as CycloneDX writes it, so that digests of both can be compared: `SHA256` is `SHA-256`. */
export const hashName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/^SHA(\d+)$/, 'SHA-$1')
    .replace(/^SHA3[-_](\d+)$/, 'SHA3-$1')
    .replace(/^BLAKE2B[-_]?(\d+)$/, 'BLAKE2b-$1')
