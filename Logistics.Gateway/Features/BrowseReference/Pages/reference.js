// Renders /openapi/v1.json. All text goes in by textContent: what the document says is shown, never run.
'use strict';

const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
};

const resolve = (api, schema) => schema?.$ref ? schema.$ref.split('/').slice(1).reduce((node, key) => node[key], api) : schema;

const nameOf = schema => {
  if (!schema) { return ''; }
  if (schema.$ref) { return schema.$ref.split('/').pop(); }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) { return choices.filter(choice => choice.type !== 'null').map(nameOf).join(' or '); }
  const type = [].concat(schema.type ?? []).filter(kind => kind !== 'null').join(' or ');
  if (type === 'array') { return `list of ${nameOf(schema.items)}`; }
  return schema.format ? `${type} (${schema.format})` : type || 'any';
};

// An example value, made of the schema's own examples where it has them.
const exampleOf = (api, schema, depth = 0) => {
  const found = resolve(api, schema);
  if (!found || depth > 6) { return null; }
  if (found.example !== undefined) { return found.example; }
  if (found.examples?.length) { return found.examples[0]; }
  const choice = (found.oneOf ?? found.anyOf)?.find(option => option.type !== 'null');
  if (choice) { return exampleOf(api, choice, depth + 1); }
  if (found.enum) { return found.enum.find(value => value !== null); }
  if (found.properties) {
    return Object.fromEntries(Object.entries(found.properties).map(([name, property]) => [name, exampleOf(api, property, depth + 1)]));
  }
  const type = [].concat(found.type ?? []).find(kind => kind !== 'null');
  return { array: () => [exampleOf(api, found.items, depth + 1)], integer: () => 0, number: () => 0, boolean: () => false,
    object: () => ({}), string: () => found.format === 'date-time' ? '2026-04-06T12:00:00Z' : 'string' }[type]?.() ?? null;
};

const fieldsOf = (api, schema) => {
  const found = resolve(api, schema);
  if (!found?.properties) { return null; }
  return element('table', {}, ...Object.entries(found.properties).map(([name, property]) => {
    const inner = resolve(api, property);
    const values = inner?.enum ? ` One of ${inner.enum.filter(value => value !== null).join(', ')}.` : '';
    return element('tr', {}, element('td', {}, element('code', {}, name)), element('td', {}, nameOf(property)),
      element('td', {}, (property.description ?? inner?.description ?? '') + values));
  }));
};

const bodyOf = (api, title, content) => {
  const [type, media] = Object.entries(content ?? {})[0] ?? [];
  if (!media) { return null; }
  const text = JSON.stringify(media.example ?? exampleOf(api, media.schema), null, 2);
  return element('details', {}, element('summary', {}, `${title} — ${nameOf(media.schema)} (${type})`),
    fieldsOf(api, media.schema), type.includes('json') ? element('pre', {}, text) : null);
};

const operationOf = (api, path, method, operation) => {
  const parameters = operation.parameters ?? [];
  const id = operation.operationId ?? method + path;
  return element('section', { id },
    element('h3', {}, element('span', { class: 'method' }, method.toUpperCase()), element('code', {}, path)),
    element('div', {}, operation.summary ?? ''),
    operation.security?.length ? element('div', { class: 'lock' }, '🔒 needs an access token') : null,
    operation.description ? element('p', {}, operation.description) : null,
    parameters.length ? element('table', {}, ...parameters.map(parameter => element('tr', {},
      element('td', {}, element('code', {}, parameter.name)), element('td', {}, parameter.in),
      element('td', {}, nameOf(parameter.schema)), element('td', {}, parameter.description ?? '')))) : null,
    bodyOf(api, 'Request', operation.requestBody?.content),
    ...Object.entries(operation.responses ?? {}).map(([status, response]) =>
      bodyOf(api, `${status} ${response.description ?? ''}`, response.content) ?? element('div', {}, `${status} ${response.description ?? ''}`)));
};

const render = api => {
  const main = document.querySelector('main');
  const nav = document.querySelector('nav');
  main.append(element('p', {}, api.info.description ?? ''), element('p', {}, element('a', { href: '/openapi/v1.json' }, `OpenAPI ${api.openapi}`)));
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? '';
      groups.set(tag, [...groups.get(tag) ?? [], [path, method, operation]]);
    }
  }
  for (const [tag, operations] of groups) {
    nav.append(element('h2', {}, tag));
    main.append(element('h2', {}, tag));
    for (const [path, method, operation] of operations) {
      const section = operationOf(api, path, method, operation);
      nav.append(element('a', { href: `#${section.id}` }, operation.summary ?? `${method} ${path}`));
      main.append(section);
    }
  }
};

fetch('/openapi/v1.json')
  .then(response => response.ok ? response.json() : Promise.reject(new Error(`The document cannot be read: ${response.status}.`)))
  .then(render)
  .catch(error => document.querySelector('main').append(element('p', { role: 'alert' }, error.message)));
