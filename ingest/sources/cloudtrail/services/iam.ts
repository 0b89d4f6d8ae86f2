import type { Fact, IdentityFact, IdentityReference } from '#lib/facts.ts'
import type { Call, Handler } from '../call.ts'
import { grant, names, policyGrant, statementsOf } from '../grant.ts'
import { roleFromArn, roleFromName, userFromArn } from '../identity.ts'

export const iam: Record<string, Handler> = {
  CreateUser: (call) => changed(call, 'created'),
  CreateRole: (call) => [...changed(call, 'created'), ...trust(call)],
  CreateServiceLinkedRole: (call) => changed(call, 'created'),
  DeleteUser: (call) => changed(call, 'deleted'),
  DeleteRole: (call) => changed(call, 'deleted'),
  DeleteServiceLinkedRole: (call) => changed(call, 'deleted'),
  UpdateUser: (call) => (call.request.newUserName ? changed(call, 'renamed', userOf(call, call.request.newUserName).uri) : []),
  CreateAccessKey: (call) => changed(call, 'credential-created', accessKeyOf(call)),
  UpdateAccessKey: (call) => changed(call, call.request.status === 'Active' ? 'credential-created' : 'credential-disabled', accessKeyOf(call)),
  DeleteAccessKey: (call) => changed(call, 'credential-disabled', accessKeyOf(call)),
  CreateLoginProfile: (call) => changed(call, 'credential-created', 'aws-console-password'),
  DeleteLoginProfile: (call) => changed(call, 'credential-disabled', 'aws-console-password'),
  PutUserPolicy: putInlinePolicy,
  PutRolePolicy: putInlinePolicy,
  PutGroupPolicy: putInlinePolicy,
  DeleteUserPolicy: (call) => granted(call, 'revoked'),
  DeleteRolePolicy: (call) => granted(call, 'revoked'),
  DeleteGroupPolicy: (call) => granted(call, 'revoked'),
  AttachUserPolicy: (call) => attach(call, 'granted'),
  AttachRolePolicy: (call) => attach(call, 'granted'),
  AttachGroupPolicy: (call) => attach(call, 'granted'),
  DetachUserPolicy: (call) => attach(call, 'revoked'),
  DetachRolePolicy: (call) => attach(call, 'revoked'),
  DetachGroupPolicy: (call) => attach(call, 'revoked'),
  AddUserToGroup: (call) => granted(call, 'granted'),
  RemoveUserFromGroup: (call) => granted(call, 'revoked'),
  CreatePolicyVersion: (call) => granted(call, 'changed'),
  SetDefaultPolicyVersion: (call) => granted(call, 'changed'),
  DeletePolicy: (call) => granted(call, 'revoked'),
  PutUserPermissionsBoundary: (call) => granted(call, 'changed'),
  PutRolePermissionsBoundary: (call) => granted(call, 'changed'),
  DeleteUserPermissionsBoundary: (call) => granted(call, 'changed'),
  DeleteRolePermissionsBoundary: (call) => granted(call, 'changed'),
  UpdateAssumeRolePolicy: trust,
}

/** Reading calls, and writing ones about passwords, devices, providers, certificates, groups and tags. */
const quiet = new Set([
  'AddClientIDToOpenIDConnectProvider', 'AddRoleToInstanceProfile', 'ChangePassword', 'CreateAccountAlias', 'CreateGroup', 'CreateInstanceProfile',
  'CreateOpenIDConnectProvider', 'CreatePolicy', 'CreateSAMLProvider', 'CreateServiceSpecificCredential', 'CreateVirtualMFADevice', 'DeactivateMFADevice',
  'DeleteAccountAlias', 'DeleteAccountPasswordPolicy', 'DeleteGroup', 'DeleteInstanceProfile', 'DeleteOpenIDConnectProvider', 'DeletePolicyVersion',
  'DeleteSAMLProvider', 'DeleteSSHPublicKey', 'DeleteServerCertificate', 'DeleteServiceSpecificCredential', 'DeleteSigningCertificate',
  'DeleteVirtualMFADevice', 'DisableOrganizationsRootCredentialsManagement', 'DisableOrganizationsRootSessions', 'EnableMFADevice',
  'EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions', 'PassRole', 'RemoveClientIDFromOpenIDConnectProvider',
  'RemoveRoleFromInstanceProfile', 'ResetServiceSpecificCredential', 'ResyncMFADevice', 'SetSecurityTokenServicePreferences',
  'UpdateAccountPasswordPolicy', 'UpdateGroup', 'UpdateLoginProfile', 'UpdateOpenIDConnectProviderThumbprint', 'UpdateRole', 'UpdateRoleDescription',
  'UpdateSAMLProvider', 'UpdateSSHPublicKey', 'UpdateServerCertificate', 'UpdateServiceSpecificCredential', 'UpdateSigningCertificate',
  'UploadSSHPublicKey', 'UploadServerCertificate', 'UploadSigningCertificate',
])

