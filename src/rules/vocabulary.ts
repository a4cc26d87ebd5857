/** The closed lists of words that rules are written with. */

/** Who a service is to an auditor. */
export const CATEGORIES = [
  'model-inference',
  'embedding',
  'vector-store',
  'sandbox',
  'storage',
  'database',
  'cache',
  'queue',
  'identity',
  'payments',
  'mail',
  'messaging',
  'observability',
  'analytics',
  'feature-flags',
  'search',
  'media',
  'maps',
  'cdn',
  'code-hosting',
  'ci',
  'crm',
  'other',
] as const;

/** How the captured roles of a sink make one target; each has a file in src/find/composers. */
export const COMPOSERS = [
  'url',
  'host-port',
  'connection-string',
  'host-list',
  'srcset',
  'refresh', // where $url, the content of <meta http-equiv="refresh">, leads
  'remote', // $url where it is no file of the repository
  'rewrite', // $url where it does not begin with the request that is answered, which names the application itself
  'image', // the registry of the container image that $name is, or $object: { registry, repository }
  'command', // what the command line $command, $program with $arguments, or $object, { command, args }, connects to
  'stylesheet', // what $stylesheet loads
  'markup', // what the elements of $markup load, and what its scripts do
  'script', // what $script, JavaScript that a page runs, does
  'description', // the servers of the description of an interface that $object is, or is a path to
  'action', // what a step of a workflow uses, $name: a repository of actions, an image
] as const;

/** What a `$capture` in a snippet can stand for. */
export const ROLES = [
  'url', // an absolute or relative URL
  'base', // what a relative URL is joined to
  'path', // appended to the base, never a URL of its own
  'host', // a host name, or host:port
  'port',
  'protocol', // http, https:, wss …
  'connection', // a connection string
  'hosts', // a list of host:port, or of objects with host and port
  'region', // fills {region} in the default targets; so do account, project and name
  'account',
  'project',
  'name',
  'object', // what the composer reads by itself: { command, args }, { registry, repository }
  'command', // a line for the shell
  'program', // a program that is started
  'arguments', // the list of its arguments
  'stylesheet', // CSS
  'markup', // HTML
  'script', // JavaScript
  'credential', // only the environment variables that it reads matter, never its value
] as const;

