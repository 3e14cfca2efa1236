// Where the words that were looked for stand in a text, without regard to accents and case: "chau" in "La Chaudière".
export type Piece = { text: string; isMatch: boolean }

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function marked(text: string, looked: string): Piece[] {
  const words = fold(looked).split(/\s+/).filter(Boolean)
  const letters = [...text]
  const folded = letters.map(fold)
  const hit = letters.map(() => false)
  for (let start = 0; start < letters.length; start += 1) {
    const startsWord = start === 0 || !/[\p{L}\p{N}]/u.test(letters[start - 1]!)
    for (const word of startsWord ? words : []) {
      const end = endOf(folded, start, word)
      if (end !== null) hit.fill(true, start, end)
    }
  }
  const pieces: Piece[] = []
  letters.forEach((letter, index) => {
    const last = pieces.at(-1)
    if (last && last.isMatch === hit[index]) last.text += letter
    else pieces.push({ text: letter, isMatch: hit[index] === true })
  })
  return pieces
}

// One letter may fold to several ("œ" does not, "ﬁ" would): the match is walked letter by letter.
function endOf(folded: string[], start: number, word: string): number | null {
  let rest = word
  for (let index = start; index < folded.length; index += 1) {
    const letter = folded[index]!
    if (rest.startsWith(letter)) rest = rest.slice(letter.length)
    else if (letter.startsWith(rest)) rest = ''
    else return null
    if (rest === '') return index + 1
  }
  return null
}
