import { lazy, useState, type ComponentType } from 'react'

export type Later<Props> = ComponentType<Props> & { ahead: () => Promise<void> }

// A screen whose code comes when it is first shown, or ahead of that. One that is already here is drawn without a
// moment of waiting: React holds back what follows a shown fallback for 300 ms.
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let here: ComponentType<Props> | undefined
  const fetched = async () => {
    here ??= await load()
    return { default: here }
  }
  const Lazy = lazy(fetched) as unknown as ComponentType<Props>
  function Screen(props: Props) {
    // Chosen once: another component in its place would lose what the screen holds.
    const [Shown] = useState<ComponentType<Props>>(() => here ?? Lazy)
    return <Shown {...props} />
  }
  return Object.assign(Screen, { ahead: async () => void (await fetched()) })
}
