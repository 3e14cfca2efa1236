import { lazy } from 'react'
import type { ReadyDashboard } from '../objects/dashboard/dashboards.ts'
import type { Composition } from '../objects/compositions.ts'
import type { Moves } from '../objects/moves.ts'
import { contactsCompositions } from '../workflows/contacts/compositions.ts'
import { followupCompositions } from '../workflows/followup/compositions.ts'
import { leadDashboards } from '../workflows/leads/dashboards.ts'
import { leadMoves } from '../workflows/leads/moves.ts'
import { pipelineDashboards } from '../workflows/pipeline/dashboards.ts'
import { opportunityMoves } from '../workflows/pipeline/moves.ts'

// Screens beyond the first come when they are asked for.
export const Today = lazy(() => import('../workflows/followup/Today.tsx').then((file) => ({ default: file.Today })))
export const Agenda = lazy(() => import('../workflows/followup/Agenda.tsx').then((file) => ({ default: file.Agenda })))
export const ObjectScreen = lazy(() => import('../objects/ObjectScreen.tsx').then((file) => ({ default: file.ObjectScreen })))
export const RecordScreen = lazy(() => import('../objects/record/RecordScreen.tsx').then((file) => ({ default: file.RecordScreen })))
export const NewScreen = lazy(() => import('../objects/NewScreen.tsx').then((file) => ({ default: file.NewScreen })))
export const ImportsScreen = lazy(() => import('../objects/import/ImportsScreen.tsx').then((file) => ({ default: file.ImportsScreen })))
export const ImportScreen = lazy(() => import('../objects/import/ImportScreen.tsx').then((file) => ({ default: file.ImportScreen })))
export const DashboardScreen = lazy(() => import('../objects/dashboard/DashboardScreen.tsx').then((file) => ({ default: file.DashboardScreen })))
export const Settings = lazy(() => import('../settings/Settings.tsx').then((file) => ({ default: file.Settings })))

// Objects whose cards move by verbs of their own.
export const movesOf: Record<string, Moves> = { lead: leadMoves, opportunity: opportunityMoves }

// What can be written about a record from its own screen.
export const compositions: Composition[] = [...contactsCompositions, ...followupCompositions]

// The dashboards that Élan brings along.
export const readyDashboards: ReadyDashboard[] = [...pipelineDashboards, ...leadDashboards]
