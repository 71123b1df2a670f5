#include "backend/channels/ackstyle.h"

namespace matoi::channels {

const std::string_view ackStyle = R"(
:root{--bg:#0E1114;--text:#E9EDF1;--second:#AEB7C1;--third:#87929E;--line:#3A4450;--accent:#3A6FE0;--wait:#F2BC57;--ok:#41CFA9;color-scheme:dark light}
@media(prefers-color-scheme:light){:root{--bg:#FFFFFF;--text:#12171C;--second:#434E5A;--third:#5E6975;--line:#BFC7D0;--accent:#2459C9;--wait:#865600;--ok:#0A7259}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/24px Inter,"Noto Sans CJK JP","Hiragino Sans",system-ui,sans-serif}
main{max-width:420px;margin:0 auto;padding:20px 24px 28px;min-height:100vh;display:flex;flex-direction:column}
header{display:flex;justify-content:space-between;color:var(--second);font-size:15px;margin-bottom:18px}
.badge{align-self:flex-start;display:inline-flex;border-radius:5px;font-weight:600;font-size:18px;line-height:36px;overflow:hidden}
.badge span{padding:0 14px}.badge span+span{border-left:1px solid rgba(255,255,255,.35);padding:0 12px}
.i1{background:#C2231B;color:#fff}.i2{background:#F0902E;color:#1F0F00}.i3{background:#F6DF80;color:#1E1800}.i4{background:#1E66B4;color:#fff}.i5{background:#66717D;color:#fff}
.drill{align-self:flex-start;margin-top:10px;border:1px dashed var(--third);border-radius:5px;padding:2px 10px;font-weight:600}
h1{font-size:24px;line-height:31px;margin:18px 0 12px;overflow-wrap:anywhere}
.who{font-size:18px;line-height:27px;margin:0 0 20px;overflow-wrap:anywhere}
.facts{display:flex;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.facts div{flex:1;padding:10px 0}.facts div+div{border-left:1px solid var(--line);padding-left:16px}
.facts small{display:block;color:var(--second);font-size:14px;line-height:20px}
.facts b{font-size:20px;line-height:28px;font-variant-numeric:tabular-nums;font-weight:600}
.next{margin:18px 0 0}.next b{color:var(--wait);font-weight:600}
.next p{margin:2px 0;color:var(--second)}.next strong{color:var(--text);font-variant-numeric:tabular-nums}
.done b{color:var(--ok)}
.grow{flex:1;min-height:24px}
button{display:block;width:100%;font-family:inherit;font-size:20px;font-weight:600;line-height:24px;border-radius:8px;cursor:pointer}
.primary{min-height:64px;background:var(--accent);color:#fff;border:0}
.second{min-height:50px;background:none;color:var(--text);border:1px solid var(--line);font-size:16px}
button:focus-visible{outline:3px solid var(--wait);outline-offset:2px}
.hint{text-align:center;color:var(--second);margin:10px 0 20px;font-size:16px}
footer{text-align:center;color:var(--third);font-size:14px;line-height:20px;margin-top:22px}
)";

} // namespace matoi::channels
