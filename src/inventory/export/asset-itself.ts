import type { Sbom, SbomComponent } from './sbom.ts'

/** An asset as the root of its document, where no tool names one. */
export const assetItself = ({ id, name, kind }: Sbom['asset']): SbomComponent => ({
  id,
  purl: null,
  ecosystem: kind === 'container-image' ? 'container' : 'application',
  namespace: '',
  name,
  version: '',
  licenses: [],
  direct: null,
  scope: null,
  built: true,
  paths: null,
  qualifiers: null,
  deprecated: null,
  wanted: null,
})
