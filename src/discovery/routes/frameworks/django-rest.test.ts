import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const said = (texts: Record<string, string>) =>
  discoverTexts({ 'requirements.txt': 'djangorestframework==3.16\nDjango\n', ...texts }, [
    asAny(routes),
  ]).endpoints.map(({ method, path, authentication, handler, framework }) =>
    `${method} ${path} ${authentication ?? '-'} ${handler?.name} ${handler?.file}:${handler?.line} ${framework === 'Django REST framework' ? '' : framework}`.trim(),
  )

it('says what viewsets answer, over their bases in other files, with actions and lookups', () => {
  expect(
    said({
      'api/urls.py': `
from rest_framework.routers import DefaultRouter
from rest_framework_nested.routers import NestedSimpleRouter
from .views import UserViewSet, NoteViewSet
router = DefaultRouter()
router.register(r'users', UserViewSet, basename='user')
notes = NestedSimpleRouter(router, r'users', lookup='user')
notes.register('notes', NoteViewSet)
urlpatterns = [path('v1/', include(router.urls))] + notes.urls
`,
      'api/base.py': `
from rest_framework import viewsets, mixins
class Base(mixins.ListModelMixin, mixins.UpdateModelMixin, viewsets.GenericViewSet):
    lookup_field = 'uuid'
    permission_classes = [IsAuthenticated]
    def update(self, request, uuid): ...
`,
      'api/views.py': `
from rest_framework.viewsets import ReadOnlyModelViewSet
from rest_framework.decorators import action
from api.base import Base
class UserViewSet(Base):
    serializer_class = UserSerializer
    @action(detail=True, methods=['post', 'delete'], url_path='mail/(?P<kind>\\w+)', permission_classes=[AllowAny])
    def mail(self, request, uuid, kind): ...
class NoteViewSet(ReadOnlyModelViewSet):
    http_method_names = ['get']
`,
      'site/settings.py':
        "REST_FRAMEWORK = {'DEFAULT_PERMISSION_CLASSES': ('rest_framework.permissions.IsAuthenticatedOrReadOnly',)}\n",
    }).sort(),
  ).toEqual([
    'DELETE /v1/users/{uuid}/mail/{kind} - UserViewSet.mail api/views.py:8',
    'GET /users/{user_pk}/notes - NoteViewSet.list api/views.py:9',
    'GET /users/{user_pk}/notes/{pk} - NoteViewSet.retrieve api/views.py:9',
    'GET /v1/users IsAuthenticated UserViewSet.list api/views.py:5',
    'PATCH /v1/users/{uuid} IsAuthenticated UserViewSet.partial_update api/views.py:5',
    'POST /v1/users/{uuid}/mail/{kind} - UserViewSet.mail api/views.py:8',
    'PUT /v1/users/{uuid} IsAuthenticated UserViewSet.update api/base.py:6',
  ])
})

it('reads API views, functions and what as_view maps', () => {
  expect(
    said({
      'urls.py': `
from django.urls import path
import views
urlpatterns = [
    path('items/', views.Items.as_view()),
    path('one', views.one),
    path('set/<int:pk>', views.Set.as_view({'get': 'retrieve', 'post': 'run'})),
]
`,
      'views.py': `
from rest_framework.generics import ListCreateAPIView
from rest_framework.decorators import api_view, permission_classes
from rest_framework.viewsets import ModelViewSet
class Items(ListCreateAPIView):
    permission_classes = (IsAuthenticatedOrReadOnly,)
@api_view(['GET', 'PATCH'])
@permission_classes([IsAdminUser])
def one(request): ...
class Set(ModelViewSet):
    def run(self, request, pk): ...
`,
    }).sort(),
  ).toEqual([
    'GET /items - Items.get views.py:5',
    'GET /one IsAdminUser one views.py:9',
    'GET /set/{pk} - Set.retrieve views.py:10',
    'PATCH /one IsAdminUser one views.py:9',
    'POST /items IsAuthenticatedOrReadOnly Items.post views.py:5',
    'POST /set/{pk} - Set.run views.py:10',
  ])
})

it('hangs what drf-extensions registers below a registration', () => {
  const endpoints = said({
    'urls.py': `
from django.urls import include, path
from rest_framework.viewsets import ReadOnlyModelViewSet
from rest_framework_extensions.routers import ExtendedDefaultRouter
class Assets(ReadOnlyModelViewSet): ...
class Files(ReadOnlyModelViewSet): ...
class Versions(ReadOnlyModelViewSet): ...
router = ExtendedDefaultRouter()
assets = router.register(r'assets', Assets, basename='asset')
files = assets.register(
    r'files', Files, basename='asset-file', parents_query_lookups=['asset'],
)
(
    router.register(r'users', Assets)
          .register(r'groups', Files, parents_query_lookups=['user'])
          .register(r'versions', Versions, parents_query_lookups=['user', 'group'])
)
urlpatterns = [path('api/', include(router.urls))]
`,
  })
  expect(endpoints.map((one) => one.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
    'GET /api/assets',
    'GET /api/assets/{parent_lookup_asset}/files',
    'GET /api/assets/{parent_lookup_asset}/files/{pk}',
    'GET /api/assets/{pk}',
    'GET /api/users',
    'GET /api/users/{parent_lookup_users}/groups',
    'GET /api/users/{parent_lookup_users}/groups/{parent_lookup_groups}/versions',
    'GET /api/users/{parent_lookup_users}/groups/{parent_lookup_groups}/versions/{pk}',
    'GET /api/users/{parent_lookup_users}/groups/{pk}',
    'GET /api/users/{pk}',
  ])
})

it('a list inside of include takes over what a router has', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'django\ndjangorestframework\n',
      'shop/urls.py': `from django.urls import include, path, re_path
from rest_framework.routers import DefaultRouter
from shop.views import TagViewSet
api_router = DefaultRouter()
api_router.register(r"tags", TagViewSet)
urlpatterns = [
    re_path(r"^api/", include([path("ping/", ping), *api_router.urls])),
]
`,
      'shop/views.py':
        'from rest_framework.viewsets import ReadOnlyModelViewSet\n\nclass TagViewSet(ReadOnlyModelViewSet):\n    queryset = Tag.objects.all()\n',
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path}`).sort()).toEqual([
    'GET /api/ping',
    'GET /api/tags',
    'GET /api/tags/{pk}',
  ])
})

it('reads what decorators include and what a list registers below, where the requirements have a folder of their own', () => {
  const { endpoints } = discoverTexts(
    {
      'pyproject.toml': '[tool.ruff]\nline-length = 88\n',
      'requirements/base.txt': 'djangorestframework==3.15\n',
      'src/api/urls.py': `
from decorator_include import decorator_include
from common import routers
from .views import TypeViewSet, VersionViewSet
router = routers.DefaultRouter()
router.register('types', TypeViewSet, [routers.Nested('versions', VersionViewSet)])
urlpatterns = [path('v2/', decorator_include(never_cache, [
    path('ping', ping),
    path('', include(router.urls)),
]))]
`,
      'src/api/views.py': `
from rest_framework.viewsets import ReadOnlyModelViewSet
class TypeViewSet(ReadOnlyModelViewSet):
    permission_classes = [IsAuthenticated]
class VersionViewSet(ReadOnlyModelViewSet):
    pass
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /v2/ping',
    'GET /v2/types',
    'GET /v2/types/{pk}',
    'GET /v2/types/{types_pk}/versions',
    'GET /v2/types/{types_pk}/versions/{pk}',
  ])
})
