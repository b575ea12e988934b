# One of two lots is suspended past the deadline: it takes bids again only with a later one, and the other lot is not touched.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 局 supervisor A:6
as 业主 POST /api/projects {"code":"2026-510700-01","name":"九寨沟县第二小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"九寨沟县第二小学施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"教学楼施工"},{"title":"操场施工"}]} -> 201 save /result/id=T save /result/lots/0=L save /result/lots/1=M
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
seal d1 $M $甲 {"price":{"amount":"800000.00","currency":"CNY"}}
seal d2 $M $乙 {"price":{"amount":"700000.00","currency":"CNY"}}
seal d3 $M $丙 {"price":{"amount":"900000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 甲 POST /api/lots/$M/bids {"form":"$d1"} -> 201
as 乙 POST /api/lots/$M/bids {"form":"$d2"} -> 201
as 丙 POST /api/lots/$M/bids {"form":"$d3"} -> 201
as 局 POST /api/lots/$L/suspensions {"reason":"投诉查处期间暂停"} -> 201 save /result/id=S
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=bidding
as nobody GET /api/lots/$M -> 200 check /state=opening
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 409 BID_LATE
as 甲 POST /api/lots/$M/keys {"form":"$d1.key"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 409 WRONG_STATE check /rule~第二十四条 check /detail~clarifications
# the bids on the other lot were made by the document as it was
upload D 业主 招标文件第二版
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"x","affectsBids":true,"document":"$D","deadline":"@+16d"} -> 409 WRONG_STATE check /rule~第二十三条
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"暂停期间顺延","affectsBids":false,"deadline":"@+7d"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
as 乙 POST /api/lots/$M/keys {"form":"$d2.key"} -> 200
as 丙 POST /api/lots/$M/keys {"form":"$d3.key"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 200
as 丙 POST /api/lots/$M/bids {"form":"$d3"} -> 409 BID_LATE
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
clock +1800000
as nobody GET /api/lots/$M -> 200 check /state=evaluating
as nobody GET /api/lots/$L -> 200 check /state=bidding
clock +603000000
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
as 业主 POST /api/lots/$M/cancellation {"reason":"x"} -> 200
proves $L
proves $M
