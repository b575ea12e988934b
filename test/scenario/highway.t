# A highway by the reasonable low price: base of ceiling and mean, a drawn coefficient; from intake to contract.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-03","name":"九若公路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-highway","title":"九若公路施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"ceiling":{"down":100000,"weight":400000},"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":1,"base_unit":1,"deviation_places":-1,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":false},{"name":"二","unit":"x","expert":true},{"name":"三","unit":"x","expert":true},{"name":"四","unit":"x","expert":true},{"name":"五","unit":"x","expert":true}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
seal bid1 $L $甲 {"price":{"amount":"46800000.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"47250000.00","currency":"CNY"},"duration_days":300}
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"45900000.00","currency":"CNY"},"duration_days":300}
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 check /pending~系数
as e1 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球"} -> 201
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/benchmark/base=45070200.00 check /result/winner=$丙 check /result/bids/0/total=96.32
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙
as 业主 POST /api/lots/$L/contract {"price":{"amount":"45900000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as 业主 POST /api/lots/$L/archive -> 200
proves $L
