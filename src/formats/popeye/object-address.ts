import { kubernetesAddress } from '../values/kubernetes-address.ts'

/** Kinds whose names are not their resource's name in the singular with a capital letter. */
const KINDS: Record<string, string> = {
  configmaps: 'ConfigMap',
  cronjobs: 'CronJob',
  daemonsets: 'DaemonSet',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  ingresses: 'Ingress',
  networkpolicies: 'NetworkPolicy',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  poddisruptionbudgets: 'PodDisruptionBudget',
  podsecuritypolicies: 'PodSecurityPolicy',
  replicasets: 'ReplicaSet',
  clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding',
  rolebindings: 'RoleBinding',
  serviceaccounts: 'ServiceAccount',
  statefulsets: 'StatefulSet',
}

/** The address of an object named `namespace/name` or `name` of a resource such as `apps/v1/deployments`. */
export function objectAddress(resource: string, object: string): string {
  const word = resource.slice(resource.lastIndexOf('/') + 1).toLowerCase()
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : capital(word.replace(/s$/, ''))
  const [, namespace, name = object] = /^([^/]+)\/(.+)$/.exec(object) ?? []
  return kubernetesAddress({ kind, namespace, name }) ?? object
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
