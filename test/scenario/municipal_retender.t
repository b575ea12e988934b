# A municipal road with too few bids, tendered again: the second tender names the first and comes to its contract.
include setup_parties.t
include setup_municipal.t
include setup_two.t
include setup_few.t
include setup_again.t
include setup_municipal.t
as nobody GET /api/tenders/$T -> 200 check /retenderOf=$T1 check /project=$P
include setup_four.t
include setup_opened.t
include setup_municipal_judged.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-04-16T16:00:00.000Z
include setup_awarded.t
include setup_contract.t
as nobody GET /api/lots/$L1 -> 200 check /state=unsuccessful
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 409 WRONG_STATE
proves $L1
