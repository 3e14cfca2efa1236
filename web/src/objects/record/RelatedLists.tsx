import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../../design/Icon.tsx'
import { showNumber } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import { listHref } from '../address.ts'
import type { Field, ObjectDeclaration, StoredRecord } from '../api.ts'
import { useCatalogue, useFields, useMe } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { writeReference } from '../reference.ts'
import { useRecords } from '../records.ts'
import classes from './RelatedLists.module.css'
import { titleKeys, titleOf } from '../titles.ts'

export type Relation = { object: ObjectDeclaration; field: Field }

// Whatever declares a link to this object is listed on its records, custom objects included; what is told in the
// timeline stands there.
export function useRelations(object: ObjectDeclaration): Relation[] {
  const { permissions } = useMe()
  const linked = useCatalogue().objects.filter((other) => !other.told_field).flatMap((other) =>
    other.fields
      .filter((field) => !field.system && typeOf(field).refersBy && (field.target === object.key || field.target === '*'))
      .map((field) => ({ object: other, field })),
  )
  return linked.filter((relation) => relation.object.key !== object.key && permissions[relation.object.key]?.read !== 'none' && object.key !== 'user')
}

export function RelatedLists({ object, record }: { object: ObjectDeclaration; record: StoredRecord }) {
  const relations = useRelations(object)
  return (
    <>
      <Additions object={object} record={record} relations={relations} />
      {relations.map((relation) => (
        <RelatedList key={`${relation.object.key}.${relation.field.key}`} of={object} relation={relation} record={record} />
      ))}
    </>
  )
}

// What can be added to this record, in one line: empty lists would only take room.
function Additions({ object, record, relations }: { object: ObjectDeclaration; record: StoredRecord; relations: Relation[] }) {
  const { permissions } = useMe()
  const open = relations.filter((relation) => !relation.field.readonly && permissions[relation.object.key]?.create)
  if (open.length === 0) return null
  return (
    <div className={classes.additions}>
      {open.map((relation) => (
        <Button
          key={`${relation.object.key}.${relation.field.key}`}
          component={Link}
          href={newHref(relation, object, record)}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
        >
          {label(relation.object.label)}
        </Button>
      ))}
    </div>
  )
}

const newHref = ({ object, field }: Relation, of: ObjectDeclaration, record: StoredRecord) =>
  `/${object.path}/new?${field.key}=${encodeURIComponent(writeReference({ object: of.key, id: record.id }, field.target ?? '*'))}`

type ListProps = { of: ObjectDeclaration; relation: Relation; record: StoredRecord }

function RelatedList({ of, relation: { object, field }, record }: ListProps) {
  const [, go] = useLocation()
  const op = typeOf(field).refersBy ?? 'eq'
  const reference = writeReference({ object: of.key, id: record.id }, field.target ?? '*')
  const filter = { field: field.key, op, value: op === 'eq' ? reference : [reference] }
  const records = useRecords(object, { filter, limit: 6, sort: '-updated_at', total: true })
  const shown = useFields(object)
    .filter((one) => one !== field && !titleKeys(object).includes(one.key) && !typeOf(one).wide)
    .slice(0, 3)
  if (records.failure || records.list.length === 0) return null
  return (
    <section className={classes.related} aria-label={label(object.plural)}>
      <header className={classes.head}>
        <Icon name={object.icon} object={object.key} size={17} />
        <h2 className={classes.name}>{label(object.plural)}</h2>
        <span className={classes.count}>{records.total === undefined ? '' : showNumber(records.total)}</span>
      </header>
      {records.list.length > 0 && (
        <ul className={classes.list}>
          {records.list.slice(0, 6).map((one) => (
            <li key={one.id} className={classes.item} onClick={() => go(`/${object.path}/${one.id}`)}>
              <Link href={`/${object.path}/${one.id}`} className={classes.title} onClick={(click: React.MouseEvent) => click.stopPropagation()}>
                {titleOf(object, one, records.titles)}
              </Link>
              {shown.map((column) => {
                const { Show } = typeOf(column)
                return (
                  <span key={column.id} className={classes.cell}>
                    <Show value={one[column.key]} field={column} titles={records.titles} dense />
                  </span>
                )
              })}
            </li>
          ))}
        </ul>
      )}
      {(records.total ?? 0) > 6 && (
        <Link href={listHref(object.path, filter)} className={classes.more}>
          {say('Tout voir', 'See all')}
        </Link>
      )}
    </section>
  )
}
