/// The templates of a page, in Mustache. Values are escaped unless they stand in three braces, which only markup of our own does.
enum PageTemplates {
  static let page = #"""
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="{{program}}">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body data-fingerprint="{{fingerprint}}" data-as-of="{{asOf}}">
    <a class="skip" href="#content">{{words.skip}}</a>
    <header class="masthead">
    <p class="kicker">{{kicker}}</p>
    <h1>{{title}}</h1>
    <p class="dateline">{{dateline}}</p>
    {{#hasKeyNumbers}}
    <ul class="keys">
    {{#keyNumbers}}
    <li><span class="key">{{{number}}}</span> <span class="label">{{{label}}}</span></li>
    {{/keyNumbers}}
    </ul>
    {{/hasKeyNumbers}}
    </header>
    <search class="tools" hidden>
    <label for="find">{{words.find}}</label>
    <input id="find" type="search" autocomplete="off" spellcheck="false">
    <output id="found" for="find" aria-live="polite"></output>
    </search>
    <nav class="contents" aria-labelledby="contents">
    <h2 id="contents">{{words.contents}}</h2>
    <ol>
    <li><a href="#summary">{{words.summary}}</a></li>
    {{#sections}}
    <li><a href="#{{id}}">{{title}}</a></li>
    {{/sections}}
    <li><a href="#notes">{{words.notes}}</a></li>
    </ol>
    </nav>
    <main id="content" tabindex="-1">
    <section id="summary" class="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">{{words.summary}}</h2>
    <div class="points">
    {{#paragraphs}}
    <div class="point">
    <h3><a href="#{{section}}">{{heading}}</a></h3>
    {{#sentences}}
    <p>{{{.}}}</p>
    {{/sentences}}
    </div>
    {{/paragraphs}}
    </div>
    </section>
    {{#sections}}
    {{> section}}
    {{/sections}}
    <section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">{{words.notes}}</h2>
    <ul>
    {{#notes}}
    <li>{{.}}</li>
    {{/notes}}
    </ul>
    </section>
    </main>
    <footer>
    <p>{{dateline}}</p>
    </footer>
    <script>{{{script}}}</script>
    </body>
    </html>

    """#

  static let section = #"""
    <section id="{{id}}" aria-labelledby="{{id}}-title">
    <h2 id="{{id}}-title">{{title}}</h2>
    {{#lead}}
    <p class="lead">{{.}}</p>
    {{/lead}}
    {{#refusals}}
    <p class="refusal">{{.}}</p>
    {{/refusals}}
    {{#figures}}
    {{> figure}}
    {{/figures}}
    {{#answers}}
    {{> answer}}
    {{/answers}}
    </section>
    """#

  static let figure = #"""
    <figure id="{{id}}" data-command="{{command}}">
    <figcaption>
    <h3>{{title}}</h3>
    </figcaption>
    {{#drawn}}
    <div class="frame" role="group" tabindex="0" aria-label="{{title}}" style="--width:{{width}}rem">
    {{{svg}}}</div>
    {{/drawn}}
    {{#refusal}}
    <p class="refusal">{{words.notDrawn}} {{.}}</p>
    {{/refusal}}
    </figure>
    """#

  static let answer = #"""
    <section class="answer" id="{{id}}" data-command="{{command}}" aria-labelledby="{{id}}-title">
    <h3 id="{{id}}-title">{{title}}</h3>
    {{#hasFacts}}
    <dl class="facts">
    {{#facts}}
    <div><dt>{{title}}</dt><dd>{{value}}</dd></div>
    {{/facts}}
    </dl>
    {{/hasFacts}}
    {{#tables}}
    {{> table}}
    {{/tables}}
    {{#hasRemarks}}
    <ul class="remarks">
    {{#remarks}}
    <li>{{.}}</li>
    {{/remarks}}
    </ul>
    {{/hasRemarks}}
    {{#hasConventions}}
    <details class="conventions">
    <summary>{{words.conventions}}</summary>
    <ul>
    {{#conventions}}
    <li>{{.}}</li>
    {{/conventions}}
    </ul>
    </details>
    {{/hasConventions}}
    <p class="source"><a class="csv" download="{{file}}" href="{{{data}}}">{{words.download}}</a> <span>{{words.same}} <code>jiedui {{command}}</code></span></p>
    </section>
    """#

  static let table = #"""
    <details class="table{{#isWide}} wide{{/isWide}}{{#isVast}} vast{{/isVast}}"{{#isOpen}} open{{/isOpen}}>
    <summary>{{title}} <span class="count">{{count}}</span></summary>
    {{#isEmpty}}
    <p class="none">{{words.none}}</p>
    {{/isEmpty}}
    {{#hasRows}}
    <div class="scroll" role="group" tabindex="0" aria-label="{{title}}">
    <table data-answer="{{answer}}" data-table="{{key}}">
    <caption>{{title}}</caption>
    {{{body}}}</table>
    </div>
    {{#isVast}}
    <p class="paper">{{words.vast}}</p>
    {{/isVast}}
    {{/hasRows}}
    </details>
    """#
}
