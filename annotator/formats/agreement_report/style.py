"""The style of the report: light, dark and on paper."""

from annotator.domain.agreement.matrix import ramp

_LIGHT = ("--page:#ffffff;--text:#1b1f27;--quiet:#59627a;--rule:#dfe2e8;--accent:#2c5bcb;--field:#f5f6f8;"
          "--first:#b35806;--second:#542788;")
_DARK = ("--page:#202227;--text:#e7e9ed;--quiet:#a8b0c2;--rule:#4a4f5a;--accent:#82a9ff;--field:#17181b;"
         "--first:#fdb863;--second:#c9b3f0;")
_RULES = """
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 24px 64px;max-width:1060px;background:var(--page);color:var(--text);
 font:15px/1.5 "Noto Sans","Segoe UI",Helvetica,Arial,sans-serif}
h1{font-size:28px;line-height:1.2;margin:0 0 12px}
h2{font-size:21px;margin:44px 0 8px;padding-top:14px;border-top:1px solid var(--rule)}
h3{font-size:16px;margin:26px 0 6px}
p{margin:6px 0 10px;max-width:75ch}
.quiet,caption,dt,figcaption{color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:12px 0}
dd{margin:0}
table{border-collapse:collapse;margin:10px 0 16px;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:4px}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th{font-weight:600}
th[scope=row]{min-width:12ch;max-width:44ch}
td.number,th.number{text-align:right}
td.long{max-width:52ch}
.wide{overflow-x:auto}
figure{margin:14px 0;overflow-x:auto}
svg{max-width:100%;height:auto}
svg text{font:12px "Noto Sans","Segoe UI",Helvetica,Arial,sans-serif;fill:var(--text)}
svg text.quiet{fill:var(--quiet)}
svg .grid{stroke:var(--rule)}
svg .interval{stroke:var(--accent);stroke-width:4;stroke-opacity:.45;stroke-linecap:round}
svg .dot,svg .bar{fill:var(--accent)}
svg .same{stroke:var(--text);stroke-width:1}
details{margin:8px 0 16px}
summary{cursor:pointer;color:var(--accent)}
blockquote{margin:10px 0 14px;padding:10px 14px;background:var(--field);border-radius:6px;
 border-inline-start:3px solid var(--rule)}
blockquote p{margin:4px 0;max-width:none}
.kind{font-size:13px;color:var(--quiet)}
u{text-decoration:none}
u.first{border-bottom:3px solid var(--first)}
u.second{border-bottom:3px double var(--second)}
u.first.second{border-bottom:3px solid var(--first);box-shadow:0 4px 0 -1px var(--page),0 6px 0 -1px var(--second)}
.whose-first{color:var(--first);font-weight:600}
.whose-second{color:var(--second);font-weight:600}
@media print{body{max-width:none;padding:0;font-size:11pt}
 h2,h3,summary{break-after:avoid}
 table,figure,blockquote{break-inside:avoid}
 thead{display:table-header-group}
 .wide,figure{overflow:visible}
 svg rect,svg circle,u{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def style() -> str:
    """Return the style sheet; it holds nothing from the project."""
    return (f":root{{color-scheme:light dark;{_LIGHT}}}{_RULES}{_shades(dark=False)}"
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}{_shades(dark=True)}}}")


def _shades(*, dark: bool) -> str:
    return "".join(f"svg .h{step}{{fill:{background}}}svg text.t{step}{{fill:{ink}}}"
                   for step, (background, ink) in enumerate(ramp(dark=dark)))
