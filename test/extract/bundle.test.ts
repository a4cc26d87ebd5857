import { describe, expect, test } from 'vitest';
import { clearSinks } from '../../src/extract/bundle/clear-sinks.ts';
import { analyzeText } from '../helpers/analyze-text.ts';

const found = (text: string) =>
  clearSinks(text).map(({ api, address, isOpen }) => `${api} ${address}${isOpen ? '…' : ''}`);

describe('clear sinks', () => {
  test.each([
    ['fetch("https://api.acme.com/v1")', ['fetch() https://api.acme.com/v1']],
    ['window.fetch(`//api.acme.com/`,{})', ['fetch() //api.acme.com/']],
    ['t.open("POST","https://x.acme.com/"+e,!0)', ['XMLHttpRequest.open() https://x.acme.com/…']],
    ['new WebSocket("wss://live.acme.com")', ['new WebSocket() wss://live.acme.com']],
    ['new window.EventSource("https://e.acme.com")', ['new EventSource() https://e.acme.com']],
    ['navigator.sendBeacon("https://t.acme.com/b",d)', ['sendBeacon() https://t.acme.com/b']],
    ['importScripts("https://cdn.acme.com/sw.js")', ['importScripts() https://cdn.acme.com/sw.js']],
    ['import"https://esm.acme.com/a.js";', ['import https://esm.acme.com/a.js']],
    ['import{a}from"https://esm.acme.com/b.js";', ['import https://esm.acme.com/b.js']],
    ['import("https://esm.acme.com/c.js")', ['import() https://esm.acme.com/c.js']],
    ['axios.get("https://a.acme.com")', ['axios.get() https://a.acme.com']],
    ['n.create({timeout:3,baseURL:"https://b.acme.com/v2"})', ['baseURL https://b.acme.com/v2']],
    ['$.ajax({type:"GET",url:"https://j.acme.com/x"})', ['ajax() https://j.acme.com/x']],
    ['s.src="https://cdn.acme.com/l.js"', ['element.src https://cdn.acme.com/l.js']],
    ['s.setAttribute("src","https://cdn.acme.com/l.js")', ['element.src https://cdn.acme.com/l.js']],
    ['h("img",{alt:"",src:"https://img.acme.com/p.png"})', ['element.src https://img.acme.com/p.png']],
    ['l.rel="stylesheet",l.href="https://css.acme.com/a.css"', ['link.href https://css.acme.com/a.css']],
    ['l.href="https://css.acme.com/a.css";l.rel="stylesheet"', ['link.href https://css.acme.com/a.css']],
    [
      'fetch(`https://api.acme.com/${e}?x=${`a${b}`}`);fetch("https://c.acme.com")',
      ['fetch() https://api.acme.com/…', 'fetch() https://c.acme.com'],
    ],
    ['fetch("https:\\/\\/api.acme.com\\u002fv1")', ['fetch() https://api.acme.com/v1']],
    ['if(/["\'`]fetch\\("/.test(a))/[/"]/.exec(b);fetch("https://api.acme.com")', ['fetch() https://api.acme.com']],
    ['x=a/b/c;fetch("https://api.acme.com")/2', ['fetch() https://api.acme.com']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));

  test.each([
    ['/* fetch("https://a.acme.com") */ // fetch("https://b.acme.com")'],
    ['e.createElementNS("http://www.w3.org/2000/svg","path")'],
    ['t.get("http://www.w3.org/1999/xlink")'],
    ['throw Error("See https://react.dev/errors")'],
    ['a.href="https://acme.com/terms"'],
    ['window.open("https://acme.com")'],
    ['h("a",{href:"https://acme.com",url:"https://acme.com"})'],
    ['fetch("/api/me");fetch(e);fetch("https://"+host)'.replace('https://', '')],
    ['var s="fetch(\\"https://a.acme.com\\")"'],
    ['if(x.src=="https://a.acme.com/x.js"||x.src==="https://b.acme.com")0'],
    ['r=/fetch("https:\\/\\/a.acme.com")/;'],
    ['"@license https://acme.com/license";new Map([["src","https://acme.com"]])'],
  ])('nothing in %s', (text) => expect(found(text)).toEqual([]));

  test('is linear, whatever the text', () => {
    const texts = [
      '"'.repeat(2e6),
      '`${'.repeat(5e5),
      '/'.repeat(2e6),
      '(['.repeat(1e6),
      'a/b '.repeat(5e5),
      'a="\\'.repeat(5e5),
    ];
    for (const text of texts) expect(found(text).length).toBe(0);
    const large = `${'var a=1,b="x y",c=/["]/g;function f(t){return t/2}'.repeat(200_000)}fetch("https://api.acme.com")`;
    expect(found(large)).toEqual(['fetch() https://api.acme.com']);
  }, 60_000);
});

describe('pages with built scripts', () => {
  const built = 'var a=!0,b=void 0,c=function(e,t,n){return e?t:n};'.repeat(3000);
  const page = `<script src="https://cdn.acme.com/x.js"></script>
<script>${built}fetch("https://api.acme.com/v1");d(e)</script>
<script>fetch('https://own.acme.com/' + location.hash)</script>`;

  test('are read but for what a bundler wrote, which is looked into', () => {
    const { destinations, problems } = analyzeText({ 'report.html': page });
    const places = destinations.flatMap(({ hosts, sites }) => sites.map(({ line, api }) => `${hosts} ${line} ${api}`));
    expect(places).toEqual([
      'api.acme.com 2 fetch() in bundled code',
      'cdn.acme.com 1 <script>',
      'own.acme.com 3 fetch()',
    ]);
    expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual(['bundled report.html']);
  });
});
