# A highway in two envelopes from one form to the archive, by the reasonable low price.
include setup_parties.t
include setup_highway.t
# two envelopes want a documents part; in one form, and announced by itself
as 业主 POST /api/intakes {"tender":{"project":"$P",$TENDER},$REST,"announcement":{$ANNOUNCED,"twoEnvelopes":true,"evaluation":$RULE}} -> 422 BAD_FIELD check /field=/announcement/twoEnvelopes
as 业主 POST /api/tenders {"project":"$P",$TENDER} -> 201 save /result/id=X
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,"twoEnvelopes":true,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/twoEnvelopes
as 业主 POST /api/tenders/$X/announcement {$ANNOUNCED,$ENVELOPES"evaluation":$RULE} -> 200
include setup_highway_first.t
include setup_highway_second.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in lot.first-opened evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.screened key.handed-in key.handed-in key.handed-in evaluation.factor lot.opened evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
