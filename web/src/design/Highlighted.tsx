import { marked } from './marks.ts'
import classes from './Highlighted.module.css'

// A text with what was looked for in it.
export const Highlighted = ({ text, looked }: { text: string; looked: string }) => (
  <>
    {marked(text, looked).map((piece, index) =>
      piece.isMatch ? (
        <mark key={index} className={classes.mark}>
          {piece.text}
        </mark>
      ) : (
        piece.text
      ),
    )}
  </>
)
