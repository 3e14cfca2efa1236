import { lazy, Suspense, type ReactNode } from 'react'
import type { ListAddress } from './address.ts'
import type { ObjectDeclaration } from './api.ts'
import classes from './Beside.module.css'
import type { Composition } from './compositions.ts'

const RecordPanel = lazy(() => import('./record/RecordPanel.tsx').then((file) => ({ default: file.RecordPanel })))

type Props = { object: ObjectDeclaration; address: ListAddress; compositions: Composition[]; children: ReactNode }

// Many records, and beside them the one that is looked at.
export function Beside({ object, address, compositions, children }: Props) {
  return (
    <div className={classes.beside}>
      <div className={classes.many}>{children}</div>
      {address.peek && (
        <Suspense>
          <RecordPanel key={address.peek} object={object} id={address.peek} compositions={compositions} close={() => address.setPeek(null)} />
        </Suspense>
      )}
    </div>
  )
}
