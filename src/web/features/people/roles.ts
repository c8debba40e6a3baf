import type { Role } from '../../../core/rights.ts'

/** From the least to the most. */
export const roleNames = ['viewer', 'agent', 'approver', 'admin', 'owner'] as const satisfies readonly Role[]
