'use client'

import type { Store } from '#lib/facts.ts'
import { storeName } from '#lib/store-name.ts'

/** Plain glyphs of our own: a letterform of shapes for each kind of store, no vendor's mark. */
const paths: Record<Store, string> = {
  'aws-secretsmanager': 'M4 7V5a4 4 0 0 1 8 0v2M3 7h10v7H3ZM8 10v2',
  'aws-ssm': 'M3 4h10M3 8h10M3 12h10M6 2.5v3M10 6.5v3M5 10.5v3',
  'aws-kms': 'M6 10a3.5 3.5 0 1 1 2.5-2.5L14 13v1.5h-2.5V13H10v-1.5H8.5Z',
  'gcp-secretmanager': 'M5 3 1.5 8 5 13M11 3l3.5 5L11 13M6 8h.01M8 8h.01M10 8h.01',
  'gcp-kms': 'M8 1.5 14 5v6l-6 3.5L2 11V5ZM8 6v4',
  vault: 'M1.5 2.5h13L8 14ZM6.5 5.5h.01M9.5 5.5h.01M8 8h.01',
  kubernetes: 'M8 1.5 14 4.5l1 6.5-4 3.5H5L1 11l1-6.5ZM8 5.5v5M5.5 8h5',
  'azure-keyvault': 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 5a1.5 1.5 0 1 1 0 3v3',
  onepassword: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 5v6',
  doppler: 'M3 2.5h5a5.5 5.5 0 0 1 0 11H3ZM6 6h2a2 2 0 0 1 0 4H6',
}
export function StoreGlyph({ store, size = 14 }: { store: Store; size?: number }) {
  return (
    <span data-tip={storeName(store)} className="inline-flex shrink-0 text-muted">
      <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" strokeLinecap="round" role="img" aria-label={storeName(store)}>
        <path d={paths[store]} />
      </svg>
    </span>
  )
}
