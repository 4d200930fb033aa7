// Reads an OpenAPI 3.1 document for the reference page: operations, fields as rows, examples. No network, no page.
/** @typedef {{ $ref?: string, type?: string | string[], format?: string, description?: string, enum?: any[], items?: Schema, properties?: Record<string, Schema>, required?: string[], examples?: any[], default?: any, minimum?: number, maximum?: number, minLength?: number, maxLength?: number, minItems?: number, maxItems?: number, pattern?: string, additionalProperties?: boolean | Schema, oneOf?: Schema[], anyOf?: Schema[] }} Schema */
/** @typedef {{ name: string, in: string, required?: boolean, description?: string, schema: Schema, example?: any }} Parameter */
/** @typedef {{ info: { title: string, version: string, description?: string }, paths: Record<string, Record<string, any>>, components?: { schemas?: Record<string, Schema>, securitySchemes?: Record<string, { description?: string }> } }} Document */
/** @typedef {{ id: string, method: string, path: string, tag: string, summary: string, permission: string, about: string, parameters: Parameter[], body: Schema | null, answers: { status: string, about: string, type: string, schema: Schema | null }[] }} Operation */
/** @typedef {{ name: string, depth: number, type: string, required: boolean, about: string, limits: string }} Field */

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const PERMISSION = /Permission: `([^`]+)`\.?\s*/;
const DEEPEST = 5;

/** @param {Record<string, { schema?: Schema }>} [content] */
const first = (content) => Object.entries(content ?? {})[0] ?? ['', {}];
/** @param {string} status @param {any} r */
const answerOf = (status, r) => {
  const [type, media] = first(r.content);
  return { status, about: r.description ?? '', type, schema: media.schema ?? null };
};
/** @param {string} path @param {string} method @param {any} op @returns {Operation} */
function operationOf(path, method, op) {
  const about = op.description ?? '';
  return {
    id: op.operationId ?? `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    tag: op.tags?.[0] || path.replace('/api/v1', '').split('/')[1],
    summary: op.summary ?? '',
    permission: PERMISSION.exec(about)?.[1] ?? '',
    about: about.replace(PERMISSION, '').trim(),
    parameters: op.parameters ?? [],
    body: first(op.requestBody?.content)[1].schema ?? null,
    answers: Object.entries(op.responses ?? {})
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([status, r]) => answerOf(status, r)),
  };
}
/** Every operation, in the order of paths, then of methods. @param {Document} doc */
export function operationsOf(doc) {
  return Object.keys(doc.paths)
    .sort()
    .flatMap((path) => METHODS.filter((m) => doc.paths[path][m]).map((m) => operationOf(path, m, doc.paths[path][m])));
}
/** @param {Operation[]} ops @returns {[string, Operation[]][]} */
export function byTag(ops) {
  /** @type {Map<string, Operation[]>} */
  const groups = new Map();
  for (const op of ops) groups.set(op.tag, [...(groups.get(op.tag) ?? []), op]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}
/** Every word of the question is somewhere in the operation. @param {Operation} op @param {string} q */
export function matches(op, q) {
  const text = `${op.method} ${op.path} ${op.summary} ${op.permission}`.toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => text.includes(word)); // prettier-ignore
}

/** @param {string} ref */
const nameOf = (ref) => ref.slice(ref.lastIndexOf('/') + 1);
/** The schema itself, where there is only a pointer to it. @param {Document} doc @param {Schema} s @returns {Schema} */
export const resolve = (doc, s) =>
  s.$ref
    ? {
        ...doc.components?.schemas?.[nameOf(s.$ref)],
        description: s.description ?? doc.components?.schemas?.[nameOf(s.$ref)]?.description,
      }
    : s;
/** @param {Schema} s */
const types = (s) => (Array.isArray(s.type) ? s.type : s.type ? [s.type] : []).filter((x) => x !== 'null');
/** @param {Schema} s */
const mayBeNull = (s) =>
  (Array.isArray(s.type) && s.type.includes('null')) || (s.oneOf ?? s.anyOf ?? []).some((x) => x.type === 'null');

