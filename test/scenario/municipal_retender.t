# 市政: too few bids; tendered again, it succeeds.
include setup_municipal.t
as 业主 POST /api/tenders {"project":"$P","kind":"works-municipal","title":"滨河路施工（重新招标）","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} -> 409 WRONG_STATE check /field=/retenderOf
include setup_municipal_two.t
include setup_few.t
proves $L
include setup_municipal_again.t
as nobody GET /api/tenders/$T -> 200 check /state=published check /retenderOf~01
include setup_municipal_judged.t
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲 check /result/price/amount=41000000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"41000000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
proves $L
