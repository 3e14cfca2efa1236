import type { Moves } from '../../objects/moves.ts'

export const leadMoves: Moves = { qualified: 'qualify', converted: 'convert', lost: 'lose', new: 'reopen' }
