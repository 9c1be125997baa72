import type { PrefixRule, RuleRow, ScanRule } from '../rule.ts';
import { ARGUMENT_RULES } from './arguments.ts';
import { COMMAND_RULES } from './commands.ts';
import { DOCUMENT_RULES } from './documents.ts';
import { HEADER_RULES } from './headers.ts';
import { NAME_RULES } from './names.ts';
import { CLOUD_PREFIXES } from './prefixes/cloud-prefixes.ts';
import { CODE_HOSTING_PREFIXES } from './prefixes/code-prefixes.ts';
import { COMMERCE_PREFIXES } from './prefixes/commerce-prefixes.ts';
import { INFRASTRUCTURE_PREFIXES } from './prefixes/infrastructure-prefixes.ts';
import { MODEL_PREFIXES } from './prefixes/model-prefixes.ts';
import { SERVICE_PREFIXES } from './prefixes/service-prefixes.ts';
import { TOOL_PREFIXES } from './prefixes/tool-prefixes.ts';
import { PERSONAL_CODE_RULES } from './personal-codes.ts';
import { PRIVATE_KEY_RULES } from './private-keys.ts';
import { SERVICE_SHAPES } from './service-shapes.ts';
import { SHAPE_RULES } from './shapes.ts';
import { TABLE_RULES } from './tables.ts';
import { URL_RULES } from './urls.ts';
import { VENDOR_RULES } from './vendors.ts';
import { JSON_WEB_TOKEN } from './web-tokens.ts';

/** Rules for secrets that begin in a way of their own. */
export const PREFIX_RULES: readonly PrefixRule[] = [
  ...CLOUD_PREFIXES,
  ...INFRASTRUCTURE_PREFIXES,
  ...CODE_HOSTING_PREFIXES,
  ...TOOL_PREFIXES,
  ...MODEL_PREFIXES,
  ...SERVICE_PREFIXES,
  ...COMMERCE_PREFIXES,
];

/** Rules for secrets that are known by what stands around them, or by their look. */
export const SCAN_RULES: readonly ScanRule[] = [
  JSON_WEB_TOKEN,
  ...PRIVATE_KEY_RULES,
  ...URL_RULES,
  ...NAME_RULES,
  ...ARGUMENT_RULES,
  ...HEADER_RULES,
  ...COMMAND_RULES,
  ...DOCUMENT_RULES,
  ...TABLE_RULES,
  ...PERSONAL_CODE_RULES,
  ...SHAPE_RULES,
  ...SERVICE_SHAPES,
  ...VENDOR_RULES,
];

/** All rules, as documentation and tests go through them. */
export const RULES: readonly RuleRow[] = [...PREFIX_RULES, ...SCAN_RULES];
