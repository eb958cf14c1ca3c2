/**
 * An image reference without tag and digest, as links name it: `ghcr.io/acme/api`. What Docker Hub implies (`docker.io/`, `library/`)
 * is left out, so that the same image has one name.
 */
export function imageName(reference: string): string {
  const name =
    reference
      .trim()
      .replace(/^oci:\/\/|^docker:\/\//, '')
      .split('@')[0] ?? ''
  const colon = name.lastIndexOf(':')
  const bare = colon > name.lastIndexOf('/') ? name.slice(0, colon) : name
  return bare.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '')
}

/** Tag and digest of a reference, where it has them. */
export function imageVersion(reference: string): { tag?: string; digest?: string } {
  const [name = '', digest] = reference.trim().split('@')
  const colon = name.lastIndexOf(':')
  return {
    ...(colon > name.lastIndexOf('/') ? { tag: name.slice(colon + 1) } : {}),
    ...(digest ? { digest } : {}),
  }
}

/** Last part of an image's name: `api` of `ghcr.io/acme/api`. */
export const imageLeaf = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
