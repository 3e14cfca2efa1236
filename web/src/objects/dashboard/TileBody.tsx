import { Progress, Skeleton } from '@mantine/core'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { Link } from 'wouter'
import { get } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import { say } from '../../design/language.ts'
import { listHref } from '../address.ts'
import type { Group, ObjectDeclaration } from '../api.ts'
import { fieldOf } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { both, type Filter } from '../filter.ts'
import { inOptionOrder } from '../list/groups.ts'
import classes from './Dashboard.module.css'
import { sayMeasured, tileFilter, useFigure, useOverTime, useTileGroups, type GroupsAnswer } from './figures.ts'
import { periodWords, type Period } from './period.ts'
import { countOrFigure, measureOf, type Tile, type TileKind } from './tiles.ts'

const OverTime = lazy(() => import('./OverTime.tsx').then((file) => ({ default: file.OverTime })))
const Spark = lazy(() => import('./OverTime.tsx').then((file) => ({ default: file.Spark })))

export type Look = { object: ObjectDeclaration; tile: Tile; period: Period; before: Period | null }

// What a tile shows, by its kind.
export function TileBody(look: Look) {
  const Body = bodies[look.tile.kind]
  return <Body {...look} />
}

const bodies: Record<TileKind, ComponentType<Look>> = {
  number: NumberBody,
  trend: TrendBody,
  target: TargetBody,
  line: LineBody,
  bar: (look) => <Ranked {...look} />,
  funnel: (look) => <Ranked {...look} isFunnel />,
  table: TableBody,
  indicator: IndicatorBody,
}

function NumberBody({ object, tile, period, before }: Look) {
  const figure = useFigure(object, tile, period)
  return (
    <Awaited answers={[figure]}>
      <Figure object={object} tile={tile} period={period} value={figure.data ?? 0} />
      <Against object={object} tile={tile} value={figure.data ?? 0} before={before} />
    </Awaited>
  )
}

function TrendBody(look: Look) {
  const { object, tile, period } = look
  const measure = measureOf(object, tile.measure)
  const answer = useOverTime(object, tile, tile.when ?? 'created_at', period)
  return (
    <div className={classes.trend}>
      <div>
        <NumberBody {...look} />
      </div>
      <Suspense>{answer.data && <Spark values={answer.data.groups.map((group) => countOrFigure(measure, group))} />}</Suspense>
    </div>
  )
}

function TargetBody({ object, tile, period }: Look) {
  const figure = useFigure(object, tile, period)
  const measure = measureOf(object, tile.measure)
  const value = figure.data ?? 0
  const share = tile.goal ? Math.round((100 * value) / tile.goal) : 0
  return (
    <Awaited answers={[figure]}>
      <Figure object={object} tile={tile} period={period} value={value} />
      <Progress value={Math.max(0, Math.min(100, share))} size="md" radius="xl" aria-label={say(`${share} % de l’objectif`, `${share}% of target`)} />
      <span className={classes.detail}>
        {tile.goal ? say(`${showNumber(share)} % de ${sayMeasured(measure, tile.goal)}`, `${showNumber(share)}% of ${sayMeasured(measure, tile.goal)}`) : say('Aucun objectif fixé', 'No target set')}
      </span>
    </Awaited>
  )
}

function LineBody({ object, tile, period, before }: Look) {
  const when = tile.when ?? 'created_at'
  const now = useOverTime(object, tile, when, period)
  const then = useOverTime(object, tile, when, before ?? period)
  const linkTo = (part: Period) => listHref(object.path, tileFilter(object, tile, part))
  return (
    <Awaited answers={[now]}>
      <Suspense fallback={<Skeleton height={140} />}>
        <OverTime measure={measureOf(object, tile.measure)} name={tile.title} period={period} now={now.data?.groups ?? []} then={before ? (then.data?.groups ?? []) : []} linkTo={linkTo} />
      </Suspense>
    </Awaited>
  )
}

