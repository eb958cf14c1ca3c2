import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { regexPath } from './django-paths.ts'

const found = (texts: Record<string, string>) =>
  discoverTexts({ 'requirements.txt': 'Django>=5\n', ...texts }, [asAny(routes)]).endpoints
const said = (texts: Record<string, string>) =>
  found(texts).map(
    ({ method, path, authentication, handler }) =>
      `${method} ${path} ${authentication ?? '-'} ${handler ? `${handler.name} ${handler.file}:${handler.line}` : ''}`,
  )

it('follows include over files, lists inside of it, and patterns that are added', () => {
  expect(
    said({
      'site/urls.py': `
from django.urls import path, include, re_path
from shop import urls as shop_urls
from . import views
extra = [path('extra/', views.plain)]
urlpatterns = i18n_patterns(
    path('shop/', include('shop.urls')),
    path('again/', include(shop_urls)),
    path('in/', include(([path('<uuid:key>/', views.post_only)], 'ns'))),
    re_path(r'^old/(?P<year>[0-9]{4})/$', login_required(views.both)),
    path('admin/', admin.site.urls),
)
urlpatterns += extra
`,
      'site/views.py': `
def plain(request): ...
@require_POST
def post_only(request, key): ...
def both(request, year):
    if request.method == 'POST':
        return request.POST['name']
`,
      'shop/__init__.py': '',
      'shop/urls.py': `
from django.urls import path
from .views import Cart
urlpatterns = [path('cart/<int:pk>', Cart.as_view())]
`,
      'shop/views.py': `
from django.views import View
from .base import Base
class Cart(Base, View):
    def get(self, request, pk): ...
    @method_decorator(permission_required('shop.add'))
    def post(self, request, pk): ...
`,
      'shop/base.py': `
from django.contrib.auth.mixins import LoginRequiredMixin
class Base(LoginRequiredMixin):
    def delete(self, request, pk): ...
`,
    }).sort(),
  ).toEqual([
    'DELETE /again/cart/{pk} LoginRequiredMixin Cart.delete shop/base.py:4',
    'DELETE /shop/cart/{pk} LoginRequiredMixin Cart.delete shop/base.py:4',
    'GET /again/cart/{pk} LoginRequiredMixin Cart.get shop/views.py:5',
    'GET /extra - plain site/views.py:2',
    'GET /old/{year} login_required both site/views.py:5',
    'GET /shop/cart/{pk} LoginRequiredMixin Cart.get shop/views.py:5',
    'POST /again/cart/{pk} permission_required Cart.post shop/views.py:7',
    'POST /in/{key} - post_only site/views.py:4',
    'POST /old/{year} login_required both site/views.py:5',
    'POST /shop/cart/{pk} permission_required Cart.post shop/views.py:7',
  ])
})

it('knows what generic views answer', () => {
  expect(
    said({
      'urls.py': `
from django.urls import path
from django.views.generic import TemplateView, ListView, UpdateView
from views import Edit
urlpatterns = [
    path('about', TemplateView.as_view(template_name='about.html')),
    path('edit', Edit.as_view()),
]
`,
      'views.py': `
from django.views.generic import UpdateView
class Edit(UpdateView):
    model = Book
`,
    }),
  ).toEqual([
    'GET /about - TemplateView urls.py:6',
    'GET /edit - Edit.get views.py:3',
    'POST /edit - Edit.post views.py:3',
  ])
})

it.each([
  ['^articles/(?P<year>[0-9]{4})/(?P<slug>[\\w-]+)/?$', 'articles/{year}/{slug}'],
  ['^(?:page/(?P<page>\\d+)/)?$', ''],
  ['x\\.json$', 'x.json'],
  ['(\\d+)/a', '{value}/a'],
  ['^(?P<a>(?:x|y)[(]+)/b', '{a}/b'],
  ['(((((', '{value}'],
])('reads the regular expression %s', (pattern, path) => expect(regexPath(pattern)).toBe(path))

it('survives includes in a circle and classes that inherit from each other', () => {
  expect(
    said({
      'a.py':
        "from django.urls import path, include\nfrom v import A\nurlpatterns = [path('a/', include('b')), path('v', A.as_view())]\n",
      'b.py': "from django.urls import path, include\nurlpatterns = [path('b/', include('a'))]\n",
      'v.py':
        'from django.views import View\nclass A(BView):\n    def get(self, request): ...\nclass BView(A):\n    pass\n',
    }).every((one) => one.startsWith('GET')),
  ).toBe(true)
})
