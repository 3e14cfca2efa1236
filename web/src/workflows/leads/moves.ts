import type { Moves } from '../../objects/moves.ts'

const verbs: Record<string, string> = { qualified: 'qualify', converted: 'convert', lost: 'lose' }

// A lost lead is reopened; the other columns have verbs, save the work under way, which is only said.
export const leadMoves: Moves = (record, option) => verbs[option] ?? (record.status === 'lost' ? 'reopen' : null)
