# Private money: the principal may choose among the candidates, in public and before the award only.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-01","name":"某商业广场"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"某商业广场施工", \
  "mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"主楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
include setup_committee.t
seal b1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
include setup_five.t
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/passings {"reason":"choice"} -> 422 MISSING_FIELD check /field=/note
as 业主 POST /api/lots/$L/passings {"reason":"choice","note":"甲的类似工程更多"} -> 200 check /result/passed=$乙 check /result/next=$甲
as nobody GET /api/notices?type=correction&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/next/party=$甲 check /body/passed/0/reason=choice check /body/content~非国有资金
as nobody GET /notices/$N -> 200
as 业主 POST /api/lots/$L/passings {"reason":"choice","note":"丙更近"} -> 200 check /result/next=$丙
as 业主 POST /api/lots/$L/passings {"reason":"choice","note":"都不要"} -> 409 WRONG_STATE check /detailZh~没有其他候选人
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙
as 业主 POST /api/lots/$L/passings {"reason":"choice","note":"反悔"} -> 409 WRONG_STATE check /rule~第四十条 check /detailZh~已经定标
proves $L
