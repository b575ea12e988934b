# Two envelopes, two lost keys: custodians open the documents first, and the price only once they were judged.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 公证 custodian 91450200198229141F
register 银行 custodian 91150000701463622D
authorities
custodian 公证章 sm2 91450200198229141F
custodian 银行章 rsa 91150000701463622D
as 公证 POST /api/custodians {"certificate":"$公证章.seal"} -> 201
as 银行 POST /api/custodians {"certificate":"$银行章.seal"} -> 201
as 业主 POST /api/projects {"code":"2026-510700-03","name":"九若公路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-highway","title":"九若公路施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"documentsPart":true,"twoEnvelopes":true, \
  "custody":{"threshold":2,"custodians":[{"party":"$公证","certificate":"$公证章.seal"},{"party":"$银行","certificate":"$银行章.seal"}]}, \
  "evaluation":{"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"ceiling":{"down":100000,"weight":400000},"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":100,"base_unit":100,"deviation_places":2,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
include setup_committee.t
# each part is sealed so, or the bid is not taken
documents plain $L 甲 施工组织设计
set CUSTODY 2 公证章 银行章
seal bid1 $L $甲 {"price":{"amount":"46800000.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$plain"} -> 422 WRONG_CUSTODY check /field=/documents
documents doc1 $L 甲 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"47250000.00","currency":"CNY"},"duration_days":300}
documents doc2 $L 乙 施工组织设计
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"45900000.00","currency":"CNY"},"duration_days":300}
documents doc3 $L 丙 施工组织设计
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"documents":"$doc1.key"} -> 200
as 丙 POST /api/lots/$L/keys {"documents":"$doc3.key"} -> 200
as 乙 POST /api/lots/$L/rescues {"reason":"硬盘损坏"} -> 201
publish
as 公证 GET /api/lots/$L/rescues -> 200 check /rescues/0/parts/0/part=documents save /rescues/0/parts/0/header=H
share s1 公证章 $H
share s2 银行章 $H
as 公证 POST /api/lots/$L/shares {"party":"$乙","documents":"$s1","form":"$s1"} -> 422 BAD_FIELD check /field=/form check /detailZh~第一信封
as 公证 POST /api/lots/$L/shares {"party":"$乙","documents":"$s1"} -> 201 check /result/rescued=false
as 银行 POST /api/lots/$L/shares {"party":"$乙","documents":"$s2"} -> 201 check /result/rescued=true
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/1/state=opened lacks 47250000
as 乙 POST /api/lots/$L/rescues {"reason":"硬盘损坏"} -> 409 WINDOW_CLOSED
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=pricing
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 乙 POST /api/lots/$L/rescues {"reason":"硬盘损坏"} -> 201
publish
as 银行 GET /api/lots/$L/rescues -> 200 check /rescues/0/rescued=true check /rescues/1/parts/0/part=form save /rescues/1/parts/0/header=H2
share f1 公证章 $H2
share f2 银行章 $H2
as 银行 POST /api/lots/$L/shares {"party":"$乙","form":"$f2"} -> 201
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$f1"} -> 201 check /result/rescued=true
as 业主 POST /api/lots/$L/factor {"value":970000,"note":"开标现场抽球"} -> 201
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/1/form/price/amount=47250000.00
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