type Line = { key: string; words: string; value: number; count: number; href: string }

// The groups with their names, each with the list behind it.
function linesOf({ object, tile, period }: Look, answer: GroupsAnswer | undefined): Line[] {
  const by = tile.by ? fieldOf(object, tile.by) : undefined
  if (!by || !answer) return []
  const measure = measureOf(object, tile.measure)
  const titles = answer.titles ?? {}
  const condition = ({ value }: Group): Filter => {
    if (value === null) return { field: by.key, op: 'empty' }
    const op = ['in', 'has_any'].find((many) => typeOf(by).filters.some((operator) => operator.op === many))
    return op ? { field: by.key, op, value: [value].flat() } : { field: by.key, op: 'eq', value }
  }
  return inOptionOrder(by, answer.groups, titles).map((group) => ({
    key: JSON.stringify(group.value),
    words: group.value === null ? say('Non renseigné', 'Not filled in') : typeOf(by).say(group.value, by, titles),
    value: countOrFigure(measure, group),
    count: group.count,
    href: listHref(object.path, both(tileFilter(object, tile, period), condition(group))),
  }))
}

// Those at a step or further: what a step lost stands between two bars.
const cumulated = (lines: Line[]): Line[] => lines.map((line, index) => ({ ...line, value: lines.slice(index).reduce((sum, { value }) => sum + value, 0) }))

