# 公路: fewer than three bids.
include setup_highway.t
include setup_highway_two.t
include setup_few.t
as 业主 POST /api/lots/$L/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 422 LAW_BOUND check /rule~第三十八条
proves $L
