import type { Moves } from '../../objects/moves.ts'

const verbs: Record<string, string> = { won: 'win', lost: 'lose' }

const isClosed = (stage: unknown) => stage === 'won' || stage === 'lost'

// Winning and losing are verbs with a date and a reason; a closed opportunity comes back by being reopened.
export const opportunityMoves: Moves = (record, option) => verbs[option] ?? (isClosed(record.stage) ? 'reopen' : undefined)
