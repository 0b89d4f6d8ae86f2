import type { EventSummary } from '#lib/api/list-events.ts'
import type { IdentityKind, Store } from '#lib/facts.ts'
import { storeName } from '#lib/store-name.ts'
import { kindWord } from '#lib/kind-word.ts'
import { FacetList } from '../ui/facet-list.tsx'
import { termState } from './query-terms.ts'

type Field = EventSummary['facets'][number]['field']

const titles: Record<Field, string> = { store: 'Store', action: 'Action', outcome: 'Outcome', kind: 'Kind of identity', region: 'Region', account: 'Account', cluster: 'Cluster', namespace: 'Namespace', client: 'Client', network: 'Network', disclosed: 'Value given out' }

export function EventFacets({ q, facets, onChoose }: { q: string; facets: EventSummary['facets']; onChoose: (field: Field, value: string, without: boolean) => void }) {
  return (
    <aside aria-label="Filters" className="w-52 shrink-0 overflow-y-auto border-r border-line max-lg:hidden">
      {facets.map(({ field, values }) => (
        <FacetList
          key={field}
          title={titles[field]}
          canExclude
          values={values.map(({ value, count }) => ({ value, count, label: labelOf(field, value), state: termState(q, field, value) }))}
          onChoose={(value, without) => onChoose(field, value, without)}
        />
      ))}
    </aside>
  )
}

function labelOf(field: Field, value: string): string {
  if (field === 'store') return storeName(value as Store) ?? value
  if (field === 'kind') return kindWord(value as IdentityKind) ?? value
  return value || 'not said'
}
