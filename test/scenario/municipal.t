# A municipal road from one form to the archive: a slip corrected, a deviation priced, a low price asked about.
include setup_parties.t
include setup_municipal.t
include setup_four.t
include setup_opened.t
include setup_municipal_judged.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in lot.opened evaluation.asked evaluation.answered evaluation.found evaluation.found evaluation.found evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
