# 公路: too few bids twice; then it is not tendered again, by approval.
include setup_highway.t
include setup_highway_two.t
include setup_few.t
proves $L
include setup_highway_again.t
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 409 WRONG_STATE
include setup_highway_two.t
include setup_few.t
as 甲 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 403 DENIED
as 业主 POST /api/lots/$L/untendering {"reason":"两次招标均不足三家","approver":"绵阳市发展和改革委员会"} -> 422 MISSING_FIELD check /field=/number
as 业主 POST /api/lots/$L/untendering {"reason":"两次招标均不足三家，采用竞争性谈判","approver":"绵阳市发展和改革委员会","number":"绵发改〔2026〕88号"} -> 200
as nobody GET /api/notices?type=untendered -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /notices/$N -> 200
proves $L
