const NAMES: Record<string, string | undefined> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
}
const DIGITS: Record<string, number | undefined> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-256': 64,
  'SHA-384': 96,
  'SHA-512': 128,
}

/** Hashes only where they are some, for spreading into a package. */
type Hashes = { hashes?: Record<string, string> }

/** `sha256:0a1b…` and bare digests with their algorithm. */
export function hexHash(text: string | undefined, algorithm = 'sha256'): Hashes {
  const [, named, digest = ''] = /^(?:(\w+):)?([0-9a-fA-F]{32,128})$/.exec(text?.trim() ?? '') ?? []
  const name = NAMES[(named ?? algorithm).toLowerCase()]
  return name && digest.length === DIGITS[name] ? { hashes: { [name]: digest.toLowerCase() } } : {}
}

/** Subresource integrity, as npm and its kin write it: `sha512-BASE64 sha1-BASE64`. https://www.w3.org/TR/SRI/ */
export function integrityHashes(text: string | undefined): Hashes {
  const hashes: Record<string, string> = {}
  for (const part of (text ?? '').slice(0, 1000).split(/\s+/)) {
    const [, algorithm = '', digest = ''] = /^(\w+)-([A-Za-z0-9+/]+=*)$/.exec(part) ?? []
    const name = NAMES[algorithm.toLowerCase()]
    const hex = Buffer.from(digest, 'base64').toString('hex')
    if (name && hex.length === DIGITS[name]) hashes[name] = hex
  }
  return Object.keys(hashes).length > 0 ? { hashes } : {}
}
