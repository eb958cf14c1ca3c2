import { z } from 'zod'

/**
 * What SPDX 2.3 asks of a document, of the parts that we write, and nothing else let through
 * (https://spdx.github.io/spdx-spec/v2.3/): no package of the registry carries its schema.
 */
const ref = z.string().regex(/^SPDXRef-[A-Za-z0-9.-]+$/)
const oneLine = z.string().regex(/^[^\n\r]+$/)
const unsaid = z.literal('NOASSERTION')

const spdxPackage = z.strictObject({
  SPDXID: ref,
  name: z.string().min(1),
  versionInfo: z.string().optional(),
  primaryPackagePurpose: z
    .enum(
      'APPLICATION FRAMEWORK LIBRARY CONTAINER OPERATING_SYSTEM DEVICE FIRMWARE SOURCE ARCHIVE FILE INSTALL OTHER'.split(
        ' ',
      ),
    )
    .optional(),
  supplier: unsaid,
  downloadLocation: unsaid,
  filesAnalyzed: z.literal(false),
  sourceInfo: z.string().optional(),
  licenseConcluded: unsaid,
  licenseDeclared: z.string().min(1),
  copyrightText: unsaid,
  externalRefs: z
    .array(
      z.strictObject({
        referenceCategory: z.literal('PACKAGE-MANAGER'),
        referenceType: z.literal('purl'),
        referenceLocator: z.string().regex(/^pkg:\S+$/),
      }),
    )
    .optional(),
})

const relationshipType = z.enum([
  'DESCRIBES',
  'DEPENDS_ON',
  'RUNTIME_DEPENDENCY_OF',
  'OPTIONAL_DEPENDENCY_OF',
  'TEST_DEPENDENCY_OF',
  'DEV_DEPENDENCY_OF',
])

const shape = z.strictObject({
  spdxVersion: z.literal('SPDX-2.3'),
  dataLicense: z.literal('CC0-1.0'),
  SPDXID: z.literal('SPDXRef-DOCUMENT'),
  name: z.string().min(1),
  documentNamespace: z.url().regex(/^[^#]+$/),
  creationInfo: z.strictObject({
    created: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    creators: z.array(oneLine.regex(/^(Tool|Person|Organization): /)).min(1),
  }),
  comment: z.string(),
  documentDescribes: z.array(ref).min(1),
  packages: z.array(spdxPackage),
  relationships: z.array(z.strictObject({ spdxElementId: ref, relationshipType, relatedSpdxElement: ref })),
  hasExtractedLicensingInfos: z.array(
    z.strictObject({
      licenseId: z.string().regex(/^LicenseRef-[A-Za-z0-9.-]+$/),
      extractedText: z.string().min(1),
      name: z.string().min(1),
    }),
  ),
})

/** And that ids are told once, and everything referred to is there. */
export const spdx2 = shape.superRefine((document, context) => {
  const ids = document.packages.map((one) => one.SPDXID)
  const known = new Set(['SPDXRef-DOCUMENT', ...ids])
  if (known.size !== ids.length + 1) context.addIssue('an SPDXID is told twice')
  const ends = document.relationships.flatMap((one) => [one.spdxElementId, one.relatedSpdxElement])
  for (const end of [...document.documentDescribes, ...ends])
    if (!known.has(end)) context.addIssue(`${end} is not in the document`)
  const licenses = new Set(document.hasExtractedLicensingInfos.map(({ licenseId }) => licenseId))
  for (const { licenseDeclared } of document.packages)
    for (const [own] of licenseDeclared.matchAll(/LicenseRef-[\w.-]+/g))
      if (!licenses.has(own)) context.addIssue(`${own} is not spelt out`)
})