/** What a value is, in a word or three: "string (uuid)", "list of CartLine", "Order or null". @param {Document} doc @param {Schema} s @returns {string} */
export function typeOf(doc, s) {
  const or = mayBeNull(s) && !types(s).includes('array') ? ' or null' : ''; // an empty list may come as null, and means the same
  const choices = (s.oneOf ?? s.anyOf ?? []).filter((x) => x.type !== 'null');
  if (choices.length) return choices.map((c) => typeOf(doc, c)).join(' or ') + or;
  if (s.$ref) return nameOf(s.$ref);
  if (types(s)[0] === 'array') return 'list of ' + typeOf(doc, s.items ?? {});
  return (types(s)[0] ?? 'any') + (s.format ? ` (${s.format})` : '') + or;
}
/** What holds for a value. @param {Schema} s */
function limitsOf(s) {
  const said = [
    s.enum && s.enum.join(' | '),
    s.minimum !== undefined && `≥ ${s.minimum}`,
    s.maximum !== undefined && `≤ ${s.maximum}`,
    s.maxLength !== undefined && `≤ ${s.maxLength} characters`,
    s.maxItems !== undefined && `≤ ${s.maxItems} items`,
    s.default !== undefined && `default ${s.default}`,
  ];
  return said.filter(Boolean).join(', ');
}
/** The object inside: of a list its item, of a choice its first. @param {Document} doc @param {Schema} s @returns {{ s: Schema, name: string }} */
function inner(doc, s) {
  const choice = (s.oneOf ?? s.anyOf ?? []).find((x) => x.type !== 'null');
  if (choice) return inner(doc, choice);
  if (s.items && !s.$ref) return inner(doc, s.items);
  const whole = resolve(doc, s);
  return whole.items ? inner(doc, whole.items) : { s: whole, name: s.$ref ?? '' };
}
/** An object's fields as rows, nested ones below their parent; a type inside itself is named once. @param {Document} doc @param {Schema} schema @param {number} [depth] @param {string[]} [above] @returns {Field[]} */
export function fieldsOf(doc, schema, depth = 0, above = []) {
  const { s, name } = inner(doc, schema);
  if (!s.properties || depth > DEEPEST || (name && above.includes(name))) return [];
  return Object.entries(s.properties).filter(([key]) => key !== '$schema').flatMap(([key, p]) => [
    { name: key, depth, type: typeOf(doc, p), required: s.required?.includes(key) ?? false, about: resolve(doc, p).description ?? '', limits: limitsOf(resolve(doc, p)) },
    ...fieldsOf(doc, p, depth + 1, [...above, name]),
  ]); // prettier-ignore
}

/** @type {Record<string, string>} */
const samples = { 'uuid': '0198c7f2-5a3e-7c41-9d0b-3f6a1e2b4c5d', 'date': '2026-11-21', 'date-time': '2026-11-21T08:00:00Z', 'email': 'anna@company.example', 'uri': 'https://portal.example/' }; // prettier-ignore
/** A value such as one would send or get. @param {Document} doc @param {Schema} schema @param {string[]} [above] @returns {any} */
export function exampleOf(doc, schema, above = []) {
  const s = resolve(doc, schema);
  const ref = schema.$ref ?? '';
  if (s.examples?.length) return s.examples[0];
  if (s.default !== undefined) return s.default;
  if (s.enum?.length) return s.enum[0];
  const choice = (s.oneOf ?? s.anyOf ?? []).find((x) => x.type !== 'null');
  if (choice) return exampleOf(doc, choice, above);
  const type = types(s)[0] ?? (s.properties ? 'object' : '');
  if (type === 'array')
    return ref && above.includes(ref)
      ? []
      : [exampleOf(doc, s.items ?? {}, [...above, ref])].filter((x) => x !== undefined);
  if (type === 'object') {
    if ((ref && above.includes(ref)) || above.length > 2 * DEEPEST) return undefined;
    const fields = Object.entries(s.properties ?? {}).filter(([key]) => key !== '$schema');
    return Object.fromEntries(
      fields.map(([key, p]) => [key, exampleOf(doc, p, [...above, ref])]).filter(([, v]) => v !== undefined),
    );
  }
  if (type === 'integer' || type === 'number') return s.minimum ?? 1;
  if (type === 'boolean') return true;
  return type === 'string' ? (samples[s.format ?? ''] ?? 'string') : undefined;
}

/** The same call from a shell. @param {Document} doc @param {Operation} op @param {string} origin */
export function curlOf(doc, op, origin) {
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name) => '$' + name.toUpperCase());
  const query = op.parameters.filter((p) => p.in === 'query' && p.required).map((p) => `${p.name}=${encodeURIComponent(exampleOf(doc, p.schema) ?? '')}`); // prettier-ignore
  const parts = [
    `curl ${op.method === 'GET' ? '' : `-X ${op.method} `}"${origin}${path}${query.length ? '?' + query.join('&') : ''}"`,
  ];
  if (op.permission) parts.push('-H "Authorization: Bearer $TOKEN"');
  if (op.method !== 'GET') parts.push('-H "Idempotency-Key: $(uuidgen)"');
  if (op.body)
    parts.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(exampleOf(doc, op.body) ?? {})}'`);
  return parts.join(' \\\n  ');
}
