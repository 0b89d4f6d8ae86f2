const refusal = / on resource: (.+?)(?: because | with an explicit deny|$)/s

/**
 * Denied calls often have `requestParameters: null`; what was asked for is then only in the message:
 * "User: … is not authorized to perform: secretsmanager:GetSecretValue on resource: <name or ARN> because …".
 */
export function deniedTarget(errorMessage: string | null | undefined): string | undefined {
  const target = errorMessage ? refusal.exec(errorMessage.slice(0, 4096))?.[1]?.trim() : undefined
  return target && !target.includes('*') ? target : undefined
}
