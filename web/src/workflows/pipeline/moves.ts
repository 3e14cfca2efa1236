import type { Moves } from '../../objects/moves.ts'

export const opportunityMoves: Moves = { won: 'win', lost: 'lose' }
