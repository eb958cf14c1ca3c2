import { Draft } from '../../../formats/infrastructure/draft.ts'
import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { type DockerfileFact, isDockerfile, readDockerfile } from '../dockerfile/read-dockerfile.ts'
import { addComposeServices } from './add-compose-services.ts'
import { composeServices } from './compose-services.ts'
import { type ComposeFact, readCompose, wantsCompose } from './read-compose.ts'

/** Services of Docker compose files: images, published ports, who depends on and calls whom, stores, secrets. */
export const compose: Unit<ComposeFact | DockerfileFact> = {
  id: 'compose',
  version: 1,
  wants: (path) => (wantsCompose(path) || isDockerfile(path)) && isOwnCode(path),
  read: (file) => (isDockerfile(file.path) ? readDockerfile(file) : readCompose(file)),
  join(files) {
    const draft = new Draft()
    const built = new Map<string, DockerfileFact>()
    for (const { path, facts } of files)
      for (const fact of facts) if (fact.fact === 'dockerfile') built.set(path, fact)
    const projects = files.map(({ path, facts }) => ({
      path,
      facts: facts.filter((one) => one.fact !== 'dockerfile'),
    }))
    addComposeServices(composeServices(projects), built, draft)
    return { infrastructure: draft.items, links: draft.links }
  },
}
