import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows, by name; `dajeong_` stands before each. */
export function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `dajeong_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `dajeong_${name}`, help, labelNames, registers })
  return {
    mentions: counter('mentions_total', 'What was heard, by account and what it was.', ['account', 'kind']),
    steps: new Histogram({
      name: 'dajeong_step_seconds',
      help: 'How long a step on the way of a mention took.',
      labelNames: ['step'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100],
      registers,
    }),
    sends: counter('sends_total', 'Tries to send, by account and outcome.', ['account', 'outcome']),
    tokens: counter('model_tokens_total', 'Tokens, by direction.', ['direction']),
    cost: counter('model_cost_dollars_total', 'What the model cost, in US dollars.'),
    troubles: counter('troubles_total', 'What went wrong and was dealt with, by place.', ['place']),
    stages: gauge('mentions', 'Mentions that are not settled, by stage.', ['stage']),
    jobs: gauge('jobs', 'Jobs, by task and state (ready, later, running).', ['task', 'state']),
    inbox: gauge('inbox', 'Webhook events that are stored and not yet read.'),
    lag: gauge(
      'account_lag_seconds',
      'Time since the account was last known to listen without trouble; none while it is paused.',
      ['account'],
    ),
    healthy: gauge('account_healthy', '1 when the network accepts the account, else 0.', ['account']),
    proven: gauge('account_proven_seconds', 'Time since the credentials were last proven.', ['account']),
    text: () => registry.metrics(),
  }
}

export type Metrics = ReturnType<typeof makeMetrics>
