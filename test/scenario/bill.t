# A lot with a bill of quantities: stated, changed in time, priced under seal, opened with the price and compared.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 监管 supervisor A:9
as 业主 POST /api/projects {"code":"2026-510700-05","name":"示例小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-municipal","title":"教学楼工程施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
upload q0 业主 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段"><work code="01" name="教学楼土建"><items><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" ceiling="48.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="86.125"/></items><measures><lump code="011707001001" name="安全文明施工" features=""/></measures><other><provisional code="ZL-1" name="暂列金额" total="50000"/></other><tax rate="0.09"/></work></bill>
upload q1 业主 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段"><work code="01" name="教学楼土建"><items><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" ceiling="48.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90"/></items><measures><lump code="011707001001" name="安全文明施工" features=""/></measures><other><provisional code="ZL-1" name="暂列金额" total="50000"/></other><tax rate="0.09"/></work></bill>
upload bad 业主 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段"><work code="01" name="教学楼土建"><items><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" ceiling="48.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="86.125"/><measures><lump code="011707001001" name="安全文明施工" features=""/></measures><other><provisional code="ZL-1" name="暂列金额" total="50000"/></other><tax rate="0.09"/></work></bill>
upload dear 业主 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
upload yen 业主 <bill version="1" currency="JPY" title="示例小学教学楼工程" lot="一标段"><work code="01" name="教学楼土建"><items><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" ceiling="48"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="86.125"/></items><measures><lump code="011707001001" name="安全文明施工" features=""/></measures><other><provisional code="ZL-1" name="暂列金额" total="50000"/></other><tax rate="0.09"/></work></bill>
as 甲 POST /api/lots/$L/bill {"document":"$q0"} -> 404 NOT_FOUND
as 业主 POST /api/lots/$L/bill {"document":"$bad"} -> 422 BAD_BILL check /field=/document check /detail~1: check /detailZh~行第
as 业主 POST /api/lots/$L/bill {"document":"$dear"} -> 422 BAD_BILL check /detail~prices
as 业主 POST /api/lots/$L/bill {"document":"$yen"} -> 422 BAD_FIELD check /field=/document check /detail~CNY
as 业主 POST /api/lots/$L/bill {"document":"$q0"} -> 200 check /result/bill=$q0
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 200
as 业主 POST /api/lots/$L/bill {"document":"$q0"} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/lots/$L/bill {"document":"$q1"} -> 409 WRONG_STATE check /detail~return
as nobody GET /api/documents/$q0 -> 404 NOT_FOUND
as 业主 POST /api/tenders/$T/publication -> 200
as nobody GET /api/documents/$q0 -> 200
as nobody GET /api/lots/$L -> 200 check /bill=$q0
as nobody GET /api/notices?type=announcement -> 200 save /notices/0/id=A
as nobody GET /api/notices/$A -> 200 check /body/lots/0/bill=$q0
as nobody GET /notices/$A -> 200
include setup_committee.t
# a change affects bids: fifteen days before the deadline at the latest
as 业主 POST /api/lots/$L/bill {"document":"$q1"} -> 422 MISSING_FIELD check /field=/content
as 业主 POST /api/lots/$L/bill {"document":"$q1","content":"矩形柱工程量由 86.125 改为 90"} -> 200
as nobody GET /api/notices?type=amendment -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/document=$q1 check /body/previous=$q0
as nobody GET /notices/$N -> 200
as nobody GET /notices/$A -> 200
as nobody GET /trades/$L -> 200
clock +7d
as 业主 POST /api/lots/$L/bill {"document":"$q0","content":"改回"} -> 422 LAW_BOUND check /rule~第二十一条
seal bid1 $L $甲 {"price":{"amount":"147659.43","currency":"CNY"}}
priced bill1 $L 甲 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 422 BID_INCOMPLETE check /field=/bill
documents wrong1 $L 甲 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147659.43"><work code="01" name="教学楼土建" total="147659.43"><items total="69608.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="42.80" total="13375.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12192.06"/></work></bill>
as 甲 POST /api/lots/$L/bids {"form":"$bid1","bill":"$wrong1"} -> 422 SEALED_FOR_ANOTHER check /field=/bill
as 甲 POST /api/lots/$L/bids {"form":"$bid1","bill":"$bill1"} -> 201
as 甲 GET /api/lots/$L/bids/mine -> 200 check /bill=$bill1
# another quantity than the tender's, which makes it cheaper
seal bid2 $L $乙 {"price":{"amount":"147076.28","currency":"CNY"}}
priced bill2 $L 乙 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="147076.28"><work code="01" name="教学楼土建" total="147076.28"><items total="69073.80"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="300" price="42.80" total="12840.00"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12143.91"/></work></bill>
as 乙 POST /api/lots/$L/bids {"form":"$bid2","bill":"$bill1"} -> 404 NOT_FOUND check /field=/bill
as 乙 POST /api/lots/$L/bids {"form":"$bid2","bill":"$bill2"} -> 201
# a unit price above the tender's for that line, and another price in the form
seal bid3 $L $丙 {"price":{"amount":"140000.00","currency":"CNY"}}
priced bill3 $L 丙 <bill version="1" currency="CNY" title="示例小学教学楼工程" lot="一标段" total="149771.31"><work code="01" name="教学楼土建" total="149771.31"><items total="71546.30"><item code="010101003001" name="挖沟槽土方" features="三类土" unit="m3" quantity="312.5" price="49.00" total="15312.50"/><item code="010502001001" name="矩形柱" features="C30" unit="m3" quantity="90" price="624.82" total="56233.80"/></items><measures total="15858.57"><lump code="011707001001" name="安全文明施工" features="" total="15858.57"/></measures><other total="50000.00"><provisional code="ZL-1" name="暂列金额" total="50000.00"/></other><tax rate="0.09" total="12366.44"/></work></bill>
as 丙 POST /api/lots/$L/bids {"form":"$bid3","bill":"$bill3"} -> 201
clock +14d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 422 MISSING_FIELD check /field=/bill
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","bill":"$bill2.key"} -> 422 BAD_KEY check /field=/bill
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","bill":"$bill1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key","bill":"$bill2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key","bill":"$bill3.key"} -> 200
as e1 POST /api/lots/$L/bill/checks {"party":"$甲"} -> 409 WRONG_STATE
clock +1800000
as 甲 POST /api/lots/$L/bill/checks {"party":"$乙"} -> 403 DENIED
as e1 POST /api/lots/$L/bill/checks {"party":"$业主"} -> 404 NOT_FOUND check /field=/party
as e1 POST /api/lots/$L/bill/checks {"party":"$甲"} -> 200 check /total=147659.43 lacks "expected"
as e1 POST /api/lots/$L/bill/checks {"party":"$乙"} -> 200 check /counts/quantity-changed=1 check /findings/0/code=010101003001 check /findings/0/expected=312.500 check /findings/0/found=300.000
as e1 POST /api/lots/$L/bill/checks {"party":"$乙","from":1} -> 200 lacks "expected"
as 监管 POST /api/lots/$L/bill/checks {"party":"$丙"} -> 200 check /counts/above-ceiling=1 check /counts/form-price=1
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"未按招标工程量清单填报工程量"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"未按招标工程量清单填报工程量"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"未按招标工程量清单填报工程量"} -> 200
as e1 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"price","reason":"综合单价高于该项目最高限价，且报价与清单合价不一致"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"price","reason":"综合单价高于该项目最高限价，且报价与清单合价不一致"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丙","ground":"price","reason":"综合单价高于该项目最高限价，且报价与清单合价不一致"} -> 200
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"报价低于概算"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":true,"reason":"报价低于概算"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"报价低于概算"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
proves $L
