import {
  IconAddressBook, IconAlertTriangle, IconBox, IconBriefcase, IconBuilding, IconBuildingStore, IconCalendar, IconCar,
  IconChecklist, IconCheck, IconCircleCheck, IconCircleX, IconClock, IconCoin, IconFile, IconFlag, IconHome, IconMail,
  IconMessage, IconNote, IconPackage, IconPhone, IconRefresh, IconSend, IconStar, IconTag, IconTarget, IconTool,
  IconTrophy, IconTruck, IconUser, IconUserPlus, IconUsers, IconUsersGroup, IconX, IconArrowRight, IconArrowBackUp, IconRotate, IconTargetArrow, IconUserCircle, IconClockPlus, IconCalendarDue, IconBell,
  type Icon as TablerIcon,
} from '@tabler/icons-react'

// The icons a declaration may name. A name that is not here gets a plain box: nothing is fetched at run time.
const icons: Record<string, TablerIcon> = {
  'address-book': IconAddressBook, 'alert-triangle': IconAlertTriangle, box: IconBox, briefcase: IconBriefcase,
  building: IconBuilding, 'building-store': IconBuildingStore, calendar: IconCalendar, car: IconCar,
  checklist: IconChecklist, 'list-check': IconChecklist, check: IconCheck, 'circle-check': IconCircleCheck,
  'circle-x': IconCircleX, clock: IconClock, coin: IconCoin, file: IconFile, flag: IconFlag, home: IconHome,
  mail: IconMail, message: IconMessage, note: IconNote, notes: IconNote, package: IconPackage, phone: IconPhone,
  refresh: IconRefresh, send: IconSend, star: IconStar, tag: IconTag, target: IconTarget, tool: IconTool,
  trophy: IconTrophy, truck: IconTruck, user: IconUser, 'user-plus': IconUserPlus, users: IconUsers,
  'users-group': IconUsersGroup, x: IconX, 'arrow-right': IconArrowRight, 'arrow-back-up': IconArrowBackUp, rotate: IconRotate, 'target-arrow': IconTargetArrow, 'user-circle': IconUserCircle,
  'clock-plus': IconClockPlus, 'calendar-due': IconCalendarDue, bell: IconBell,
}

const usual: Record<string, string> = {
  company: 'building', contact: 'address-book', lead: 'user-plus', opportunity: 'target', task: 'checklist',
  note: 'note', message: 'mail', user: 'user', team: 'users-group',
}

type Props = { name?: string | null | undefined; object?: string; size?: number }

export function Icon({ name, object, size = 18 }: Props) {
  const Drawn = icons[name ?? ''] ?? icons[usual[object ?? ''] ?? ''] ?? IconBox
  return <Drawn size={size} stroke={1.7} aria-hidden="true" />
}

export const iconNames = Object.keys(icons)
