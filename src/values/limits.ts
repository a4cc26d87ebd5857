/** Every bound of the evaluation, so that it ends whatever the program looks like. Counted in steps, never in time. */
export const LIMITS = {
  /** Alternatives of one value; a wider one becomes a hole. Past this many, those that go to one place count as one. */
  choiceWidth: 64,
  /** The same for values that are written out side by side, such as the entries of a table of providers. */
  alternatives: 512,
  /** Nested evaluations: member of call of name … */
  depth: 180,
  /** Expressions evaluated, and fields looked up, for one question. */
  steps: 40_000,
  /** Alternatives compared, and answers looked up, that count as one step. */
  effortOfStep: 4,
  /** The least that are left to an expression in which they ran out again and again. */
  leastSteps: 300,
  /** Expressions evaluated in one file for all questions together, and how many more leave half as many to each expression in it. */
  stepsOfFile: 1_000_000,
  furtherStepsOfFile: 20_000,
  /** The same for all questions about one sink: where it is met, and who gives it its address. */
  stepsOfSink: 100_000,
  /** Those of a sink behind which a whole program stands, such as the one `fetch` of a server; and what all such take beyond the others. */
  stepsOfHardSink: 1_000_000,
  stepsOfHardSinks: 8_000_000,
  /** Those of the search for the client behind one call; and what all that need more take beyond them, up to those of a sink. */
  stepsOfSearch: 5_000,
  stepsOfHardSearches: 1_000_000,
  /** The same for one argument, to see whether it is a function, and for what a caller passes, whether it is a client: what takes longer is data. */
  stepsOfHandover: 2_000,
  /** The same for all callers that may hand a function over at one place. */
  stepsOfHanded: 40_000,
  /** What all of those may take beyond the steps of one argument. */
  stepsOfHardHandovers: 1_000_000,
  /** Rounds in which what leads back to itself is answered, and their steps for one question. */
  rounds: 16,
  stepsOfRounds: 5_000,
  /** Calls inside calls, going forward from a call to what the function returns. */
  calls: 12,
  /** Activations of one function inside each other: `join(join(a, b), c)`; more is recursion. */
  activations: 3,
  /** Characters of the key of one alternative, but for those of a text: what is longer grows, or is not worth following. */
  keyLength: 4_000,
  /** Members deep in its parameter that a function may take an address from and still only hand it on; from deeper, it chooses it. */
  handedOnDepth: 2,
  /** Functions of one file that are named each for what nobody gives them; of more, the function is that connects for all of them. */
  takersNamed: 12,
  /** Wrappers around a sink, going backward from a parameter to the callers. */
  wrapperDepth: 6,
  /** Calls of a recursion that are followed one inside the other, and calls from outside for which they are. */
  recursionDepth: 4,
  recursionCalls: 12,
  /** Functions through which a callback is handed before it is called. */
  callbackDepth: 4,
  /** Calls looked at in search of the callers of one function. */
  callerSearch: 1_000,
  /** Calls looked at in search of the client that one call is made on. */
  clientSearch: 1_000,
  /** The same for all calls of one file together, and the least that are left to each of them. */
  clientSearchOfFile: 20_000,
  leastClientSearch: 2,
  /**
   * Calls looked at to see whether a parameter may hold a client at all, their steps, and members of it that are told apart: a recursion
   * that goes down a tree takes one more each time. Past any it may.
   */
  passedLooks: 20_000,
  stepsOfPassed: 60_000,
  passedNames: 12,
  /** Calls of wrappers that are looked at for the variable that holds the secret of one sink, as one of its callers sees it and as all do. */
  callersOfSecret: 30,
  callersOfSecretOfSink: 200,
  /** Steps of all questions about the secret of one sink. */
  stepsOfSecret: 5_000,
  /** Calls looked at for one sink, with the least that each may take, and chains of callers followed. */
  callerLooks: 2_000,
  leastStepsOfLook: 300,
  callerChains: 400,
  /** The same for all sinks together, and the least that is left to each of them. */
  callerLooksOfAll: 10_000,
  leastCallerLooks: 20,
  callerChainsOfAll: 20_000,
  leastCallerChains: 4,
  /** Calls that an instance is remembered to have been given back by: `builder.a().b().c()`. */
  told: 40,
  /** Classes that extend one another. */
  superclasses: 20,
  /** Lookups of a field inside each other: a record that spreads a record that spreads … */
  lookups: 100,
  /** Values that one name is given. */
  definitions: 300,
  /** Writes to the properties of what one name holds. */
  writes: 300,
  /** Functions through which an object is handed before it is written to. */
  writerDepth: 3,
  /** Calls of functions that are looked into for what one guard checks; past them nothing is ruled out. */
  checksOfGuard: 16,
  /** Fields of an object that are looked at when it is not known which. */
  fields: 1_000,
  /** Items of a list that are looked at one by one. */
  listItems: 200,
  /** Parts of one text, and its characters: a page in a template is as long as that; the rest is unknown. */
  textParts: 64,
  textLength: 20_000,
  /** Expressions whose type is asked for in one run. */
  typeQuestions: 4_000,
  /** Files read to learn the type of one expression. */
  typeFiles: 40,
  /** The same, where a finite type is unlikely: the file itself and two more. */
  typeFilesNear: 3,
  /** The same for a receiver, of which there are many. */
  typeFilesOfReceiver: 10,
  /** Places shown in a trail. */
  trailSteps: 16,
} as const;
