# A highway in two envelopes from one form to the archive, by the reasonable low price.
include setup_parties.t
# what the list ahead of the way of evaluating asks of every bid (评标办法前附表)
set REVIEW "review":[ \
  {"id":"X1","part":"form","title":"投标文件按规定的格式、内容填写，投标人名称与营业执照一致"}, \
  {"id":"X2","part":"form","title":"投标函有法定代表人或其委托代理人签字并加盖单位章，授权委托书齐全"}, \
  {"id":"Z1","part":"qualification","title":"公路工程施工总承包二级及以上资质，安全生产许可证有效"}, \
  {"id":"Z2","part":"qualification","title":"项目经理为公路工程专业一级注册建造师，具有高级工程师职称"}, \
  {"id":"Z3","part":"qualification","title":"近五年完成过一项二级及以上公路施工"}, \
  {"id":"Y1","part":"responsiveness","title":"计划工期不超过 300 日历天"}, \
  {"id":"Y2","part":"responsiveness","title":"标段工程交工验收的质量评定合格"}, \
  {"id":"Y3","part":"responsiveness","title":"投标保证金或者保函符合投标人须知"}, \
  {"id":"Y4","part":"responsiveness","title":"第一信封不出现报价，权利义务符合合同条款"}],
include setup_highway.t
# two envelopes want a documents part; in one form, and announced by itself
as 业主 POST /api/intakes {"tender":{"project":"$P",$TENDER},$REST,"announcement":{$ANNOUNCED,"twoEnvelopes":true,"evaluation":$RULE}} -> 422 BAD_FIELD check /field=/announcement/twoEnvelopes
as 业主 POST /api/tenders {"project":"$P",$TENDER} -> 201 save /result/id=X
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,"twoEnvelopes":true,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/twoEnvelopes
# the numbers that make the method are those of the standard document, and it is for highways
set HEAD {"method":"highway","benchmark":{"second_mean":false,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false,"drop_high":1,"drop_low":1,
set TAIL },"ties":[{"by":"price"},{"by":"draw"}]}
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$HEAD"drop_from":4,"mean_unit":100,"base_unit":100,"deviation_places":2$TAIL} -> 422 BAD_FIELD check /field=/evaluation/benchmark/drop_from check /rule~2018
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$HEAD"drop_from":5,"mean_unit":1,"base_unit":100,"deviation_places":2$TAIL} -> 422 BAD_FIELD check /field=/evaluation/benchmark/mean_unit
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$HEAD"drop_from":5,"mean_unit":100,"base_unit":1,"deviation_places":2$TAIL} -> 422 BAD_FIELD check /field=/evaluation/benchmark/base_unit
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$HEAD"drop_from":5,"mean_unit":100,"base_unit":100,"deviation_places":-1$TAIL} -> 422 BAD_FIELD check /field=/evaluation/benchmark/deviation_places
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$RULE} -> 200
include setup_highway_first.t
set PASSES [{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":true},{"item":"Z3","passed":true},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":true},{"item":"Y4","passed":true}]
include setup_reviewed.t
# three of five do: $丁 falls by its project manager, and they lay the article down as well
set FAILS [{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":false,"reason":"注册证书为二级，不符合《条例》第五十一条第（三）项"},{"item":"Z3","passed":true},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":true},{"item":"Y4","passed":true}]
as e1 POST /api/lots/$L/reviews {"party":"$丁","items":$FAILS} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$丁","items":$FAILS} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$丁","items":$FAILS} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending=null check /result/bids/2/passed=true check /result/bids/3/passed=false check /result/bids/3/why~资格评审不合格：项目经理为公路工程专业一级注册建造师
include setup_highway_second.t
as nobody GET /api/notices?type=screening&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/result/bids/3/party=$丁 check /body/result/bids/3/why~《条例》第五十一条（三）
as nobody GET /notices/$N -> 200 words 第五十一条（三）
include setup_publicity.t
as 业主 GET /api/lots/$L/papers/report -> 200 words Z2不通过（注册证书为二级
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in lot.first-opened evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.screened key.handed-in key.handed-in key.handed-in evaluation.factor lot.opened evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
