import type { NamingFact, SecretReference } from '#lib/facts.ts'
import type { LogEntry } from './schema.ts'

function isNumber(project: string): boolean {
  return /^\d+$/.test(project)
}

function projectIn(name: string | undefined): string | undefined {
  return name ? /(?:^|\/)projects\/([^/]+)/.exec(name)?.[1] : undefined
}

/** Where the log belongs to: the project's id when the entry says it, else its number. */
export function projectOf(entry: LogEntry): string | undefined {
  const names = [entry.resource?.labels?.project_id, projectIn(entry.logName), projectIn(entry.protoPayload?.resourceName)].filter((name) => name && name !== '-')
  return names.find((name) => name && !isNumber(name)) ?? names[0]
}

export function location(entry: LogEntry): string | undefined {
  const labels = entry.resource?.labels
  const logged = labels?.location ?? labels?.zone ?? entry.protoPayload?.resourceLocation?.currentLocations[0]
  return logged ?? /\/locations\/([^/]+)/.exec(entry.protoPayload?.resourceName ?? '')?.[1]
}

export type Project = { name: string; form: 'exact' | 'gcp-number'; naming?: NamingFact }

/**
 * The project of a resource. Resource names mostly carry the number and everything else in the entry the id;
 * an entry that has both proves that they are the same project.
 */
export function resolveProject(logged: string, entry: LogEntry): Project {
  if (!isNumber(logged)) return { name: logged, form: 'exact' }
  const request = entry.protoPayload?.request
  const candidates = [projectIn(request?.name), projectIn(request?.parent), projectIn(request?.resource), entry.resource?.labels?.project_id, projectIn(entry.logName)]
  const id = candidates.find((name) => name && name !== '-' && !isNumber(name))
  if (!id) return { name: logged, form: 'gcp-number' }
  return { name: id, form: 'exact', naming: { fact: 'naming', scope: 'gcp-project', name: logged, means: id } }
}

/** A reference to something inside a project, with the naming fact when this entry proves the project's id. */
export type Located = { target: SecretReference; naming: NamingFact[] }

export function locate(store: 'gcp-secretmanager' | 'gcp-kms', logged: string, path: string, entry: LogEntry): Located {
  const project = resolveProject(logged, entry)
  return { target: { store, uri: `${store}://${project.name}/${path}`, form: project.form }, naming: project.naming ? [project.naming] : [] }
}
