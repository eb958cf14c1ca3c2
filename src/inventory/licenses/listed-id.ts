import { fixupSpdxId } from '@cyclonedx/cyclonedx-library/SPDX'

/** The id of SPDX's list that a text is in any case; undefined for all else. The library finds what every object has (`constructor`), too. */
export function listedId(text: string): string | undefined {
  const id: unknown = fixupSpdxId(text)
  return typeof id === 'string' ? id : undefined
}
