import { z } from 'zod'
import { Policy } from '../core/policy.ts'
import { fieldNames } from '../core/policy-changes.ts'
import { neededPart, tasks } from '../writer/prompt-tasks.ts'

type Schema = Record<string, unknown> & { properties?: Record<string, Schema> }

/** The policy as JSON Schema (2020-12), for an editor that helps while one types; each field is named in Korean and in English. */
export function policySchema(): Schema {
  return named(z.toJSONSchema(Policy, { io: 'input' }) as Schema, '')
}

function named(schema: Schema, path: string): Schema {
  if (!schema.properties) return schema
  const properties = Object.entries(schema.properties).map(([field, inner]): [string, Schema] => {
    const at = path === '' ? field : `${path}.${field}`
    const name = fieldNames[at]
    return [field, { ...(name ? { title: name.ko, description: name.en } : {}), ...named(inner, at) }]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

/** What a prompt of each task may use and has to ask for. */
export interface PromptHelp {
  name: string
  /** What may stand between {{ and }}, once it is declared. */
  inputs: string[]
  /** What its answer has to have: a type, or the values that it may take. */
  outputs: { name: string; is: string | string[] }[]
  /** Parts that it has to take in with {{>part}}. */
  needs: string[]
}

/** For an editor of prompts that helps while one types. */
export function promptHelp(): PromptHelp[] {
  return Object.entries(tasks).map(([name, { inputs, outputs }]) => ({
    name,
    inputs: [...inputs],
    outputs: Object.entries(outputs).map(([key, is]) => ({
      name: key,
      is: typeof is === 'string' ? is : [...is],
    })),
    needs: [neededPart],
  }))
}
