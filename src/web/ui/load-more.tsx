import { Button, type ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The way on in a list that is read page by page; nothing where it has come to its end. */
export function LoadMore({
  list,
  ...button
}: ButtonProps & {
  id?: string
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> }
}) {
  const { t } = useTranslation()
  if (!list.hasNextPage) return null
  return (
    <Button
      variant="default"
      {...button}
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t('desk.loadMore')}
    </Button>
  )
}
