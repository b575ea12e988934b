# Signed and not yet shown, a trade can still be ended; its result stays secret.
include setup_signed.t
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整，项目取消"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=cancelled
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
proves $L
