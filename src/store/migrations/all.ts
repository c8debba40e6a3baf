import type { Migration } from 'kysely/migration'
import { theSpine } from './0001-the-spine.ts'
import { leanerMentions } from './0002-leaner-mentions.ts'
import { listening } from './0003-listening.ts'
import { corrections } from './0004-corrections.ts'
import { knowledge } from './0005-knowledge.ts'
import { theWords } from './0006-the-words.ts'
import { people } from './0007-people.ts'
import { queue } from './0008-queue.ts'
import { acts } from './0009-acts.ts'
import { tuning } from './0010-tuning.ts'
import { reports } from './0011-reports.ts'
import { savedVersions } from './0012-saved-versions.ts'
import { auditReasons } from './0013-audit-reasons.ts'
import { firstSteps } from './0014-first-steps.ts'
import { knowledgeVersions } from './0015-knowledge-versions.ts'
import { alike } from './0016-alike.ts'
import { tries } from './0017-tries.ts'
import { chat } from './0018-chat.ts'
import { staffChats } from './0019-staff-chats.ts'
import { botSeen } from './0020-bot-seen.ts'
import { asked } from './0021-asked.ts'
import { cases } from './0022-cases.ts'
import { ratingLeases } from './0023-rating-leases.ts'

/** Every step from an empty database to today's, in order of their names. Forward only: a step that shipped stays. */
export const migrations: Record<string, Migration> = {
  '0001-the-spine': theSpine,
  '0002-leaner-mentions': leanerMentions,
  '0003-listening': listening,
  '0004-corrections': corrections,
  '0005-knowledge': knowledge,
  '0006-the-words': theWords,
  '0007-people': people,
  '0008-queue': queue,
  '0009-acts': acts,
  '0010-tuning': tuning,
  '0011-reports': reports,
  '0012-saved-versions': savedVersions,
  '0013-audit-reasons': auditReasons,
  '0014-first-steps': firstSteps,
  '0015-knowledge-versions': knowledgeVersions,
  '0016-alike': alike,
  '0017-tries': tries,
  '0018-chat': chat,
  '0019-staff-chats': staffChats,
  '0020-bot-seen': botSeen,
  '0021-asked': asked,
  '0022-cases': cases,
  '0023-rating-leases': ratingLeases,
}
