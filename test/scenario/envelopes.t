# A highway in two envelopes, by the reasonable low price: first the documents of all, then the prices of those who passed.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
as 业主 POST /api/projects {"code":"2026-510700-03","name":"九若公路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-highway","title":"九若公路施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"twoEnvelopes":true,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/twoEnvelopes
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"documentsPart":true,"twoEnvelopes":true,"evaluation":{"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"ceiling":{"down":100000,"weight":400000},"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":100,"base_unit":100,"deviation_places":2,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
include setup_committee.t
seal bid1 $L $甲 {"price":{"amount":"46800000.00","currency":"CNY"},"duration_days":300}
documents doc1 $L 甲 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 422 BID_INCOMPLETE
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"47250000.00","currency":"CNY"},"duration_days":300}
documents doc2 $L 乙 施工组织设计
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"45900000.00","currency":"CNY"},"duration_days":300}
documents doc3 $L 丙 施工组织设计
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3"} -> 201
seal bid4 $L $丁 {"price":{"amount":"30000000.00","currency":"CNY"},"duration_days":300}
documents doc4 $L 丁 施工组织设计
as 丁 POST /api/lots/$L/bids {"form":"$bid4","documents":"$doc4"} -> 201
clock +21d
# the price's key is refused before its time, whoever hands it in
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 422 BAD_FIELD check /field=/form
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","documents":"$doc1.key"} -> 422 BAD_FIELD check /field=/form
as 甲 POST /api/lots/$L/keys -> 422 MISSING_FIELD
as 甲 POST /api/lots/$L/keys {} -> 422 MISSING_FIELD check /field=/documents
as 甲 POST /api/lots/$L/keys {"documents":"$doc2.key"} -> 422 BAD_KEY check /field=/documents
as 甲 POST /api/lots/$L/keys {"documents":"$doc1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"documents":"$doc2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"documents":"$doc3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"documents":"$doc4.key"} -> 200
as 丁 POST /api/lots/$L/keys {"documents":"$doc4.key"} -> 409 DUPLICATE
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=screening
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened lacks 46800000
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 409 WINDOW_CLOSED
as e1 POST /api/lots/$L/factor {"value":960000,"note":"开标现场抽球"} -> 422 BAD_FIELD check /field=/value
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/bids/0/passed=true check /result/bids/3/passed=false
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=pricing
as nobody GET /api/notices?type=screening -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/result/bids/3/why~建造师
as nobody GET /notices/$N -> 200
as 丁 POST /api/lots/$L/keys {"form":"$bid4.key"} -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","documents":"$doc1.key"} -> 422 BAD_FIELD check /field=/documents
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 409 DUPLICATE
as 业主 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球"} -> 201
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/form/price/amount=46800000.00 check /bids/3/state=unopened lacks 30000000
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/benchmark/base=45070200.00 check /result/winner=$丙 check /result/bids/0/total=96.32
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"45900000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
upload REPORT 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$REPORT"} -> 201
as 业主 POST /api/lots/$L/archive -> 200
proves $L
