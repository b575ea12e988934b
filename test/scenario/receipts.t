# A receipt is its party's at once, and everybody's when the matter is public.
include setup_bids.t
as 甲 GET /api/receipts -> 200 check /entries/0/kind=bid.placed save /entries/0/place=P
# it is there, only not published yet; whoever may not see it is told as of none
as 甲 GET /api/receipts/$P -> 503 UNPUBLISHED check /field={place} check /detail~second
as 乙 GET /api/receipts/$P -> 404 NOT_FOUND
publish
as 甲 GET /api/receipts/$P -> 200 check /entry/kind=bid.placed check /entry/object=$L
as 乙 GET /api/receipts/$P -> 404 NOT_FOUND
as 业主 GET /api/receipts/$P -> 404 NOT_FOUND
as nobody GET /api/receipts/$P -> 404 NOT_FOUND
as nobody GET /api/receipts -> 401 UNAUTHENTICATED
as nobody GET /api/receipts/x -> 404 NOT_FOUND
as nobody GET /api/receipts/999999 -> 404 NOT_FOUND check /field={place} check /value=999999
as nobody GET /api/lots/$L/timeline -> 200 check /entries/0/kind=tender.confirmed check /entries/1/kind=tender.published save /entries/1/place=Q
as nobody GET /api/receipts/$Q -> 200 check /entry/kind=tender.published
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
clock +1800000
publish
as nobody GET /api/receipts/$P -> 200 check /entry/kind=bid.placed
as nobody GET /api/lots/$L/timeline -> 200 check /entries/2/kind=bid.placed
