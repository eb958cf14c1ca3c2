import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const found = (texts: Record<string, string>) =>
  discoverTexts(
    { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["fastapi[standard]>=0.1"]\n', ...texts },
    [asAny(routes)],
  ).endpoints
const said = (texts: Record<string, string>) =>
  found(texts).map(({ method, path, authentication }) => `${method} ${path} ${authentication ?? '-'}`)

const SETTINGS = `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
settings = Settings()  # type: ignore
`

it('follows routers, prefixes of settings and dependencies over files', () => {
  expect(
    said({
      'app/main.py': `
from fastapi import FastAPI
from app.api.main import api_router
from app.core.config import settings
app = FastAPI()
app.include_router(api_router, prefix=settings.API_V1_STR)
`,
      'app/core/config.py': SETTINGS,
      'app/api/__init__.py': '',
      'app/api/main.py': `
from fastapi import APIRouter
from app.api import deps
from app.api.routes import users, files
api_router = APIRouter()
api_router.include_router(users.router, prefix=f"/users")
api_router.include_router(files.router, dependencies=[Depends(deps.by_key)])
`,
      'app/api/deps.py': `
def get_db(): ...
def get_current_user(token: str): ...
SessionDep = Annotated[Session, Depends(get_db)]
CurrentUser = Annotated[User, Depends(get_current_user)]
Caller = Annotated[User, Depends(get_current_user)]
def by_key(caller: Caller): ...
`,
      'app/api/routes/users.py': `
from fastapi import APIRouter
from app.api.deps import Caller, SessionDep
router = APIRouter()
@router.get("/{user_id}")
def one(session: SessionDep, user_id: int, me: Caller, q: str | None = None): ...
@router.post("/")
def add(session: SessionDep, user: UserCreate): ...
`,
      'app/api/routes/files.py': `
from fastapi import APIRouter
router = APIRouter(prefix="/files")
@router.api_route("/{path:path}", methods=["GET", "PUT"])
async def file(path: str): ...
router.delete("/all")(drop)
`,
    }),
  ).toEqual([
    'GET /api/v1/files/{path} get_current_user',
    'PUT /api/v1/files/{path} get_current_user',
    'DELETE /api/v1/files/all get_current_user',
    'GET /api/v1/users/{user_id} get_current_user',
    'POST /api/v1/users -',
  ])
})

it('tells where parameters stand, by their types and markers', () => {
  const [route] = found({
    'main.py': `
from fastapi import FastAPI, Header, Query, Depends
app = FastAPI()
class Sort(str, Enum):
    up = "up"
@app.put("/items/{item_id}", response_model=ItemOut)
def item(request: Request, item_id: UUID, item: ItemIn, sort: Sort, limit: int = 10, x_token: str = Header(),
         tags: Annotated[list[str], Query(alias="tag")] = [], db: Session = Depends(get_db)): ...
`,
  })
  expect(route?.parameters).toEqual([
    { name: 'item_id', in: 'path', type: 'UUID' },
    { name: 'item', in: 'body', type: 'ItemIn' },
    { name: 'sort', in: 'query', type: 'Sort' },
    { name: 'limit', in: 'query', type: 'int' },
    { name: 'x-token', in: 'header', type: 'str' },
    { name: 'tag', in: 'query', type: 'list[str]' },
  ])
  expect(route?.uses).toEqual(['ItemIn', 'Sort', 'Session', 'ItemOut'])
})

it('takes a login form for no guard, and what is optional neither', () => {
  expect(
    said({
      'main.py': `
from fastapi import FastAPI, Depends, Security
app = FastAPI()
@app.post("/login")
def login(form: OAuth2PasswordRequestForm = Depends()): ...
@app.get("/feed")
def feed(user = Depends(get_current_user_optional)): ...
@app.get("/mine")
def mine(user = Security(oauth2_scheme, scopes=["me"])): ...
`,
    }),
  ).toEqual(['POST /login -', 'GET /feed -', 'GET /mine oauth2_scheme'])
})

it('reads routers of a list, mounted apps, class-based views and routers of an own class', () => {
  expect(
    said({
      'main.py': `
from fastapi import FastAPI
from routers import a, b
app = FastAPI()
sub = FastAPI()
app.mount("/v2", sub)
for router in (a, b):
    sub.include_router(router)
`,
      'routers.py': `
from fastapi import APIRouter, Depends
class SafeRouter(APIRouter):
    def __init__(self, **kw):
        super().__init__(dependencies=[Depends(get_current_user)], **kw)
a = SafeRouter(prefix="/a")
b = APIRouter(prefix="/b")
@a.get("")
def one(): ...
class Base:
    user = Depends(get_current_user)
@controller(b)
class Views(Base):
    @b.get("/x")
    def x(self): ...
`,
    }),
  ).toEqual(['GET /v2/a get_current_user', 'GET /v2/b/x get_current_user'])
})

it('reads a prefix that is a setting, whose object a function makes', () => {
  const endpoints = found({
    'app/main.py': `from fastapi import FastAPI
from app.items import router
from app.core import get_settings

def make():
    settings = get_settings()
    app = FastAPI()
    app.include_router(router, prefix=settings.api_prefix)
    return app
`,
    'app/items.py': `from fastapi import APIRouter
router = APIRouter(prefix="/items")

@router.get("/{id}")
def one(id: int):
    return id
`,
    'app/core.py': `class AppSettings(BaseSettings):
    api_prefix: str = "/api/v2"

def get_settings() -> AppSettings:
    return KINDS[kind]()
`,
  })
  expect(endpoints.map((one) => `${one.method} ${one.path}`)).toEqual(['GET /api/v2/items/{id}'])
})

it('asks nobody for who is optional, nor for what is sent', () => {
  expect(
    said({
      'main.py': `from fastapi import Body, Depends, FastAPI
app = FastAPI()

@app.get("/articles")
def all(user: User = Depends(current_user(required=False))):
    return []

@app.post("/articles")
def create(user: User = Depends(current_user())):
    return {}

@app.post("/sessions")
def enter(sent: UserInLogin = Body(..., embed=True)):
    return {}
`,
    }),
  ).toEqual(['GET /articles -', 'POST /articles current_user', 'POST /sessions -'])
})

it('asks what an object asks that routes depend on by another name', () => {
  expect(
    said({
      'app/main.py': `
from fastapi import FastAPI
from app import orders
app = FastAPI()
app.include_router(orders.router)
`,
      'app/orders/__init__.py': `
from fastapi import APIRouter
from app.orders import access
router = APIRouter(prefix='/orders')
@router.get('/')
async def all(caller: access.Readers): ...
@router.get('/open')
async def open(caller: access.Everyone): ...
@router.get('/count')
async def count(db: access.Store): ...
`,
      'app/orders/access.py': `
from typing import Annotated
from fastapi import Depends
from app.gate import Authenticator
_Readers = Authenticator(scopes={'orders:read'})
Readers = Annotated[Caller, Depends(_Readers)]
_Everyone = Authenticator(subjects={Anonymous, User})
Everyone = Annotated[Caller, Depends(_Everyone)]
_Store = Store(size=3)
Store = Annotated[Session, Depends(_Store)]
`,
    }),
  ).toEqual(['GET /orders Authenticator', 'GET /orders/open -', 'GET /orders/count -'])
})

it('takes what works with users for no guard, but what such a thing asks for', () => {
  expect(
    said({
      'main.py': `
from fastapi import Depends, FastAPI
from fastapi_login import LoginManager
manager = LoginManager(SECRET, token_url='/login')
app = FastAPI()
def get_user_manager(db=Depends(get_user_db)): ...
def get_token_service(caller=Depends(get_current_user)): ...
@app.post('/register')
async def register(users=Depends(get_user_manager), auth: AuthService = Depends(get_auth_service)): ...
@app.get('/tokens')
async def tokens(service=Depends(get_token_service)): ...
@app.get('/mine')
async def mine(user=Depends(manager)): ...
@app.get('/front')
async def front(user: User | None = Depends(get_current_user), fields: list[str] = Depends(get_user_fields)): ...
@app.get('/either')
async def either(user: Annotated[Optional[User], Depends(get_current_user)]): ...
@app.get('/of/{username}')
async def of(profile: Profile = Depends(get_profile_by_username)): ...
def session_of(token: str | None = Depends(oauth2_scheme)): ...
@app.get('/back')
async def back(session: Session = Depends(session_of), q: str | None = None): ...
`,
    }),
  ).toEqual([
    'POST /register -',
    'GET /tokens get_current_user',
    'GET /mine LoginManager',
    'GET /front -',
    'GET /either -',
    'GET /of/{username} -',
    'GET /back oauth2_scheme',
  ])
})
