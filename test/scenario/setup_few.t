# The deadline comes with too few bids: none is opened, and the lot has failed.
as 业主 POST /api/intakes {"tender":{"project":"$P","retenderOf":"$T",$TENDER},$REST,"announcement":{$ANNOUNCED,$ENVELOPES"evaluation":$RULE}} -> 409 WRONG_STATE check /field=/tender/retenderOf
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 409 WRONG_STATE
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 409 BID_LATE
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L/opening -> 403 SECRET lacks $PRICE1
as 业主 GET /api/lots/$L/opening -> 403 SECRET lacks $PRICE2
as nobody GET /api/notices?type=unsuccessful&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/why~第二十八条 lacks $PRICE1 lacks $PRICE2
as nobody GET /notices/$N -> 200
as nobody GET /trades/$L -> 200 lacks $SHOWN1 lacks $SHOWN2 lacks 甲
as nobody GET /api/lots/$L/timeline -> 200 lacks bid.placed lacks $甲
include setup_failed.t
