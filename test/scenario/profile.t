# What an organisation says of itself: every version kept, what is not for all told to few; its name.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 监督 supervisor A:6
register 中心 centre A:9
as nobody GET /api/parties/$甲/profile -> 404 NOT_FOUND
as nobody POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678"} -> 401 UNAUTHENTICATED
as 乙 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678"} -> 403 DENIED
as 甲 POST /api/parties/$甲/profile {"address":"某路 1 号","phone":"0816-2345678"} -> 422 MISSING_FIELD check /field=/legalRepresentative
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"电话"} -> 422 BAD_FIELD check /field=/phone
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","email":"ab.c"} -> 422 BAD_FIELD check /field=/email
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","region":"999999"} -> 422 BAD_FIELD check /field=/region
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","established":"2026-03-03"} -> 422 BAD_FIELD check /field=/established
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","established":"2026-02-30"} -> 422 BAD_FIELD check /field=/established
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","bank":"某行"} -> 422 MISSING_FIELD check /field=/account
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","bank":"某行","account":"6222x0"} -> 422 BAD_FIELD check /field=/account
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","region":"510700","capital":{"amount":"50000000.00","currency":"CNY"},"established":"1999-07-01","bank":"某行","account":"622200-1234"} -> 200 check /result/version=1
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"某路 1 号","phone":"0816-2345678","region":"510700","capital":{"amount":"50000000.00","currency":"CNY"},"established":"1999-07-01","bank":"某行","account":"622200-1234"} -> 409 DUPLICATE
clock +1000
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"李四","address":"某路 1 号","phone":"0816-2345678","region":"510700","reason":"变更法定代表人"} -> 200 check /result/version=2
# phone and bank are told inside only
as nobody GET /api/parties/$甲/profile -> 200 check /version=2 check /legalRepresentative=李四 lacks 2345678
as 乙 GET /api/parties/$甲/profile -> 200 lacks 2345678
as 监督 GET /api/parties/$甲/profile -> 200 check /phone=0816-2345678
as 甲 GET /api/parties/$甲/profile -> 200 check /phone=0816-2345678
as 乙 GET /api/parties/$甲/profile/history -> 403 DENIED
as 中心 GET /api/parties/$甲/profile/history -> 200 check /versions/0/version=2 check /versions/1/account=622200-1234 check /names=[]
as 甲 GET /api/parties/$甲/profile/history?before=2 -> 200 check /versions/0/version=1
# a new name; the code stays
as 乙 POST /api/parties/$甲/names {"name":"新甲建设","reason":"更名"} -> 403 DENIED
as 甲 POST /api/parties/$甲/names {"name":"甲","reason":"更名"} -> 422 BAD_FIELD check /field=/name
as 甲 POST /api/parties/$甲/names {"name":"新甲建设","reason":"更名，已核准"} -> 200 check /result/former=甲
as nobody GET /api/parties/$甲 -> 200 check /name=新甲建设 check /identifier/id=914403001922038216
as 甲 GET /api/parties/$甲/profile/history -> 200 check /names/0/former=甲
