import type { ReadyDashboard } from '../objects/dashboard/dashboards.ts'
import type { Composition } from '../objects/compositions.ts'
import type { Moves } from '../objects/moves.ts'
import { contactsCompositions } from '../workflows/contacts/compositions.ts'
import { followupCompositions } from '../workflows/followup/compositions.ts'
import { leadDashboards } from '../workflows/leads/dashboards.ts'
import { leadMoves } from '../workflows/leads/moves.ts'
import { pipelineDashboards } from '../workflows/pipeline/dashboards.ts'
import { opportunityMoves } from '../workflows/pipeline/moves.ts'
import { later } from './later.tsx'

// Screens beyond the first come when they are asked for.
export const Today = later(() => import('../workflows/followup/Today.tsx').then((file) => file.Today))
export const Agenda = later(() => import('../workflows/followup/Agenda.tsx').then((file) => file.Agenda))
export const ObjectScreen = later(() => import('../objects/ObjectScreen.tsx').then((file) => file.ObjectScreen))
export const RecordScreen = later(() => import('../objects/record/RecordScreen.tsx').then((file) => file.RecordScreen))
export const NewScreen = later(() => import('../objects/NewScreen.tsx').then((file) => file.NewScreen))
export const ImportsScreen = later(() => import('../objects/import/ImportsScreen.tsx').then((file) => file.ImportsScreen))
export const ImportScreen = later(() => import('../objects/import/ImportScreen.tsx').then((file) => file.ImportScreen))
export const DashboardScreen = later(() => import('../objects/dashboard/DashboardScreen.tsx').then((file) => file.DashboardScreen))
export const Settings = later(() => import('../settings/Settings.tsx').then((file) => file.Settings))
export const Palette = later(() => import('./Palette.tsx').then((file) => file.Palette))

// What is most likely next, fetched while nothing else is going on: what is typed right after Ctrl K must find its
// input, and a record that is opened must stand at once.
export const fetchAhead = () => Promise.all([RecordScreen, ObjectScreen, Palette, NewScreen].map((screen) => screen.ahead()))

// Objects whose cards move by verbs of their own.
export const movesOf: Record<string, Moves> = { lead: leadMoves, opportunity: opportunityMoves }

// What can be written about a record from its own screen.
export const compositions: Composition[] = [...contactsCompositions, ...followupCompositions]

// The dashboards that Élan brings along.
export const readyDashboards: ReadyDashboard[] = [...pipelineDashboards, ...leadDashboards]
