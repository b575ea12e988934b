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
# what it trades as is its own to say: nobody else takes a bidder's part away
as 中心 POST /api/parties/$甲/roles {"roles":["agency"],"reason":"x"} -> 403 DENIED
as 甲 POST /api/parties/$甲/roles {"roles":["tenderer"],"reason":"代建资格终止"} -> 200
as 甲 POST /api/projects {"code":"2026-510700-02","name":"滨河路二期"} -> 403 DENIED
as 局 GET /api/parties/$甲/profile/history -> 200 check /roles/0/reason=代建资格终止 check /roles/0/former/0=procuringEntity check /roles/1/reason=承担代建项目 check /roles/1/former/0=tenderer
as 乙 GET /api/parties/$甲/profile/history -> 403 DENIED
# what it is officially the centre says, of others than itself, and not beside anything else
as 甲 POST /api/parties/$甲/roles {"roles":["tenderer","centre"],"reason":"x"} -> 403 DENIED
as 中心 POST /api/parties/$中心/roles {"roles":["centre","inspector"],"reason":"x"} -> 403 DENIED
as 局 POST /api/parties/$局/roles {"roles":["supervisor","tenderer"],"reason":"x"} -> 422 BAD_FIELD check /rule~第四条
as 中心 POST /api/parties/$局/roles {"roles":["inspector"],"department":"housing","reason":"x"} -> 422 BAD_FIELD check /field=/department
as 中心 POST /api/parties/$局/roles {"roles":["inspector"],"reason":"改任"} -> 200
as nobody POST /api/parties {"name":"x","contact":"x","identifier":{"scheme":"TEST","id":"9"},"roles":["supervisor","agency"]} -> 422 BAD_FIELD check /rule~第四条
