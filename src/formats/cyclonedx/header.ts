import type { AssetClaim } from '../../model/asset.ts'
import type { ReportHeader } from '../contract.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { fullName, propertyOf } from './component.ts'
import type { Survey } from './survey.ts'

/** Libraries that tools write the document with name themselves beside the tool, which may come after them. */
const LIBRARY = /^cyclonedx-.*-lib(?:rary)?$/i

export function headerOf({ metadata, root }: Survey): ReportHeader {
  const named = metadata.tools.filter(({ name }) => name)
  const tool = named.find(({ name = '' }) => !LIBRARY.test(name)) ?? named[0]
  const name = root && fullName(root.component)
  return withoutGaps({
    type: 'header' as const,
    tool: tool?.name,
    toolVersion: tool?.version,
    // Without the tag, so that the BOM of the next build has the same target.
    target: name && root.component.type === 'container' ? imageReference(name).name : name,
    producedAt: isoTime(metadata.timestamp),
  })
}

/** The claim of the image that the BOM describes, where it describes one. */
export function* imageOf({ root }: Survey): Generator<AssetClaim> {
  if (root?.component.type !== 'container') return
  const { component } = root
  const { version } = component
  yield imageClaim(fullName(component), {
    ...(version?.includes(':') ? { digest: version } : { tag: version }),
    imageId: propertyOf(component, 'aquasecurity:trivy:ImageID'),
  })
}
