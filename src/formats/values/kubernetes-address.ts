interface ObjectName {
  kind?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
}

/** A Kubernetes object's address: `Deployment/shop/api`, without a namespace `ClusterRole/brewer`; undefined without a name. */
export const kubernetesAddress = ({ kind, namespace, name }: ObjectName): string | undefined =>
  name ? [kind, namespace, name].filter(Boolean).join('/') : undefined
