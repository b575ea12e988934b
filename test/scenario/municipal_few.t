# 市政: fewer than three bids.
include setup_municipal.t
include setup_municipal_two.t
include setup_few.t
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 422 LAW_BOUND check /rule~第三十八条
proves $L
