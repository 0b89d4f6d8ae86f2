import type { Store } from './facts.ts'

const names: Record<Store, string> = {
  'aws-secretsmanager': 'AWS Secrets Manager',
  'aws-ssm': 'AWS Parameter Store',
  'aws-kms': 'AWS KMS',
  'gcp-secretmanager': 'Google Secret Manager',
  'gcp-kms': 'Google Cloud KMS',
  vault: 'Vault',
  kubernetes: 'Kubernetes',
  'azure-keyvault': 'Azure Key Vault',
  onepassword: '1Password',
  doppler: 'Doppler',
}

export function storeName(store: Store): string {
  return names[store]
}
