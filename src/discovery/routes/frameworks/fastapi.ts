import type { Framework } from '../contract.ts'
import {
  dependencyAlias,
  dependencyClass,
  dependencyFunction,
  dependencyInstance,
} from './fastapi-dependencies.ts'
import { fastapiRouter, includeRouter } from './fastapi-routers.ts'
import { addApiRoute, fastapiRoutes, routeByCall } from './fastapi-routes.ts'
import { weaveFastapi } from './fastapi-weave.ts'

/** FastAPI and Starlette's `mount`. What a dependency asks for may stand in any file, so that authentication is said by `weave`. */
export const fastapi: Framework = {
  id: 'fastapi',
  name: 'FastAPI',
  language: 'python',
  packages: ['fastapi', 'fastapi.', 'fastapi_utils.', 'fastapi-slim'],
  mentions: /fastapi|APIRouter|include_router|Depends\(|Security\(/i,
  rules: [
    {
      rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)\\w*(?:FastAPI|Router)$' } },
      facts: fastapiRouter,
    },
    {
      rule: { kind: 'call', has: { field: 'function', regex: '\\.(?:include_router|mount)$' } },
      facts: includeRouter,
    },
    { rule: { kind: 'call', has: { field: 'function', regex: '\\.add_api_route$' } }, facts: addApiRoute },
    {
      rule: {
        kind: 'call',
        has: {
          field: 'function',
          kind: 'call',
          regex: '^[\\w.]+\\.(?:get|post|put|delete|patch|api_route)\\(',
        },
      },
      facts: routeByCall,
    },
    {
      rule: {
        kind: 'decorated_definition',
        has: {
          kind: 'decorator',
          regex: '^@[\\w.]+\\.(?:get|post|put|delete|patch|options|head|trace|api_route|websocket)\\(',
        },
      },
      facts: fastapiRoutes,
    },
    {
      rule: {
        kind: 'function_definition',
        has: {
          field: 'parameters',
          regex: '(?:Depends|Security|Annotated|Authorize|HTTPAuthorizationCredentials)\\b|:\\s*[\\w.]*[A-Z]',
        },
      },
      facts: dependencyFunction,
    },
    {
      rule: { kind: 'assignment', has: { field: 'right', regex: '^(?:\\w+\\.)?Annotated\\[' } },
      facts: dependencyAlias,
    },
    {
      rule: { kind: 'assignment', has: { field: 'right', regex: '^(?:\\w+\\.)*_?[A-Z]\\w*\\(' } },
      facts: dependencyInstance,
    },
    {
      rule: {
        kind: 'class_definition',
        regex:
          '(?:Depends|Security)\\(|Router\\b|Controller\\b|Enum\\)|@\\w+\\.(?:get|post|put|patch|delete)\\(',
      },
      facts: dependencyClass,
    },
  ],
  weave: weaveFastapi,
}
