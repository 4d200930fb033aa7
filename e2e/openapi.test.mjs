// The reference page's reading of an OpenAPI document.
import test from 'node:test';
import assert from 'node:assert/strict';
import { byTag, curlOf, exampleOf, fieldsOf, matches, operationsOf, typeOf } from '../static/js/lib/openapi.js';

/** @type {any} */
const doc = {
  info: { title: 'Portal', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'post-orders',
        tags: ['orders'],
        summary: 'Place an order',
        description: 'Permission: `order:place`.',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Place' } } } },
        responses: {
          422: { description: 'Unprocessable Entity' },
          200: {
            description: 'OK',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
      get: { operationId: 'get-orders', tags: ['orders'], summary: 'Orders', parameters: [], responses: {} },
    },
    '/about': { get: { operationId: 'get-about', tags: ['about'], summary: 'About', responses: {} } },
    '/orders/{id}': {
      get: {
        operationId: 'get-orders-id',
        tags: ['orders'],
        summary: 'One order',
        description: 'Permission: `order:read`. Both sides see it.',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          { name: 'as_of', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
          { name: 'wide', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      Place: {
        type: 'object',
        required: ['lines'],
        properties: {
          $schema: { type: 'string' },
          lines: { type: ['array', 'null'], maxItems: 500, items: { $ref: '#/components/schemas/Line' } },
          note: { type: ['string', 'null'], maxLength: 200 },
        },
      },
      Line: {
        type: 'object',
        required: ['quantity'],
        properties: {
          quantity: { type: 'string', description: 'Units.', examples: ['12'] },
          kind: { enum: ['a', 'b'], type: 'string' },
        },
      },
      Order: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          parent: { $ref: '#/components/schemas/Order' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
        },
      },
    },
  },
};
const op = (/** @type {string} */ id) => /** @type {any} */ (operationsOf(doc).find((o) => o.id === id));

test('operations come by path and method, with the permission taken out of the text', () => {
  assert.deepEqual(operationsOf(doc).map((o) => o.id), ['get-about', 'get-orders', 'post-orders', 'get-orders-id']); // prettier-ignore
  assert.equal(op('get-orders-id').permission, 'order:read');
  assert.equal(op('get-orders-id').about, 'Both sides see it.');
  assert.equal(op('get-about').permission, '');
  assert.deepEqual(byTag(operationsOf(doc)).map(([tag, ops]) => [tag, ops.length]), [['about', 1], ['orders', 3]]); // prettier-ignore
  assert.deepEqual(op('post-orders').answers.map((/** @type {any} */ a) => a.status), ['200', '422']); // prettier-ignore
});

test('the search wants every word, anywhere', () => {
  assert.ok(matches(op('post-orders'), 'place POST'));
  assert.ok(matches(op('post-orders'), 'order:place'));
  assert.ok(!matches(op('post-orders'), 'place invoice'));
});

test('types in words', () => {
  const fields = doc.components.schemas.Place.properties;
  assert.equal(typeOf(doc, fields.lines), 'list of Line');
  assert.equal(typeOf(doc, fields.note), 'string or null');
  assert.equal(typeOf(doc, { type: 'string', format: 'uuid' }), 'string (uuid)');
  assert.equal(typeOf(doc, { oneOf: [{ $ref: '#/x/Order' }, { type: 'null' }] }), 'Order or null');
  assert.equal(typeOf(doc, {}), 'any');
});

test('fields as rows: nested below their parent, a type inside itself once', () => {
  const rows = fieldsOf(doc, { $ref: '#/components/schemas/Place' });
  assert.deepEqual(rows.map((f) => [f.name, f.depth, f.required]), [['lines', 0, true], ['quantity', 1, true], ['kind', 1, false], ['note', 0, false]]); // prettier-ignore
  assert.equal(rows[0].limits, '≤ 500 items');
  assert.equal(rows[1].about, 'Units.');
  assert.equal(rows[2].limits, 'a | b');
  assert.deepEqual(fieldsOf(doc, { $ref: '#/components/schemas/Order' }).map((f) => f.name), ['id', 'parent', 'children']); // prettier-ignore
  assert.deepEqual(fieldsOf(doc, { type: 'string' }), []);
});

test('an example holds what can be known, and ends', () => {
  assert.deepEqual(exampleOf(doc, { $ref: '#/components/schemas/Place' }), { lines: [{ quantity: '12', kind: 'a' }], note: 'string' }); // prettier-ignore
  assert.deepEqual(Object.keys(exampleOf(doc, { $ref: '#/components/schemas/Order' })), ['id', 'children']);
  assert.equal(exampleOf(doc, { type: 'integer', minimum: 3 }), 3);
});

test('the same call from a shell', () => {
  const place = curlOf(doc, op('post-orders'), 'http://portal.test');
  assert.match(place, /^curl -X POST "http:\/\/portal\.test\/orders" \\\n/);
  assert.match(place, /Authorization: Bearer \$TOKEN/);
  assert.match(place, /-d '\{"lines":\[\{"quantity":"12","kind":"a"\}\],"note":"string"\}'$/);
  const one = curlOf(doc, op('get-orders-id'), 'http://portal.test');
  assert.match(one, /\/orders\/\$ID\?as_of=2026-11-21"/);
  assert.doesNotMatch(curlOf(doc, op('get-about'), ''), /Authorization|Idempotency/);
});
