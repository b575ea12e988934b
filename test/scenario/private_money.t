# Private money: the principal may choose among the candidates, in public; the others stay candidates.
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
as 业主 POST /api/lots/$L/award {"choice":"$丙"} -> 422 MISSING_FIELD check /field=/reason
as 业主 POST /api/lots/$L/award {"reason":"丙的类似工程更多"} -> 422 BAD_FIELD check /field=/reason
as 业主 POST /api/lots/$L/award {"choice":"$业主","reason":"x"} -> 422 BAD_FIELD check /field=/choice check /detailZh~候选人
as 业主 POST /api/lots/$L/award {"choice":"$丙","reason":"丙的类似工程更多"} -> 200 check /result/supplier=$丙 check /result/price/amount=4950300.00
as nobody GET /api/notices?type=award&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$丙 check /body/choice=丙的类似工程更多 lacks passed
as nobody GET /notices/$N -> 200
# the chosen gives up after the award: the others are left, in their order
as 丙 POST /api/lots/$L/declining {"reason":"资金不足"} -> 200
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"丙书面放弃"} -> 200 check /result/passed=$丙 check /result/next=$乙
as nobody GET /api/lots/$L/candidates -> 200 check /turn=$乙 check /candidates/2/passed=放弃中标
as 业主 POST /api/lots/$L/award {"choice":"$丙","reason":"又想要丙"} -> 422 BAD_FIELD check /field=/choice
as 甲 POST /api/lots/$L/declining {"reason":"另有任务"} -> 200
as 业主 POST /api/lots/$L/award {"choice":"$甲","reason":"甲更近"} -> 409 WRONG_STATE check /rule~第五十五条
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙
proves $L
