import { backgroundActors } from './actors/background.ts'
import { cloudWorkloadActors } from './actors/cloud-workloads.ts'
import { externalSecretsActors } from './actors/external-secrets.ts'
import { incidentActor } from './actors/incidents.ts'
import { peopleActors } from './actors/people.ts'
import { pipelineActors } from './actors/pipelines.ts'
import { rotationActor } from './actors/rotations.ts'
import { workloadActors } from './actors/workloads.ts'
import { hoursOf, periodEndingAt } from './calendar.ts'
import { createLogs } from './logs.ts'
import { createRandom } from './random.ts'
import type { Scene } from './scene.ts'
import { planVersions } from './versions.ts'

export type DemoOptions = {
  /** Gets one folder for each feed, named after it. */
  folder: string
  now: Date
  seed?: string
  /** Shorter stories are for tests: what lies before them is not told. */
  days?: number
}

/**
 * Writes the raw logs of the demo organisation, by default thirty days up to the last full hour. The same seed and hour give the same bytes.
 * Works hour by hour: memory holds one hour's records, whatever the number of days.
 */
export async function generateDemo({ folder, now, seed = 'kestrelway', days = 30 }: DemoOptions): Promise<{ files: number; events: number }> {
  const period = periodEndingAt(now, days)
  const random = createRandom(seed)
  const logs = createLogs(folder, period, random)
  const scene: Scene = { period, random, logs, versions: planVersions(period, random) }
  const actors = [
    ...workloadActors(scene),
    ...externalSecretsActors(scene),
    ...cloudWorkloadActors(scene),
    ...pipelineActors(scene),
    ...peopleActors(scene),
    rotationActor(scene),
    incidentActor(scene),
    ...backgroundActors(scene),
  ]
  for (const hour of hoursOf(period)) {
    for (const actor of actors) actor.act(hour)
    await logs.flush(hour.end)
  }
  return logs.close()
}
