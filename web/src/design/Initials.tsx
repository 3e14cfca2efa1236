import classes from './Initials.module.css'

export function Initials({ name, size = 20 }: { name: string; size?: number }) {
  const letters = name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .filter((letter) => /\p{L}/u.test(letter))
  const shown = (letters[0] ?? '?') + (letters.length > 1 ? letters[letters.length - 1] : '')
  return (
    <span
      className={classes.initials}
      data-tone={tone(name)}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      aria-hidden="true"
    >
      {shown.toUpperCase()}
    </span>
  )
}

const tone = (name: string) => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6
