# A building whose result is objected to with success: the first falls, the benchmark stays, the second wins.
include setup_parties.t
include setup_building.t
include setup_four.t
include setup_opened.t
include setup_building_scored.t
include setup_publicity.t
set OBJECTS 甲
include setup_upheld.t
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":300000,"reason":"改判"},{"criterion":"S2","score":50000,"reason":"x"}]} -> 409 WRONG_STATE
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 STALE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/winner=$甲 check /result/few=false check /result/benchmark/mean=4762000.00 check /result/benchmark/base=4666760.00 check /result/bids/0/total=86.89
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/1/party=$丁 check /result/bids/1/total=84.79 check /result/bids/2/party=$丙 check /result/bids/2/total=77.92 check /result/bids/3/party=$FALLEN check /result/bids/3/why~在建工程
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-30T16:00:00.000Z
include setup_awarded.t
include setup_contract.t
