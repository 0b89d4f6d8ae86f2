const families: readonly (readonly [RegExp, string])[] = [
  [/external-secrets/i, 'external-secrets'],
  [/secrets-store-csi/i, 'secrets-store-csi'],
  [/argocd|argo-cd/i, 'argocd'],
  [/kustomize-controller|helm-controller|source-controller|flux/i, 'flux'],
  [/\bhelm\//i, 'helm'],
  [/kubelet/i, 'kubelet'],
  [/kubectl/i, 'kubectl'],
  [/kube-(apiserver|controller-manager|scheduler)/i, 'kubernetes'],
  [/terraform|opentofu/i, 'terraform'],
  [/pulumi/i, 'pulumi'],
  [/aws-internal|\.amazonaws\.com$|^aws internal$/i, 'aws-service'],
  [/aws-cli/i, 'aws-cli'],
  [/boto3|botocore/i, 'python-boto'],
  [/aws-sdk-([a-z0-9]+)/i, 'aws-sdk-$1'],
  [/google-cloud-sdk|gcloud/i, 'gcloud'],
  [/gcloud-golang|google-api-go|grpc-go/i, 'google-go'],
  [/google-api-python|gl-python/i, 'google-python'],
  [/gl-java|google-api-java|grpc-java/i, 'google-java'],
  [/gl-node|google-api-nodejs|grpc-node/i, 'google-node'],
  [/^vault|hashicorp/i, 'vault'],
  [/^mozilla\//i, 'browser'],
  [/^curl\//i, 'curl'],
  [/^wget/i, 'wget'],
  [/python/i, 'python'],
  [/^go-http-client/i, 'go'],
  [/okhttp|^java/i, 'java'],
]

/** The family of a user agent, not the string: `aws-cli`, `kubectl`, `browser`; else its first product name; empty when none was sent. A claim of the client. */
export function clientFamily(userAgent: string): string {
  for (const [pattern, family] of families) {
    const match = pattern.exec(userAgent)
    if (match) return family.replace('$1', (match[1] ?? '').toLowerCase())
  }
  return (/^[A-Za-z0-9._-]{1,40}/.exec(userAgent)?.[0] ?? '').toLowerCase()
}