/** What a pass-through function returns, in terms of its captures. */
export const RETURNS = [
  'value', // $value itself
  'url', // $url joined to $base
  'address', // an address that a service gives, of a file that it keeps: at $base, else at one of `targets`, or where the variable of `env` says
  'any', // one of the arguments, or what merging them gives
  'join', // $path arguments joined as a path
  'path', // the same by node:path, which makes one slash of two: https:/host, which is still a URL of that host
  'folder', // the folder of a module where $value is its own address or path, or nothing is captured; anything else is not known
  'file-url', // the address of the file at the path $value
  'entries', // a list of texts that are not known: what a folder holds
  'format', // the URL that $value is, or names in pieces: { protocol, hostname, port, pathname }
  'environment', // an object whose members are environment variables
  'cased', // the words of $value in the notation that the rule names: API_URL
  'env', // the environment variable named $name, else $fallback
  'page', // the origin of the page, or a part of its address: what is appended stays same-origin
  'local', // an address inside the page or process: blob:, data:
  'instance', // an instance of the class $value
  'ref', // an object whose `value` is $value, to which others may write; `under` names another member
  'told', // nothing: what the method is called on, or the $store that it is handed, holds $value from then on, or what `telling` says
  'merged', // nothing: the object that it holds has the members of $value from then on, or of what that gives for it; with ...$path the last argument is the member to which the names before it lead
  'held', // what that holds: what it was made with, and what it was told
  'state', // what a pair of a value and its setter holds: $value, and what the setter is told; not known where the setter gets out of sight
  'selected', // what $transform makes of what $store holds, or of what it is called on; all of that without $transform
  'reduced', // what a pair of a state and its dispatcher holds: $value, and what $transform makes of it and of what the dispatcher is told
  'assembled', // an object with the members of $value, what the functions of $fields give for it, and the functions of $also
  'injected', // $value, a component that is given $also, and what $transform makes of all settings, besides what its elements say
  'selves', // nothing: in the functions of $fields and $also, `this` is what calling the result gives
  'unrefs', // an object whose members are those of $value, refs by what they hold
  'refs', // an object whose members are refs to those of $value; with $member, a ref to that one
  'unref', // what such an object holds; anything else is itself
  'receiver', // what the method is called on
  'element', // the element of the platform that the member names: styled.img
  'input', // what somebody outside sends: a request
  'function', // a function, or functions in a list: no address
  'combined', // an object: what each member of $value gives that is a reducer: what it begins with, and what it makes of actions that are not known
  'drafting', // a function: what it is given, with what $value writes to it; without $transform. With it, $value itself
  'selecting', // an object: of each function of $fields one that gives what that gives for what the object holds that it is called on, and for its own arguments
  'composed', // a function: what the last of $next gives for what each of the others gives for its arguments
  'gathered', // an object: of each of $next its member `under`, by the name that its member `by` says; of what says none, its members
  'cli', // what is typed on the command line
  'stored', // what a database holds
  'unknown', // something that can never be a destination
  'nothing', // undefined
  'schema', // a schema, of which the captures say what it makes of what it is given
  'parsed', // what $schema, or one of the captured $fields, makes of $value
  'fields', // the schemas of the members of $schema
  'exported', // what functions give that files export: a route's loader
  'answered', // what a route of the program sends as JSON that is asked for at $url, a path of the page's own origin
  'called', // what $value gives when it is called
  'file', // the data of the file of the repository that $path names
  'registered', // nothing: what is captured is part of the settings that the rule reads elsewhere
  'provision', // nothing: what is captured is what asking for $token gives
  'provided', // what is provided for $token, else an instance of the class that it is, or $fallback
  'carried', // an object with a member for each token under which the rule provides something
  'brought', // the same in what somebody outside sends: a request to which handlers add something
  'variables', // nothing: $value gives variables of the environment their values: an object, or a list of NAME=value or { name, value }
  'defined', // nothing: a build puts what the members of $value are in the place of their keys in the code ({ 'process.env.X': '"…"' }), and those of $fields in that of the variables of their names
  'machines', // nothing: $value names machines of the same deployment: a text, or the keys of an object
  'setting', // the setting at $path, or at $name and else the variable of that name; without either, all settings
] as const;

/** What a `$capture` of a function can stand for besides roles. */
export const FUNCTION_CAPTURES = [
  'value', // what passes through
  'fallback', // what stands in its place when there is none
  'fallbacks', // an object or list of such, one of which holds
  'schema', // what this one is built on; as the root of a snippet, any schema that the rule makes
  'fields', // an object: each member has a schema of its own
  'also', // another object or schema that lends its members
  'items', // the schema of each item of a list, or of each member whatever its name
  'member', // the name of the one member that $items is about
  'values', // the texts that are allowed
  'begins', // what a text begins with
  'pattern', // a regular expression that it matches
  'options', // schemas of which one applies, after $schema
  'transform', // a function that is called with the value and gives another
  'next', // the schema to which the value goes on
  'key', // what a function that is called asks for; a falsy one asks for nothing
  'argument', // what a function that is called is given
  'token', // what something is provided under, and asked for by
  'factory', // a function that makes what is provided, of what is provided for each of $inject
  'inject', // the tokens of the factory's arguments
  'class', // the class of which an instance is provided
  'alias', // another token whose value is provided
  'store', // a ref, or a list or object of refs, that stands for what they hold
  'channel', // the name under which a function waits, and is called
] as const;

export type Category = (typeof CATEGORIES)[number];
export type Role = (typeof ROLES)[number];
export type FunctionCapture = (typeof FUNCTION_CAPTURES)[number];
export type Returns = (typeof RETURNS)[number];

/** The names of the global object: what is read of it is a global. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);
