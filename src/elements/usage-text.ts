import type { TokenUsage } from '../format/index.ts';
import type { Language } from './strings/language.ts';
import { usageStrings } from './strings/usage.ts';

/** Tokens in words: what was sent, how much of that was cached, what came back; what is not known is left out. */
export function usageText(usage: TokenUsage, language: Language): string {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  const strings = language.of(usageStrings);
  const compact = new Intl.NumberFormat(language.tag, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language.tag, { style: 'percent' });
  const isSent = [inputTokens, cacheReadTokens, cacheWriteTokens].some((count) => count !== undefined);
  const sent = (inputTokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  const parts = [
    isSent && strings.sent(compact.format(sent)),
    outputTokens !== undefined && strings.received(compact.format(outputTokens)),
    !!cacheReadTokens && strings.cached(percent.format(cacheReadTokens / sent)),
  ];
  return parts.filter(Boolean).join(', ');
}

/** An amount of money; small ones with as many digits as tell something. */
export function moneyText(
  { amount, currency }: { readonly amount: number; readonly currency: string },
  language: Language,
): string {
  const digits = amount < 0.1 ? 4 : 2;
  return `${language.number(amount, 2, digits)} ${currency}`;
}
