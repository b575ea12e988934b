# The ceiling made known while bids are prepared: in the time of changes, and bids above it are rejected.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
as 业主 POST /api/projects {"code":"2026-510700-12","name":"文化馆"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"文化馆施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5000000.00","currency":"CNY"},"content":"按清单计价"} -> 409 WRONG_STATE
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+25d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 甲 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5000000.00","currency":"CNY"},"content":"按清单计价"} -> 403 DENIED
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5000000","currency":"JPY"},"content":"按清单计价"} -> 422 BAD_FIELD check /field=/ceiling
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"0.00","currency":"CNY"},"content":"按清单计价"} -> 422 BAD_FIELD check /field=/ceiling
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5200000.00","currency":"CNY"},"content":"按清单计价"} -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /type=ceiling check /body/ceiling/amount=5200000.00 lacks previous
as nobody GET /notices/$N -> 200
as nobody GET /api/lots/$L -> 200 check /ceiling/amount=5200000.00
# the deadline is 03-27: fifteen days before it 03-12 holds, the 13th does not
clock 2026-03-12T15:59:59Z
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5000000.00","currency":"CNY"},"content":"更正"} -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /body/previous/amount=5200000.00
clock 2026-03-12T16:00:00Z
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"4900000.00","currency":"CNY"},"content":"更正"} -> 422 LAW_BOUND check /rule~第二十三条
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
seal b4 $L $丁 {"price":{"amount":"5000000.01","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$b4"} -> 201
include setup_committee.t
clock 2026-03-27T00:00:00Z
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"4600000.00","currency":"CNY"},"content":"更正"} -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"form":"$b4.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200
proves $L
