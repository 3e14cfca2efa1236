import type { ObjectDeclaration } from '../objects/api.ts'
import { useCatalogue, useMe } from '../objects/catalogue.ts'

const usualOrder = ['contact', 'company', 'lead', 'opportunity', 'task', 'message']

// The objects in the menu, in the order a day goes; those of the customer follow.
export function useMenu(): ObjectDeclaration[] {
  const { permissions } = useMe()
  const place = (object: ObjectDeclaration) => (usualOrder.includes(object.key) ? usualOrder.indexOf(object.key) : usualOrder.length)
  return useCatalogue()
    .objects.filter((object) => (object.menu || usualOrder.includes(object.key)) && permissions[object.key]?.read !== 'none')
    .toSorted((left, right) => place(left) - place(right))
}
