# Two envelopes and a bill of quantities: the bill is opened with the price, never before.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-06","name":"示例公路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-highway","title":"示例公路施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"200000.00","currency":"CNY"}}]} -> 201 save /result/id=T save /result/lots/0=L
upload q 业主 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段"><work code="01" name="教学楼土建"><items><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" ceiling="48.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90"/></items><measures><lump code="011707001001" name="安全文明施工" features=""/></measures><other><provisional code="ZL-1" name="暂列金额" total="50000"/></other><tax rate="0.09"/></work></bill>
as 业主 POST /api/lots/$L/bill {"document":"$q"} -> 200
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"documentsPart":true,"twoEnvelopes":true,"evaluation":{"method":"highway","benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":100,"base_unit":100,"deviation_places":2,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
include setup_committee.t
seal bid1 $L $甲 {"price":{"amount":"147659.43","currency":"CNY"}}
documents doc1 $L 甲 施工组织设计
priced bill1 $L 甲 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1","bill":"$bill1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"147659.43","currency":"CNY"}}
documents doc2 $L 乙 施工组织设计
priced bill2 $L 乙 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2","bill":"$bill2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"147659.43","currency":"CNY"}}
documents doc3 $L 丙 施工组织设计
priced bill3 $L 丙 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3","bill":"$bill3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"documents":"$doc1.key","bill":"$bill1.key"} -> 422 BAD_FIELD check /field=/bill
as 甲 POST /api/lots/$L/keys {"documents":"$doc1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"documents":"$doc2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"documents":"$doc3.key"} -> 200
clock +1800000
as e1 POST /api/lots/$L/bill/checks {"party":"$甲"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 422 MISSING_FIELD check /field=/bill
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","bill":"$bill1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key","bill":"$bill2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key","bill":"$bill3.key"} -> 200
as 业主 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球"} -> 201
clock +1800000
as e1 POST /api/lots/$L/bill/checks {"party":"$丙"} -> 200 lacks "expected"
as e1 GET /api/lots/$L/evaluation -> 200 check /tie=true
as e1 POST /api/lots/$L/draws {"winner":"$乙","note":"评标现场抽签"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙
proves $L
