# What an organisation takes part as changes later, at once, with its history.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 局 supervisor A:6
register 中心 centre A:7
as 甲 POST /api/projects {"code":"2026-510700-01","name":"滨河路"} -> 403 DENIED
as 乙 POST /api/parties/$甲/roles {"roles":["agency"],"reason":"x"} -> 403 DENIED
as 局 POST /api/parties/$甲/roles {"roles":["agency"],"reason":"x"} -> 403 DENIED
as nobody POST /api/parties/$甲/roles {"roles":["agency"],"reason":"x"} -> 401 UNAUTHENTICATED
as 甲 POST /api/parties/$甲/roles {"roles":[],"reason":"x"} -> 422 BAD_FIELD check /field=/roles
as 甲 POST /api/parties/$甲/roles {"roles":["bidder"],"reason":"x"} -> 422 BAD_FIELD check /field=/roles/0
as 甲 POST /api/parties/$甲/roles {"roles":["tenderer"],"reason":"x"} -> 422 BAD_FIELD check /field=/roles
as 甲 POST /api/parties/$甲/roles {"roles":["tenderer","procuringEntity"],"reason":"承担代建项目"} -> 200 check /result/former/0=tenderer check /result/roles/0=procuringEntity
as nobody GET /api/parties/$甲 -> 200 check /roles/0=procuringEntity check /roles/1=tenderer
# signed in as before, it may act at once
as 甲 POST /api/projects {"code":"2026-510700-01","name":"滨河路"} -> 201
clock +1d
as 中心 POST /api/parties/$甲/roles {"roles":["tenderer"],"reason":"代建资格终止"} -> 200
as 甲 POST /api/projects {"code":"2026-510700-02","name":"滨河路二期"} -> 403 DENIED
as 局 GET /api/parties/$甲/profile/history -> 200 check /roles/0/reason=代建资格终止 check /roles/0/former/0=procuringEntity check /roles/1/reason=承担代建项目 check /roles/1/former/0=tenderer
as 乙 GET /api/parties/$甲/profile/history -> 403 DENIED
