import { queryOptions } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { get } from '../changes/client.ts'
import { known } from '../changes/queries.ts'
import type { CatalogueAnswer, Field, Me, ObjectDeclaration, Permission } from './api.ts'

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => get<CatalogueAnswer>('/catalogue', signal),
  staleTime: 5 * 60_000,
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/me', signal),
  staleTime: 5 * 60_000,
})

// Both are there before the first screen. They come by context because every cell of a list asks for them, and a query
// of its own for each cell would cost the list its fluidity.
export const HouseContext = createContext<{ me: Me; catalogue: CatalogueAnswer } | null>(null)

function useHouse() {
  const house = use(HouseContext)
  if (!house) throw new Error('Screens stand inside the house, which knows the catalogue.')
  return house
}

export const useCatalogue = (): CatalogueAnswer => useHouse().catalogue

export const useMe = (): Me => useHouse().me

const noPermission: Permission = {
  read: 'none', create: false, change: 'none', delete: 'none', export: false, import: false,
}

export function usePermission(object: string): Permission {
  return useMe().permissions[object] ?? noPermission
}

// Whether there is anything at all this person may bring in from a file.
export const useMayImport = (): boolean => Object.values(useMe().permissions).some((permission) => permission.import)

export function useObject(key: string): ObjectDeclaration | undefined {
  return useCatalogue().objects.find((object) => object.key === key)
}

export function useObjectAt(path: string): ObjectDeclaration | undefined {
  return useCatalogue().objects.find((object) => object.path === path)
}

// Once the shell stands the catalogue is there; code outside components may ask it.
export function declared(key: string): ObjectDeclaration | undefined {
  return known.getQueryData(catalogueQuery.queryKey)?.objects.find((object) => object.key === key)
}

// The fields this person sees and may fill in.
export function useFields(object: ObjectDeclaration): Field[] {
  const hidden = usePermission(object.key).hidden_fields ?? []
  return object.fields.filter((field) => !field.system && !field.hidden && !hidden.includes(field.key))
}

export const systemFields: Field[] = [
  systemField('created_at', 'moment', 'Créé le', 'Created'),
  systemField('updated_at', 'moment', 'Modifié le', 'Changed'),
  { ...systemField('created_by', 'link', 'Créé par', 'Created by'), target: 'user' },
]

function systemField(key: string, type: string, fr: string, en: string): Field {
  return { id: key, key, type, label: { fr, en }, required: false, readonly: true, searchable: false, custom: false }
}

export function fieldOf(object: ObjectDeclaration, key: string): Field | undefined {
  return object.fields.find((field) => field.key === key) ?? systemFields.find((field) => field.key === key)
}

export function fieldById(object: ObjectDeclaration, id: string): Field | undefined {
  return object.fields.find((field) => field.id === id) ?? fieldOf(object, id)
}
