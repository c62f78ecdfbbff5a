/* html: the style sheet of the page. */
#include "formats/html_parts.h"

/* Colours by role; orange is short, blue is over or scheduled, so that they
 * are told apart by those who do not tell red from green. */
static const char light[] =
	":root{color-scheme:light dark;--bg:#fff;--ink:#17212b;--muted:#51606e;"
	"--line:#d3dae1;--card:#f4f7fa;--head:#e8edf3;--have:#1f5fa8;"
	"--need:#a84300;--lack:#f3a055;"
	"--s1:#fde3c8;--s1i:#5f2f00;--s2:#f6b26b;--s2i:#2e1700;"
	"--s3:#ad4a00;--s3i:#fff;--f:#eef1f4;--fi:#51606e;"
	"--o1:#d6e6f7;--o1i:#123a63;--o2:#9cc6ee;--o2i:#0b2a4a}\n";
static const char dark[] =
	"@media(prefers-color-scheme:dark){:root{--bg:#11161b;--ink:#e7ecf1;"
	"--muted:#a6b3bf;--line:#37434e;--card:#1a2128;--head:#222c35;"
	"--have:#7db7f5;--need:#ffa863;--lack:#a85c14;"
	"--s1:#553512;--s1i:#ffdcb3;--s2:#8a5010;--s2i:#fff;"
	"--s3:#f08a2e;--s3i:#1d0d00;--f:#20282f;--fi:#a6b3bf;"
	"--o1:#1c3854;--o1i:#cfe5fb;--o2:#2c5f93;--o2i:#fff}}\n";

static const char page[] =
	"*{box-sizing:border-box}"
	"body{margin:0 auto;max-width:76rem;padding:1rem;background:var(--bg);"
	"color:var(--ink);font:1rem/1.45 system-ui,sans-serif}\n"
	"h1{font-size:1.6rem;margin:0 0 .2rem;overflow-wrap:anywhere}"
	"h2{font-size:1.25rem;margin:2.2rem 0 .5rem}"
	"h3{font-size:1rem;margin:1.4rem 0 .4rem}"
	"p{margin:.4rem 0}.muted,footer{color:var(--muted)}"
	".lead{font-size:1.1rem}"
	".tag{border:1px solid var(--line);border-radius:.3rem;"
	"padding:.05rem .45rem;font-size:.85rem;white-space:nowrap}\n"
	".cards{display:grid;gap:.7rem;padding:0;margin:.8rem 0;"
	"list-style:none;"
	"grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}"
	".cards li{background:var(--card);border:1px solid var(--line);"
	"border-radius:.5rem;padding:.6rem .8rem}"
	".cards b{display:block;font-size:1.5rem;font-weight:600}"
	".cards span{display:block;color:var(--muted);font-size:.87rem}\n"
	".days{display:grid;gap:.8rem;"
	"grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr))}"
	"figure{margin:0}figcaption{font-size:.9rem;overflow-wrap:anywhere}"
	"figcaption b{margin-right:.5rem}"
	"figcaption span{display:block;color:var(--muted)}\n"
	".scroll{overflow-x:auto;margin:.5rem 0}"
	".scroll:focus-visible{outline:2px solid var(--have)}\n"
	"table{border-collapse:collapse;font-size:.92rem;"
	"min-width:min(100%,40rem)}"
	"caption{text-align:left;color:var(--muted);font-size:.9rem;"
	"padding:.2rem 0}"
	"th,td{padding:.22rem .55rem;border-bottom:1px solid var(--line);"
	"text-align:left;vertical-align:top}"
	"thead th{background:var(--head)}"
	"td{white-space:nowrap}th{font-weight:600}"
	"tbody th{font-weight:400;min-width:7.2rem;max-width:22rem;"
	"overflow-wrap:anywhere}"
	".n{text-align:right;font-variant-numeric:tabular-nums;"
	"white-space:nowrap}"
	".w{font-weight:700}"
	"tr.all th,tr.all td{border-top:2px solid var(--muted);"
	"font-weight:600}\n"
	"#roster-table td{text-align:center;white-space:nowrap;"
	"padding:.15rem .4rem}"
	".off{color:var(--muted)}.away{background:var(--card);"
	"font-style:italic}"
	"#roster-table tbody th{position:sticky;left:0;background:var(--bg);"
	"min-width:7rem;max-width:12rem}\n"
	"footer{border-top:1px solid var(--line);margin-top:2.5rem;"
	"padding-top:.6rem;font-size:.87rem;overflow-wrap:anywhere}\n";

static const char pictures[] =
	"svg{display:block;width:100%;height:auto;font:10px system-ui,"
	"sans-serif}.wide svg{min-width:52rem}"
	".grid{stroke:var(--line);stroke-width:.6}"
	".axis{stroke:var(--muted);stroke-width:.8}"
	".tick{fill:var(--muted)}.mid{text-anchor:middle}"
	".end{text-anchor:end}.tight{font-size:8px}"
	".have,.need{fill:none;stroke-width:1.6}"
	".have{stroke:var(--have)}"
	".need{stroke:var(--need);stroke-dasharray:4 2.5}"
	".lack{fill:var(--lack)}.bar{fill:var(--have)}"
	".range{stroke:var(--ink);stroke-width:1.2}\n"
	".s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}"
	".f{fill:var(--f)}.o1{fill:var(--o1)}.o2{fill:var(--o2)}"
	".on-s1{fill:var(--s1i)}.on-s2{fill:var(--s2i)}.on-s3{fill:var(--s3i)}"
	".on-f{fill:var(--fi)}.on-o1{fill:var(--o1i)}.on-o2{fill:var(--o2i)}"
	".key{display:inline-block;width:1.5rem;height:.8rem;"
	"vertical-align:baseline;margin:0 .3rem 0 0}"
	".keys span{white-space:nowrap;margin-right:.9rem}"
	"i.s1{background:var(--s1)}i.s2{background:var(--s2)}"
	"i.s3{background:var(--s3)}i.f{background:var(--f)}"
	"i.o1{background:var(--o1)}i.o2{background:var(--o2)}"
	"i.lack{background:var(--lack)}"
	"i.have,i.need{height:0;vertical-align:middle}"
	"i.have{border-top:2px solid var(--have)}"
	"i.need{border-top:2px dashed var(--need)}\n";

static const char print[] =
	"@media print{@page{size:A4 landscape;margin:12mm}"
	"html{font-size:10.5px}body{max-width:none;padding:0}"
	"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"section{break-inside:auto}h2,h3{break-after:avoid}"
	"figure,tr,.cards li{break-inside:avoid}"
	".scroll{overflow:visible}.wide svg{min-width:0}"
	".days{grid-template-columns:repeat(4,1fr)}"
	".cards{grid-template-columns:repeat(6,1fr)}"
	"thead{display:table-header-group;break-after:avoid}"
	"caption{break-after:avoid}"
	"th,td{padding:.1rem .3rem}}\n";

void html_style(struct text *out)
{
	text_add(out, "<style>\n");
	text_add(out, light);
	text_add(out, dark);
	text_add(out, page);
	text_add(out, pictures);
	text_add(out, print);
	text_add(out, "</style>\n");
}
