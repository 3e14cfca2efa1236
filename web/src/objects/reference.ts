// A link to any object is written "object/id"; a link to a given object is the id alone.

export type Reference = { object: string; id: string }

export function readReference(value: string, target: string): Reference {
  const slash = value.indexOf('/')
  return slash < 0 ? { object: target, id: value } : { object: value.slice(0, slash), id: value.slice(slash + 1) }
}

export const writeReference = ({ object, id }: Reference, target: string) => (target === '*' ? `${object}/${id}` : id)
