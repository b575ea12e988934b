# A municipal road whose result is objected to with success: the next by evaluated price wins at its corrected price.
include setup_parties.t
include setup_municipal.t
include setup_four.t
include setup_opened.t
include setup_municipal_judged.t
include setup_publicity.t
set OBJECTS 乙
include setup_upheld.t
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 STALE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/winner=$丙 check /result/bids/0/evaluated=41309000.00 check /result/bids/0/corrected=40900000.00 check /result/bids/1/party=$丁 check /result/bids/2/party=$乙
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/3/party=$FALLEN check /result/bids/3/why~在建工程 check /result/bids/3/valid=false
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-30T16:00:00.000Z
include setup_awarded.t
as 业主 POST /api/lots/$L/contract {"price":{"amount":"41309000.00","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES
include setup_contract.t
