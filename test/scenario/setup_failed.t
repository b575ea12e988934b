# A lot that has failed goes nowhere.
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$PRICE1","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/archive -> 409 WRONG_STATE
as nobody GET /api/lots/$L/award -> 404 NOT_FOUND
as nobody GET /api/lots/$L/completeness -> 200 check /complete=true
as nobody GET /trades/$L -> 200 lacks 中标人
