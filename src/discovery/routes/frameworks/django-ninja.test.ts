import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const endpointsOf = (texts: Record<string, string>) => discoverTexts(texts, [asAny(routes)]).endpoints

test('routers by name and by text, below the urls of Django, with who is asked for', () => {
  const found = endpointsOf({
    'requirements.txt': 'django\ndjango-ninja\n',
    'config/urls.py': `from django.urls import path
from ninja import NinjaAPI
from pets.api import router as pets
api = NinjaAPI(auth=TokenAuth())
api.add_router("/pets", pets)
api.add_router("/open", "notes.api.router", auth=None)

@api.get("/health", auth=None)
def health(request):
    return {}

urlpatterns = [path("api/v1/", api.urls)]
`,
    'pets/api.py': `from ninja import Router, Query, Schema
router = Router()

class PetIn(Schema):
    name: str

@router.get("/{int:pet_id}")
def show(request, pet_id: int, full: bool = Query(False)):
    return {}

@router.api_operation(["POST", "PATCH"], "/")
def save(request, pet: PetIn):
    return {}
`,
    'apps/notes/api.py': `from ninja import Router
router = Router()

@router.get("/notes")
def notes(request):
    return []

@router.delete("/notes/{slug}", auth=[AdminKey(), TokenAuth()])
def remove(request, slug: str):
    return None
`,
  })
  expect(
    found
      .map(
        ({ method, path, authentication, framework }) =>
          `${method} ${path} ${authentication ?? '-'} ${framework}`,
      )
      .sort(),
  ).toEqual([
    'DELETE /api/v1/open/notes/{slug} AdminKey Django Ninja',
    'GET /api/v1/health - Django Ninja',
    'GET /api/v1/open/notes - Django Ninja',
    'GET /api/v1/pets/{pet_id} TokenAuth Django Ninja',
    'PATCH /api/v1/pets TokenAuth Django Ninja',
    'POST /api/v1/pets TokenAuth Django Ninja',
  ])
  const by = (method: string) => found.find((one) => one.method === method && one.path.includes('pets'))
  expect(by('GET')?.parameters).toEqual([
    { name: 'pet_id', in: 'path', type: 'int' },
    { name: 'full', in: 'query', type: 'bool' },
  ])
  expect(by('POST')?.parameters).toEqual([{ name: 'pet', in: 'body', type: 'PetIn' }])
})
