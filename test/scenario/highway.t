# A highway in two envelopes from one form to the archive, by the reasonable low price.
include setup_parties.t
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
include setup_highway_second.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in lot.first-opened evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.screened key.handed-in key.handed-in key.handed-in evaluation.factor lot.opened evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
