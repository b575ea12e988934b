# A municipal road by the lowest evaluated price: a slip corrected, a deviation priced, a low price asked about.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-04","name":"滨河路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-municipal","title":"滨河路施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
include setup_committee.t
seal bid1 $L $甲 {"price":{"amount":"41000000.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"45250000.00","currency":"CNY"},"duration_days":300}
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"30900000.00","currency":"CNY"},"duration_days":300}
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as e1 POST /api/lots/$L/factor {"value":980000,"note":"x"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 check /result/winner=$丙 check /result/bids/0/asks/0~85
as e1 POST /api/lots/$L/findings {"party":"$丙","reason":"合计少加一页","corrected":{"amount":"40900000.00","currency":"CNY"},"deviations":[{"title":"付款条件偏差","rate":10000}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲 check /result/bids/1/evaluated=41309000.00
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"放弃"} -> 200
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=40900000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"30900000.00","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES
as 业主 POST /api/lots/$L/contract {"price":{"amount":"40900000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
proves $L
