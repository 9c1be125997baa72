import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Json, JsonObject, ResourceLinkBlock } from '../../format/index.ts';
import type { ToolItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { toolStrings } from '../strings/tool.ts';
import type { ItemContext } from '../transcript/item-context.ts';
import { renderResource } from './resource.ts';

/** Characters of a value that are shown. */
const SHOWN_JSON = 8000;
/** Keys under which vendors put what a call says when it has no content. */
const TEXT_KEYS = ['result', 'text', 'stderr', 'error'];

type Rendered = TemplateResult | typeof nothing;

/** What a call was given, apart from its title: the purpose of a command as a sentence, the rest on demand. */
export function renderInput(item: ToolItem, context: ItemContext): Rendered {
  const input = item.rawInput ?? {};
  const purpose = item.kind === 'execute' ? input['description'] : undefined;
  const label = context.language.of(toolStrings).input;
  if (typeof purpose !== 'string') return renderValue(label, input, `${item.id} input`, context);
  const rest = Object.fromEntries(Object.entries(input).filter(([key]) => key !== 'description'));
  return html`<p class="purpose">${renderVisible(purpose)}</p>
    ${renderValue(label, rest, `${item.id} input`, context)}`;
}

/** What a call returned beside its content. Text stands for itself where there is no content. */
export function renderOutput(item: ToolItem, context: ItemContext): TemplateResult {
  const output = item.rawOutput ?? {};
  const texts = TEXT_KEYS.flatMap((key) => (typeof output[key] === 'string' ? [output[key]] : []));
  const text = item.content.length === 0 ? texts[0] : undefined;
  const links = Object.values(output).filter(isResourceLink);
  return html`${text === undefined ? nothing : html`<pre tabindex="0">${renderVisible(text)}</pre>`}
  ${links.map((link) => renderResource(link, context.language))}
  ${renderValue(context.language.of(toolStrings).output, output, `${item.id} output`, context)}`;
}

/** A record as indented JSON, on demand; nothing for one without keys. */
export function renderValue(label: string, value: JsonObject, name: string, context: ItemContext): Rendered {
  if (Object.keys(value).length === 0) return nothing;
  const open = context.isOpen(name, false);
  return html`<details
    class="value"
    ?open=${open}
    @toggle=${(event: Event) => context.setOpen(name, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${renderVisible(label)}</summary>
    ${open ? html`<pre tabindex="0">${renderVisible(jsonText(value))}</pre>` : nothing}
  </details>`;
}

/** Indented JSON, cut where it grows longer than anybody reads. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? '';
  return text.length > SHOWN_JSON ? `${text.slice(0, SHOWN_JSON)}\n…` : text;
}

function isResourceLink(value: Json | undefined): value is JsonObject & ResourceLinkBlock {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as JsonObject)['type'] === 'resource_link' &&
    typeof (value as JsonObject)['uri'] === 'string'
  );
}