function Ranked({ isFunnel = false, ...look }: Look & { isFunnel?: boolean }) {
  const { object, tile, period } = look
  const answer = useTileGroups(object, tile, tile.by ?? '', period)
  const measure = measureOf(object, tile.measure)
  const found = linesOf(look, answer.data)
  const hasOrder = !!fieldOf(object, tile.by ?? '')?.options
  const lines = isFunnel ? cumulated(found) : hasOrder ? found : found.toSorted((left, right) => right.value - left.value)
  const most = Math.max(1, ...lines.map((line) => line.value))
  return (
    <Awaited answers={[answer]} isEmpty={lines.length === 0}>
      <ol className={classes.bars} tabIndex={0} aria-label={tile.title}>
        {lines.map((line, index) => (
          <li key={line.key}>
            <Link href={line.href} className={classes.bar}>
              <span className={classes.barWords}>{line.words}</span>
              <span className={classes.barValue}>
                {sayMeasured(measure, line.value)}
                {isFunnel && index > 0 && <small> {say(`${share(line.value, lines[index - 1]!.value)} %`, `${share(line.value, lines[index - 1]!.value)}%`)}</small>}
              </span>
              <span className={classes.track} aria-hidden="true">
                <span className={classes.fill} style={{ width: `${Math.max(0, (100 * line.value) / most)}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Awaited>
  )
}

const share = (part: number, all: number) => (all > 0 ? Math.round((100 * part) / all) : 0)

function TableBody(look: Look) {
  const { object, tile, period } = look
  const answer = useTileGroups(object, tile, tile.by ?? '', period)
  const measure = measureOf(object, tile.measure)
  const lines = linesOf(look, answer.data).toSorted((left, right) => right.value - left.value)
  const all = lines.reduce((sum, line) => sum + Math.max(0, line.value), 0)
  return (
    <Awaited answers={[answer]} isEmpty={lines.length === 0}>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={tile.title}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{say('Groupe', 'Group')}</th>
              <th>{say('Fiches', 'Records')}</th>
              {measure && <th>{say('Valeur', 'Value')}</th>}
              <th>{say('Part', 'Share')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <td>
                  <Link href={line.href}>{line.words}</Link>
                </td>
                <td>{showNumber(line.count)}</td>
                {measure && <td>{sayMeasured(measure, line.value)}</td>}
                <td>{say(`${share(line.value, all)} %`, `${share(line.value, all)}%`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Awaited>
  )
}

type Indicator = { key: string; value: number | null; unit: string; count: number; target: number; before: number; less_is_better: boolean; object: string; filter: Filter }

// Measured by a workflow from real changes.
function IndicatorBody({ object, tile, period }: Look) {
  const params = new URLSearchParams({ from: String(new Date(`${period.from}T00:00`).getTime()), to: String(new Date(`${period.until}T23:59:59.999`).getTime() + 1) })
  const answer = useQuery({
    queryKey: ['records', '*', 'indicators', params.toString()],
    queryFn: ({ signal }) => get<{ indicators: Indicator[] }>(`/indicators?${params}`, signal).then(({ indicators }) => indicators),
  })
  const indicator = answer.data?.find((one) => one.key === tile.indicator)
  return (
    <Awaited answers={[answer]} isEmpty={!indicator || indicator.value === null}>
      {indicator && (
        <>
          <Link href={listHref(object.path, indicator.filter)} className={classes.figure}>
            {indicatorWords(indicator, indicator.value ?? 0)}
          </Link>
          <span className={classes.detail} data-good={isReached(indicator) || undefined}>
            {say(`Objectif ${indicatorWords(indicator, indicator.target)} · ${indicatorWords(indicator, indicator.before)} avant`, `Target ${indicatorWords(indicator, indicator.target)} · ${indicatorWords(indicator, indicator.before)} before`)}
          </span>
        </>
      )}
    </Awaited>
  )
}

const indicatorWords = ({ unit }: Indicator, value: number) => `${showNumber(value, 1)}\u00a0${unit}`
const isReached = ({ value, target, less_is_better }: Indicator) => value !== null && (less_is_better ? value <= target : value >= target)

function Figure({ object, tile, period, value }: { object: ObjectDeclaration; tile: Tile; period: Period; value: number }) {
  return (
    <Link href={listHref(object.path, tileFilter(object, tile, period))} className={classes.figure}>
      {sayMeasured(measureOf(object, tile.measure), value)}
    </Link>
  )
}

// How it stood before, and by how much it moved.
function Against({ object, tile, value, before }: { object: ObjectDeclaration; tile: Tile; value: number; before: Period | null }) {
  const isCompared = before !== null && tile.when !== undefined
  const figure = useFigure(object, tile, before, isCompared)
  if (!isCompared || figure.data === undefined) return null
  const was = figure.data
  const change = was === 0 ? null : Math.round((100 * (value - was)) / Math.abs(was))
  const Arrow = change === null || change === 0 ? IconArrowRight : change > 0 ? IconArrowUpRight : IconArrowDownRight
  return (
    <span className={classes.detail} title={periodWords(before)}>
      {change !== null && (
        <span className={classes.change}>
          <Arrow size={14} aria-hidden="true" />
          {say(`${change > 0 ? '+' : ''}${showNumber(change)} %`, `${change > 0 ? '+' : ''}${showNumber(change)}%`)}
        </span>
      )}
      <Link href={listHref(object.path, tileFilter(object, tile, before))} className={classes.quiet}>
        {say(`contre ${sayMeasured(measureOf(object, tile.measure), was)}`, `against ${sayMeasured(measureOf(object, tile.measure), was)}`)}
      </Link>
    </span>
  )
}

type Answered = { isPending: boolean; error: Error | null; refetch: () => unknown }

function Awaited({ answers, isEmpty = false, children }: { answers: Answered[]; isEmpty?: boolean; children: ReactNode }) {
  const failed = answers.find((answer) => answer.error)
  if (failed) {
    return (
      <p className={classes.detail} role="alert">
        {failed.error?.message}{' '}
        <button type="button" className={classes.again} onClick={() => void failed.refetch()}>
          {say('Réessayer', 'Try again')}
        </button>
      </p>
    )
  }
  if (answers.some((answer) => answer.isPending)) return <Skeleton height={28} width="55%" role="status" aria-label={say('Chargement…', 'Loading…')} />
  if (isEmpty) return <p className={classes.detail}>{say('Rien sur cette période.', 'Nothing in this period.')}</p>
  return children
}
