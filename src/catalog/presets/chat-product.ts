import { assumed, derived, measured } from '../provenance.ts';
import { MOONCAKE_CONVERSATION } from '../sources.ts';
import { LAUNCH_ALONE, NEVER_COMPACTED, NO_REASONING, NO_TASK_PREFIX, SOLE_AGENT } from './common.ts';
import { CHAT_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

const DAYS_PER_MONTH = 365 / 12;

export const CHAT_PRODUCT = workloadPreset({
  id: 'chat-product',
  name: 'Chat product',
  summary:
    'A chat assistant open every day: lengths and gaps from an hour of Mooncake’s conversation trace, volume and turns assumed.',
  offerId: 'openai/gpt-6.1-terra',
  workload: {
    people: assumed(20_000, 'Daily users, for scale.'),
    tasksPerPersonPerDay: assumed(2, 'Conversations a day.'),
    daysPerMonth: derived(DAYS_PER_MONTH, { text: '365 ÷ 12', checkedOn: '2026-11-20' }, 'The service never closes.'),
    hoursPerDay: assumed(16, 'Users of one continent or two; nights are quiet.'),
    launch: LAUNCH_ALONE,
    roles: [
      {
        name: 'Conversation',
        ...SOLE_AGENT,
        turnsPerAgent: assumed(
          4,
          'The trace shows 1.6 requests per conversation, 3.2 as the average request sees it, but one hour cuts ' +
            'conversations short and one-off requests are among them. Fewer turns lower what caching can save: the ' +
            'ceiling is 37 % in that hour and about 75 % here.',
        ),
        toolTokens: assumed(0, 'A plain chat: no tools are defined.'),
        systemTokens: assumed(2_000, 'System prompt and house rules of a chat product.'),
        taskPrefixTokens: NO_TASK_PREFIX,
        firstInputTokens: derived(
          8_175,
          MOONCAKE_CONVERSATION,
          'What makes the mean prompt 12,035, as in the trace, with four turns. First prompts there have a mean of 10,765 ' +
            'and a median of 5,264.',
        ),
        inputTokensPerTurn: derived(
          897,
          MOONCAKE_CONVERSATION,
          'Mean growth of 1,240 from turn to turn less mean output of 343.',
        ),
        outputTokensPerTurn: measured(343, MOONCAKE_CONVERSATION, 'Mean.'),
        ...NO_REASONING,
        compaction: NEVER_COMPACTED,
        gap: CHAT_GAP,
      },
    ],
  },
});