export function isQuietIamCall(name: string): boolean {
  return /^(?:Get|List|Simulate|Generate|Tag|Untag)[A-Z]/.test(name) || quiet.has(name)
}

/** Requests name users without their path; such a user's ARN is taken as pathless. */
function userOf(call: Call, name: string): IdentityReference {
  return userFromArn(`arn:${call.partition}:iam::${call.where.account}:user/${name}`)
}

/** Whom a call is about: the answer's ARN, the role or user in the request, else the caller (keys made for oneself). */
function targetOf(call: Call): IdentityReference {
  const { request, response, where, partition } = call
  if (response.role?.arn) return roleFromArn(response.role.arn)
  if (response.user?.arn) return userFromArn(response.user.arn)
  if (request.roleName) return roleFromName(partition, where.account, request.roleName)
  const name = request.userName ?? response.accessKey?.userName
  return name ? userOf(call, name) : call.actor
}

function accessKeyOf({ request, response }: Call): string | undefined {
  const key = response.accessKey?.accessKeyId ?? request.accessKeyId
  return key ? `aws-key:${key}` : undefined
}

/** Only what happened changes an identity: refused calls change nothing. */
function changed(call: Call, change: IdentityFact['change'], other?: string): Fact[] {
  if (call.outcome !== 'success') return []
  return [{ fact: 'identity', identity: targetOf(call), change, ...(other && { other }), actor: call.actor }]
}

/** The policy's own ARN, or `<group, role or user>#<inline policy>`. */
function granted(call: Call, change: 'granted' | 'revoked' | 'changed'): Fact[] {
  const { policyArn, policyName, groupName, roleName, userName } = call.request
  const group = groupName ? `arn:${call.partition}:iam::${call.where.account}:group/${groupName}` : undefined
  const holder = roleName || userName ? targetOf(call).uri : group
  const on = policyArn ?? (userName && group ? group : policyName && holder ? `${holder}#${policyName}` : holder)
  return on ? [grant(call, on, change, holder && holder !== on ? [holder] : [])] : []
}

function trust(call: Call): Fact[] {
  const policy = call.request.policyDocument
  return policy ? [policyGrant(call, targetOf(call).uri, 'changed', policy)] : []
}

/** AWS's managed policy that denies everything switches an identity off, and on again. */
function attach(call: Call, change: 'granted' | 'revoked'): Fact[] {
  const denyAll = call.request.policyArn?.endsWith(':policy/AWSDenyAll') && !call.request.groupName
  return denyAll ? changed(call, change === 'granted' ? 'disabled' : 'enabled') : granted(call, change)
}

/** An inline deny of everything disables the identity; one bound to the token's age (AWSRevokeOlderSessions) only its sessions up to now. */
function putInlinePolicy(call: Call): Fact[] {
  const statements = statementsOf(call.request.policyDocument)
  const deny = statements.find((statement) => statement.Effect === 'Deny' && names(statement.Action, '*') && names(statement.Resource, '*'))
  if (call.request.groupName || (!deny && call.request.policyName !== 'AWSRevokeOlderSessions')) return granted(call, 'granted')
  if (call.request.policyName === 'AWSRevokeOlderSessions' || deny?.Condition) return changed(call, 'credential-disabled', `aws-sessions-before:${call.occurredAt}`)
  return changed(call, 'disabled')
}
