/// The style sheet of a page: one column of text, figures and tables in boxes of their own, and a printed form.
enum PageStyle {
  static let css = #"""

    :root{--ink:#1a1a1a;--quiet:#595959;--rule:#d9d6cf;--paper:#fffefb;--wash:#f5f3ee;--link:#005a8c;--mark:#ffe27a;
    --sans:system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;
    --serif:Georgia,"Songti SC","Noto Serif CJK SC","Source Han Serif SC",STSong,SimSun,serif;
    --code:ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;color:var(--ink);background:var(--paper);font:1rem/1.65 var(--sans);overflow-wrap:anywhere}
    html:lang(zh) body{line-height:1.8}
    .masthead,.contents,main,footer,.tools{max-width:72rem;margin:0 auto;padding:0 1rem}
    .masthead{padding-top:2.5rem}
    .kicker{margin:0;color:var(--quiet);font-size:.9rem;letter-spacing:.04em}
    h1,h2{font-family:var(--serif);line-height:1.25;font-weight:700;text-wrap:balance}
    h1{font-size:clamp(1.7rem,4.5vw,2.7rem);margin:.3rem 0 .5rem}
    h2{font-size:1.6rem;margin:0 0 .6rem}
    h3{font-size:1.08rem;line-height:1.4;margin:1.6rem 0 .4rem}
    p{margin:.5rem 0}
    .dateline,footer{color:var(--quiet);font-size:.88rem}
    .keys{list-style:none;margin:1.6rem 0 0;padding:1rem 0;display:grid;gap:1rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));border-block:1px solid var(--rule)}
    .key{display:block;font:700 1.75rem/1.2 var(--serif);font-variant-numeric:lining-nums tabular-nums}
    .label{color:var(--quiet);font-size:.9rem;line-height:1.5}
    a{color:var(--link)}
    a:hover{text-decoration-thickness:2px}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:.6rem 1rem;z-index:9}
    .skip:focus{left:0}
    .tools{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .8rem;padding-block:.6rem;background:var(--paper);border-bottom:1px solid var(--rule)}
    .tools[hidden]{display:none}
    .tools label{font-size:.9rem;color:var(--quiet)}
    input{font:inherit;font-size:.95rem;color:inherit;background:#fff;border:1px solid #767676;border-radius:3px;padding:.25rem .5rem;min-width:0}
    .tools input{flex:1 1 12rem;max-width:24rem}
    #found{font-size:.9rem;color:var(--quiet)}
    .contents h2{font:700 1rem/1.4 var(--sans);margin:1.4rem 0 .3rem}
    .contents ol{margin:0;padding-left:1.4rem;columns:17rem 3;column-gap:2rem}
    .contents li{break-inside:avoid}
    main:focus{outline:none}
    main>section{padding-top:2.6rem;margin-top:2.2rem;border-top:2px solid var(--ink);scroll-margin-top:3.4rem}
    .points{columns:27rem 2;column-gap:3rem}
    .point{break-inside:avoid;padding-bottom:1rem}
    .summary h3{margin:0 0 .2rem}
    .point p{margin:.25rem 0 .4rem}
    .summary h3 a{color:inherit;text-decoration-color:var(--rule)}
    .summary p,.lead,.refusal,#notes ul{max-width:44rem}
    html:lang(zh) :is(.summary p,.lead,.refusal,#notes ul){max-width:42rem}
    data,time{font-variant-numeric:lining-nums tabular-nums;white-space:normal}
    .summary data.n,.label data.n{font-weight:600;white-space:normal}
    .lead{color:var(--quiet)}
    .refusal{border-left:3px solid var(--rule);padding:.2rem 0 .2rem .9rem;color:var(--quiet)}
    figure{margin:1.8rem 0 2.4rem;scroll-margin-top:3.4rem}
    .frame{border:1px solid var(--rule);background:#fff;overflow-x:auto}
    .frame svg{display:block;width:100%;min-width:44rem;height:auto;margin:0 auto;max-width:var(--width)}
    .answer{margin:2rem 0;scroll-margin-top:3.4rem}
    .facts{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.3rem 0 .6rem;font-size:.9rem}
    .facts div{display:flex;gap:.5rem}
    .facts dt{color:var(--quiet)}
    .facts dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
    details.table{border-top:1px solid var(--rule);margin:.2rem 0}
    summary{cursor:pointer;padding:.45rem 0;font-weight:600;font-size:.95rem}
    .count{color:var(--quiet);font-weight:400}
    .scroll{overflow:auto;max-height:34rem;border:1px solid var(--rule);background:#fff;margin-bottom:.8rem;position:relative}
    table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.45;font-variant-numeric:lining-nums tabular-nums}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{padding:.32rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #ebe8e1;max-width:26em}
    th,td{overflow-wrap:break-word}
    thead th{word-break:keep-all;max-width:14em}
    thead th{position:sticky;top:0;background:var(--wash);border-bottom:1px solid #a7a39a;vertical-align:bottom;font-weight:600;z-index:1}
    tbody th{font-weight:400}
    th.n,td.n{text-align:right;white-space:nowrap}
    thead th.n{white-space:normal}
    .s{white-space:nowrap}.m{min-width:10em}.l{min-width:17em}
    th button{all:unset;cursor:pointer;display:inline-block}
    th button:focus-visible{outline:3px solid var(--link)}
    th[aria-sort=ascending] button::after{content:" ▲"}
    th[aria-sort=descending] button::after{content:" ▼"}
    .filter{display:flex;gap:.5rem;align-items:center;font-size:.88rem;color:var(--quiet);margin:.2rem 0 .5rem}
    .remarks{font-size:.9rem;color:var(--quiet);margin:.4rem 0;padding-left:1.2rem}
    .source{font-size:.85rem;color:var(--quiet);display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
    code{font-family:var(--code);font-size:.92em}
    .conventions summary{font-weight:400;font-size:.88rem;color:var(--quiet);padding:.2rem 0}
    .conventions ul{font-size:.88rem;color:var(--quiet);margin:.1rem 0 .6rem;padding-left:1.2rem}
    .paper{display:none}
    .none{color:var(--quiet);font-size:.9rem}
    .searching [data-id]{opacity:.16}
    .searching [data-id].hit{opacity:1}
    .searching text[data-id].hit,.searching .hit text{font-weight:700}
    .hit-list{margin:0;font-size:.85rem;color:var(--quiet)}
    tr.hit td,tr.hit th{background:#fff6d6}
    footer{padding-block:2.5rem 3rem}
    [hidden]{display:none!important}
    @media (max-width:40rem){body{font-size:.97rem}.masthead{padding-top:1.4rem}.scroll{max-height:26rem}h2{font-size:1.4rem}}
    @media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
    @media (forced-colors:active){.searching [data-id]{opacity:.4}}
    @page{size:A4;margin:14mm 13mm 16mm}
    @page wide{size:A4 landscape}
    @media print{
    :root{--paper:#fff}
    body{font-size:10pt;line-height:1.5;overflow-wrap:anywhere}
    a{color:inherit;text-decoration:none}
    .tools,.contents,.skip,.csv,.filter,.conventions{display:none!important}
    .masthead,main,footer{max-width:none;padding:0}
    main>section{break-before:page;border-top:0;padding-top:0;margin-top:0}
    #summary{break-before:auto;padding-top:1rem}
    .summary p,.lead,#notes ul{max-width:none}
    h1{font-size:22pt}h2{font-size:16pt}h3{font-size:11.5pt}
    h2,h3,summary,.facts{break-after:avoid}
    .keys{margin-top:.8rem;gap:.6rem 1.4rem;grid-template-columns:repeat(4,1fr)}.key{font-size:13pt}.label{font-size:8.5pt}
    figure{break-inside:avoid;margin:.8rem 0}
    figcaption{break-after:avoid}
    .frame{border:0;overflow:visible}
    .frame svg{min-width:0;max-width:100%;max-height:235mm}
    .scroll{overflow:visible;max-height:none;border:0}
    details.table::details-content{content-visibility:visible;display:block;block-size:auto}
    summary{list-style:none}summary::-webkit-details-marker{display:none}
    table{font-size:7pt;line-height:1.35}
    thead{display:table-header-group;break-inside:avoid}
    /* Chromium repeats no table head that holds a button: on paper its words come from the head itself. */
    th button{display:none}
    th[data-title]::before{content:attr(data-title)}
    .wide{page:wide}
    .vast .scroll{display:none}.vast .paper{display:block;font-size:8pt}
    thead th{position:static;background:none;border-bottom:.6pt solid #000}
    tr{break-inside:avoid}
    th,td{padding:1.5pt 3pt;min-width:0;max-width:none}
    thead th{word-break:normal;overflow-wrap:normal}
    td.n{white-space:normal;overflow-wrap:normal}
    .points{columns:2;column-gap:8mm;font-size:9.2pt}.point{padding-bottom:.6rem}
    .s{white-space:normal}.m,.l{min-width:0}
    .source,.remarks,.facts{font-size:8pt}
    tr[hidden]{display:table-row!important}
    .searching [data-id]{opacity:1}
    }

    """#
}
