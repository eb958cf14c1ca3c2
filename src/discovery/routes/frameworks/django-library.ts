/** Classes of Django and DRF that answer by themselves: the methods or, for routers, the actions that each gives. */
export const LIBRARY_VIEWS: readonly [RegExp, string[]][] = [
  [/^Spectacular\w*View$/, ['get']],
  [/^(?:Template|List|Detail|Redirect|DateDetail|\w*Archive)View$/, ['get']],
  [/^(?:Create|Update|Form|Delete|Login|PasswordReset\w*|PasswordChange\w*)View$/, ['get', 'post']],
  [/^LogoutView$/, ['post']],
  [/^ListCreateAPIView$/, ['get', 'post']],
  [/^RetrieveUpdateDestroyAPIView$/, ['get', 'put', 'patch', 'delete']],
  [/^RetrieveUpdateAPIView$/, ['get', 'put', 'patch']],
  [/^RetrieveDestroyAPIView$/, ['get', 'delete']],
  [/^(?:List|Retrieve)APIView$/, ['get']],
  [/^CreateAPIView$/, ['post']],
  [/^UpdateAPIView$/, ['put', 'patch']],
  [/^DestroyAPIView$/, ['delete']],
  [
    /^(?:Obtain\w*|Social\w*Login|Register|Resend\w*|Verify\w*|Token\w*|\w*JWT\w*)View$|^ObtainAuthToken$/,
    ['post'],
  ],
  [/ReadOnlyModelViewSet$/, ['list', 'retrieve']],
  [/ModelViewSet$/, ['list', 'create', 'retrieve', 'update', 'partial_update', 'destroy']],
  [/^ListModelMixin$/, ['list']],
  [/^CreateModelMixin$/, ['create']],
  [/^RetrieveModelMixin$/, ['retrieve']],
  [/^UpdateModelMixin$/, ['update', 'partial_update']],
  [/^DestroyModelMixin$/, ['destroy']],
]

/** Bases by which a class is DRF's. */
export const REST_BASE = /APIView$|ViewSet(?:Mixin)?$|ModelMixin$|^ObtainAuthToken$/

/** Router's actions: the method of each, and whether it is about one thing. */
export const ROUTER_ACTIONS: Readonly<Record<string, { method: string; detail: boolean }>> = {
  list: { method: 'GET', detail: false },
  create: { method: 'POST', detail: false },
  retrieve: { method: 'GET', detail: true },
  update: { method: 'PUT', detail: true },
  partial_update: { method: 'PATCH', detail: true },
  destroy: { method: 'DELETE', detail: true },
}
