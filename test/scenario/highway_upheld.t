# A highway whose result is objected to with success: two are left, and the committee finds that they compete.
include setup_parties.t
include setup_highway.t
include setup_highway_first.t
include setup_highway_second.t
include setup_publicity.t
set OBJECTS 甲
include setup_upheld.t
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending/detailZh~第二十七条 check /result/few=true
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/winner=$甲 check /result/benchmark/base=45717000.00 check /result/bids/0/total=95.26 check /result/bids/1/party=$乙 check /result/bids/1/total=93.30 lacks $PRICE4
as nobody GET /api/lots/$L/opening -> 200 check /bids/3/state=unopened lacks $PRICE4
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-30T16:00:00.000Z
include setup_awarded.t
include setup_contract.t
