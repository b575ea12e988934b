# Twice it failed: by approval, and with its number, it is not tendered again.
as 甲 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 403 DENIED
as 业主 POST /api/lots/$L/untendering {"reason":"两次招标失败"} -> 422 MISSING_FIELD check /field=/approver check /rule~第三十八条
as 业主 POST /api/lots/$L/untendering {"reason":"两次招标失败","approver":"绵阳市发展和改革委员会"} -> 422 MISSING_FIELD check /field=/number check /rule~第三十八条
as 业主 POST /api/lots/$L1/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 422 LAW_BOUND check /rule~第三十八条
as 业主 POST /api/lots/$L/untendering {"reason":"两次招标失败，采用竞争性谈判","approver":"绵阳市发展和改革委员会","number":"绵发改〔2026〕88号"} -> 200
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 409 DUPLICATE
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as nobody GET /api/notices?type=untendered&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/approver=绵阳市发展和改革委员会 check /body/number=绵发改〔2026〕88号
as nobody GET /notices/$N -> 200
proves $L
proves $L1
