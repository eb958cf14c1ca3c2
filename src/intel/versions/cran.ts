import { boundedText } from './bounded-text.ts'
import { compareDigitLists } from './compare-digit-lists.ts'
import type { VersionScheme } from './scheme.ts'

const VERSION = /^\d+(?:[.-]\d+)*$/

/** R packages (CRAN, Bioconductor), `package_version`: numbers between dots or hyphens, which mean the same; `1.0 < 1.0.0`. */
export const cran = {
  id: 'cran',
  parse(text) {
    const bounded = boundedText(text)
    return bounded && VERSION.test(bounded) ? bounded.split(/[.-]/) : undefined
  },
  compare: (a, b) => compareDigitLists(a, b),
  release: (version) => version.map(Number),
  isPrerelease: () => false,
} satisfies VersionScheme<string[]>
